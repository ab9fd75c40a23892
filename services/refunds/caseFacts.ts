import type { CaseEvent, Decision, Evidence, Settlement } from './caseEvent.js';
import type { RefundCase } from './refundCase.js';

/** What is known of the case after the event: what was put forward, agreed, asked for, sent and paid. */
export function factsAfter(refundCase: RefundCase, event: CaseEvent, at: number): RefundCase {
  switch (event.kind) {
    case 'sellerProposes':
    case 'buyerCounters': {
      const by = event.kind === 'sellerProposes' ? ('seller' as const) : ('buyer' as const);
      const words = event.words === undefined ? {} : { words: event.words };
      return { ...refundCase, proposal: { ...event.proposal, by, ...words } };
    }
    case 'sellerRefuses':
    case 'buyerRejects':
      return without(refundCase, 'proposal');
    case 'sellerAgrees':
      // To what the buyer put forward last; else to what was filed.
      return settled(refundCase, refundCase.proposal?.by === 'buyer' ? refundCase.proposal : asked(refundCase));
    case 'buyerAccepts':
      return settled(refundCase, refundCase.proposal ?? asked(refundCase));
    case 'partiesSettle':
      return settled(refundCase, event.proposal);
    case 'mediatorAsksEvidence':
      return { ...refundCase, evidenceAsked: event.words };
    case 'buyerAddsEvidence':
      return withEvidence(without(refundCase, 'evidenceAsked'), event.evidence, at);
    case 'mediatorDecides':
    case 'arbitratorDecides':
      return { ...without(refundCase, 'proposal'), decision: event.decision, ...settlementOf(event.decision) };
    case 'buyerObjects':
      return withEvidence(without(without(refundCase, 'decision'), 'settlement'), event.evidence, at);
    case 'returnOrdered':
      return { ...refundCase, returnTo: event.address };
    case 'buyerShipsBack':
      return { ...refundCase, parcel: event.parcel };
    case 'refundOrdered':
    case 'sellerConfirmsReturn':
      return { ...refundCase, refund: { amount: event.amount } };
    case 'refundStarts':
      return refundCase.refund === undefined
        ? refundCase
        : {
            ...refundCase,
            refund: {
              amount: refundCase.refund.amount,
              startedAt: at,
              ...(event.method === undefined ? {} : { method: event.method }),
            },
          };
    case 'refundFails':
      return refundCase.refund === undefined
        ? refundCase
        : { ...refundCase, refund: { amount: refundCase.refund.amount } };
    case 'holdSet':
      return { ...refundCase, hold: event.hold };
    case 'holdLifted':
      return { ...refundCase, hold: 'none' };
    default:
      return refundCase;
  }
}

function asked({ request: { remedy, amount } }: RefundCase): Settlement {
  return { remedy, ...(amount === undefined ? {} : { amount }) };
}

function settled(refundCase: RefundCase, { remedy, amount }: Settlement): RefundCase {
  const settlement = { remedy, ...(amount === undefined ? {} : { amount }) };
  return { ...without(refundCase, 'proposal'), settlement };
}

function settlementOf({ outcome, amount }: Decision): { settlement?: Settlement } {
  if (outcome === 'nothing') return {};
  return { settlement: { remedy: outcome, ...(amount === undefined ? {} : { amount }) } };
}

function withEvidence(refundCase: RefundCase, evidence: Evidence, at: number): RefundCase {
  return {
    ...refundCase,
    evidenceAdded: [...(refundCase.evidenceAdded ?? []), { ...evidence, at }].slice(-MOST_ADDED),
  };
}

/** As many times as evidence is kept of, the newest. */
const MOST_ADDED = 50;

function without<K extends 'proposal' | 'evidenceAsked' | 'decision' | 'settlement'>(refundCase: RefundCase, key: K) {
  const { [key]: _gone, ...rest } = refundCase;
  return rest as RefundCase; // only what may be absent is taken out
}
