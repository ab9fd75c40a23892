import type { CaseState, Deadline, RefundCase } from './refundCase.js';

/** The stations of a case, in the order in which most cases pass them. */
export const STATIONS = ['opened', 'sellersAnswer', 'platform', 'decision', 'refund'] as const;
export type Station = (typeof STATIONS)[number];

export type TimelineStop = {
  readonly station: Station;
  readonly is: 'done' | 'now' | 'ahead';
  /** It waits for the buyer now. */
  readonly isBuyers?: true;
  /** ms since epoch: when it was, or by when it should be; absent where nobody has said. */
  readonly at?: number;
};

/**
 * Where a case stands, at a glance. A station that was skipped (no mediation was needed) is left out once the case is
 * past it; a case that has ended without a refund ends where it ended.
 */
export function caseTimeline(refundCase: RefundCase): readonly TimelineStop[] {
  const here = AT[refundCase.state];
  if (here === 'over') return [{ station: 'opened', is: 'done', at: refundCase.openedAt }];
  const reached = STATIONS.indexOf(here);
  return STATIONS.flatMap((station, index): TimelineStop[] => {
    if (index < reached && !wasAt(refundCase, station)) return [];
    const is = refundCase.state === 'refunded' || index < reached ? 'done' : index === reached ? 'now' : 'ahead';
    const at = timeOf(refundCase, station, is);
    const isBuyers = is === 'now' && BUYERS.includes(refundCase.state);
    return [{ station, is, ...(isBuyers ? { isBuyers } : {}), ...(at === undefined ? {} : { at }) }];
  });
}

const AT: Readonly<Record<CaseState, Station | 'over'>> = {
  awaitingSeller: 'sellersAnswer',
  proposalPending: 'sellersAnswer',
  agreed: 'refund',
  mediation: 'platform',
  awaitingEvidence: 'platform',
  decided: 'decision',
  arbitration: 'decision',
  decidedFinal: 'decision',
  awaitingReturn: 'refund',
  returnInTransit: 'refund',
  refundPending: 'refund',
  refundFailed: 'refund',
  refunded: 'refund',
  rejected: 'over',
  withdrawn: 'over',
  expired: 'over',
  closedOther: 'over',
  unknown: 'over',
};

/** Where something is the buyer's to do. */
const BUYERS: readonly CaseState[] = ['proposalPending', 'awaitingEvidence', 'decided', 'awaitingReturn'];

/** The first two every case passes; the platform's two only those that went up. */
function wasAt({ history }: RefundCase, station: Station): boolean {
  if (station !== 'platform' && station !== 'decision') return true;
  return history.some(({ event }) => event === 'buyerEscalates' || event === 'clockEscalates');
}

/** When it was, for a station that is passed; else by when it should be, as far as anybody has said. */
function timeOf(
  { openedAt, deadlines, history }: RefundCase,
  station: Station,
  is: TimelineStop['is'],
): number | undefined {
  if (station === 'opened') return openedAt;
  if (is === 'done') return history.findLast(({ event }) => PASSED[station].includes(event))?.at;
  return deadlines.find(({ kind }) => DUE[station].includes(kind))?.at;
}

const PASSED: Readonly<Record<Exclude<Station, 'opened'>, readonly string[]>> = {
  sellersAnswer: ['sellerAgrees', 'sellerProposes', 'sellerRefuses'],
  platform: ['buyerEscalates', 'clockEscalates'],
  decision: ['mediatorDecides', 'arbitratorDecides'],
  refund: ['refundArrives'],
};

const DUE: Readonly<Record<Exclude<Station, 'opened'>, readonly Deadline['kind'][]>> = {
  sellersAnswer: ['sellerResponse'],
  platform: ['autoEscalation', 'mediatorReview', 'mediatorFirstTouch', 'evidence'],
  decision: [],
  refund: ['payout', 'refundInitiation', 'sendBack'],
};
