import type { CaseEvent, CaseEventKind } from '../../services/refunds/caseEvent.js';

const amount = { minor: 60_000, currency: 'USD' };
const proposal = { remedy: 'partialRefund', amount } as const;
const evidence = { links: ['https://photos.example.com/1.jpg'], files: [] };
const decision = { outcome: 'partialRefund', amount, reason: 'Half of the cups are broken.' } as const;

/** One event of each kind, whole. */
export const SAMPLE_EVENTS: { readonly [K in CaseEventKind]: Extract<CaseEvent, { kind: K }> } = {
  sellerAgrees: { kind: 'sellerAgrees' },
  sellerProposes: { kind: 'sellerProposes', proposal },
  sellerRefuses: { kind: 'sellerRefuses' },
  buyerAccepts: { kind: 'buyerAccepts' },
  buyerRejects: { kind: 'buyerRejects' },
  buyerCounters: { kind: 'buyerCounters', proposal },
  buyerEscalates: { kind: 'buyerEscalates' },
  clockEscalates: { kind: 'clockEscalates' },
  buyerWithdraws: { kind: 'buyerWithdraws' },
  caseLapses: { kind: 'caseLapses' },
  partiesSettle: { kind: 'partiesSettle', proposal },
  mediatorAsksEvidence: { kind: 'mediatorAsksEvidence', words: 'A photo of the label on the box.' },
  buyerAddsEvidence: { kind: 'buyerAddsEvidence', evidence },
  mediatorDecides: { kind: 'mediatorDecides', decision },
  buyerObjects: { kind: 'buyerObjects', evidence },
  buyerGoesToArbitration: { kind: 'buyerGoesToArbitration' },
  arbitratorDecides: { kind: 'arbitratorDecides', decision },
  returnOrdered: { kind: 'returnOrdered', address: { lines: ['Chaozhou Brightkiln', 'Fengxi 12', 'Chaozhou, China'] } },
  refundOrdered: { kind: 'refundOrdered', amount },
  caseEnds: { kind: 'caseEnds', words: 'The replacement was delivered.' },
  claimRefused: { kind: 'claimRefused' },
  buyerShipsBack: { kind: 'buyerShipsBack', parcel: { carrier: 'DHL', number: 'JD0146000032' } },
  sellerConfirmsReturn: { kind: 'sellerConfirmsReturn', amount },
  sellerDisputesReturn: { kind: 'sellerDisputesReturn' },
  refundStarts: { kind: 'refundStarts', method: 'card' },
  refundFails: { kind: 'refundFails' },
  refundRetried: { kind: 'refundRetried' },
  refundArrives: { kind: 'refundArrives' },
  holdSet: { kind: 'holdSet', hold: 'chargeback' },
  holdLifted: { kind: 'holdLifted' },
};
