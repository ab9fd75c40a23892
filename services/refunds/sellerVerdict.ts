import { endOfWorkingDay } from './businessDays.js';
import { BEIJING, DAY_MS } from './calendarDay.js';
import type { Order } from './order.js';
import { type Deadline, isInKind, type RefundCase } from './refundCase.js';
import type { SellerAct, SellerOutcome } from './refundTerms.js';
import type { RuleNumbers } from './ruleNumbers.js';
import type { RuleSource } from './ruleSources.js';

/** What is known of a seller's conduct. Times are ms since epoch. */
export type SellerFacts = {
  /** What the buyer says that came of writing to the seller, and when they said so. */
  readonly told?:
    | { readonly outcome: SellerOutcome; readonly silentDays?: number | undefined; readonly toldAt: number }
    | undefined;
  readonly acts: readonly { readonly act: SellerAct; readonly at: number; readonly said?: string | undefined }[];
  /** How the order was paid; absent: under Trade Assurance. */
  readonly route?: Order['route'] | undefined;
  /** The case on the order, where there is one. */
  readonly case?: RefundCase | undefined;
};

/** `silent`, `refuses`, `stalls` and `leadsAway` are uncooperative; the last one is the gravest. */
export type SellerConduct = 'notAsked' | 'inTime' | 'cooperates' | 'silent' | 'stalls' | 'refuses' | 'leadsAway';

/** One fact that counts. `rule`: where the number in it was read. `at`: when it happened, or was told. */
export type SellerReason = { readonly at?: number; readonly rule?: RuleSource } & (
  | { readonly kind: 'notAsked' | 'talking' | 'offered' | 'agreed' | 'refused' }
  /** Told: no answer for so many days by now. `days` absent: since when was not told. */
  | { readonly kind: 'silence'; readonly days?: number; readonly allowedDays: number; readonly isOver: boolean }
  /** The case: the seller has until then, or had. */
  | { readonly kind: 'caseClock'; readonly by: number; readonly isOver: boolean; readonly isEstimated: boolean }
  | { readonly kind: 'caseRefused' | 'caseProposed'; readonly times: number }
  | { readonly kind: 'caseAgreed' | 'returnDisputed' | 'refunded' }
  /** It was agreed, and no refund was begun within the working days of the rule. */
  | { readonly kind: 'refundNotStarted'; readonly by: number; readonly workingDays: number }
  | { readonly kind: SellerAct; readonly said?: string }
);

export type SellerFinding = {
  readonly conduct: SellerConduct;
  readonly isUncooperative: boolean;
  /** The gravest first. */
  readonly reasons: readonly SellerReason[];
};

/**
 * Is the seller uncooperative, and by which facts? By the platform's own clock and by what the seller did, never by how
 * somebody sounds. undefined: nothing is known of the seller. What a case's record says replaces what was told before it.
 */
export function sellerVerdict(facts: SellerFacts, now: number, rules: RuleNumbers): SellerFinding | undefined {
  const { told, acts, route } = facts;
  const ofCase = facts.case ? caseReasons(facts.case, now, rules) : [];
  const answered = ofCase.some(({ kind }) => ANSWERS.includes(kind));
  const ofTold = told && !answered ? toldReasons(told, route, now, rules) : [];
  const ofActs = acts.map(({ act, at, said }): SellerReason => ({ kind: act, at, ...(said ? { said } : {}) }));
  const reasons = [...ofActs, ...ofCase, ...ofTold].sort((one, other) => weight(other) - weight(one));
  const [gravest] = reasons;
  if (!gravest) return undefined;
  const conduct = facts.case?.state === 'refunded' ? 'cooperates' : conductOf(gravest);
  return { conduct, isUncooperative: UNCOOPERATIVE.includes(conduct), reasons };
}

const UNCOOPERATIVE: readonly SellerConduct[] = ['silent', 'stalls', 'refuses', 'leadsAway'];
const ORDER: readonly SellerConduct[] = ['notAsked', 'inTime', 'cooperates', ...UNCOOPERATIVE];
/** What of a case's record is an answer of the seller's. */
const ANSWERS: readonly string[] = ['caseRefused', 'caseProposed', 'caseAgreed', 'returnDisputed', 'refunded'];

function weight(reason: SellerReason): number {
  return ORDER.indexOf(conductOf(reason));
}

/** What one fact alone says of the seller. */
function conductOf(reason: SellerReason): SellerConduct {
  switch (reason.kind) {
    case 'notAsked':
      return 'notAsked';
    case 'silence':
    case 'caseClock':
      return reason.isOver ? 'silent' : 'inTime';
    case 'talking':
    case 'offered':
    case 'offeredPart':
    case 'agreed':
    case 'caseProposed':
    case 'caseAgreed':
    case 'refunded':
      return 'cooperates';
    case 'refused':
    case 'caseRefused':
    case 'returnDisputed':
      return 'refuses';
    case 'brokePromise':
    case 'refundNotStarted':
      return 'stalls';
    case 'askedToClose':
    case 'askedToConfirm':
    case 'askedToPayOutside':
    case 'offeredOutside':
      return 'leadsAway';
  }
}

function toldReasons(
  { outcome, silentDays, toldAt }: NonNullable<SellerFacts['told']>,
  route: SellerFacts['route'],
  now: number,
  rules: RuleNumbers,
): readonly SellerReason[] {
  const at = toldAt;
  switch (outcome) {
    case 'notContacted':
      return [{ kind: 'notAsked', at }];
    case 'silent': {
      // Outside of Trade Assurance the platform gives sellers longer.
      const allowed = route === 'offPlatform' ? rules.offlineSellerResponseDays : rules.sellerResponseDays;
      const since = Math.floor((now - toldAt) / DAY_MS);
      const days = (silentDays ?? 0) + Math.max(0, since);
      const known = silentDays !== undefined || days > 0 ? { days } : {};
      const [allowedDays, rule] = [allowed.value, allowed.source];
      return [{ kind: 'silence', at, ...known, allowedDays, isOver: days > allowedDays, rule }];
    }
    case 'refused':
    case 'offered':
    case 'agreed':
    case 'talking':
      return [{ kind: outcome, at }];
  }
}

/** What the case's own record says: the seller's last answer, and the clock while it runs. */
function caseReasons(refundCase: RefundCase, now: number, rules: RuleNumbers): readonly SellerReason[] {
  const { history, state } = refundCase;
  const all = (event: string) => history.filter((line) => line.actor === 'seller' && line.event === event);
  const last = history.findLast(({ actor, event }) => actor === 'seller' || event === 'refundArrives');
  const reasons: SellerReason[] = [];
  if (last?.event === 'sellerRefuses')
    reasons.push({ kind: 'caseRefused', at: last.at, times: all('sellerRefuses').length });
  if (last?.event === 'sellerDisputesReturn') reasons.push({ kind: 'returnDisputed', at: last.at });
  if (last?.event === 'sellerProposes')
    reasons.push({ kind: 'caseProposed', at: last.at, times: all('sellerProposes').length });
  if (last?.event === 'sellerAgrees') reasons.push({ kind: 'caseAgreed', at: last.at });
  if (state === 'refunded') return [{ kind: 'refunded', ...(last ? { at: last.at } : {}) }];
  if (state === 'awaitingSeller') reasons.push(...clock(refundCase.deadlines, last?.at, now, rules));
  if (state === 'agreed' || state === 'refundPending') reasons.push(...notStarted(refundCase, now, rules));
  return reasons;
}

/** After a counter-proposal it is the seller's turn anew, and no date is known for that. */
function clock(
  deadlines: readonly Deadline[],
  answeredAt: number | undefined,
  now: number,
  rules: RuleNumbers,
): readonly SellerReason[] {
  const deadline = deadlines.find(({ kind }) => kind === 'sellerResponse');
  if (!deadline || answeredAt !== undefined) return [];
  const { at: by, source } = deadline;
  const rule = rules.sellerResponseDays.source;
  return [{ kind: 'caseClock', by, isOver: now > by, isEstimated: source === 'estimated', rule }];
}

/** What makes the refund due. */
const DUE_FROM: readonly string[] = ['sellerAgrees', 'buyerAccepts', 'sellerConfirmsReturn', 'refundRetried'];

function notStarted(refundCase: RefundCase, now: number, rules: RuleNumbers): readonly SellerReason[] {
  const { history, openedAt, state, settlement, refund } = refundCase;
  const goodsFirst = state === 'agreed' && (isInKind(refundCase) || settlement?.remedy === 'returnAndRefund');
  if (goodsFirst || refund?.startedAt !== undefined) return [];
  const { value: workingDays, source: rule } = rules.refundInitiationBusinessDays;
  const at = history.findLast(({ event }) => DUE_FROM.includes(event))?.at ?? openedAt;
  const by = endOfWorkingDay(at, workingDays, BEIJING, new Set(rules.holidays.value));
  return now > by ? [{ kind: 'refundNotStarted', at, by, workingDays, rule }] : [];
}
