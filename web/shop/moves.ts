import type { CaseView, Money } from './platformApi.js';

/** One field of a move: what is typed, and what stands there at first. */
export type Field = {
  readonly name: string;
  readonly label: string;
  readonly kind: 'money' | 'words' | 'days' | readonly (readonly [value: string, title: string])[];
  readonly value: string;
};

/** Something the other side can do to a case. */
export type Move = {
  readonly kind: string;
  readonly title: string;
  readonly fields: (view: CaseView, paid: Money) => readonly Field[];
  /** The event as the API takes it. */
  readonly event: (given: Given) => object;
};
export type Given = {
  readonly text: (name: string) => string;
  readonly money: (name: string) => Money;
  /** So many days from the demo's now. ms since epoch */
  readonly until: (name: string) => number;
};

export type Side = { readonly title: string; readonly actors: readonly string[]; readonly moves: readonly Move[] };

const none = (): readonly Field[] => [];
const plain = (kind: string, title: string): Move => ({ kind, title, fields: none, event: () => ({ kind }) });
const half = ({ minor }: Money): string => String(Math.round(minor / 2) / 100);
const whole = ({ minor }: Money): string => String(minor / 100);

const OUTCOMES = [
  ['partialRefund', 'A part of the money'],
  ['fullRefund', 'All of the money'],
  ['returnAndRefund', 'The money, once the goods are back'],
  ['nothing', 'Nothing'],
] as const;

function decides(kind: string, title: string): Move {
  return {
    kind,
    title,
    fields: (_, paid) => [
      { name: 'outcome', label: 'What is decided', kind: OUTCOMES, value: 'partialRefund' },
      { name: 'amount', label: 'Amount, if it is a part', kind: 'money', value: half(paid) },
      { name: 'reason', label: 'Why', kind: 'words', value: 'Half of the goods are broken.' },
    ],
    event: (given) => {
      const outcome = given.text('outcome');
      const amount = outcome === 'partialRefund' ? { amount: given.money('amount') } : {};
      return { kind, decision: { outcome, ...amount, reason: given.text('reason') } };
    },
  };
}

const amountOf = ({ case: { settlement, request } }: CaseView, paid: Money): string =>
  whole(settlement?.amount ?? request.amount ?? paid);

function pays(kind: string, title: string): Move {
  return {
    kind,
    title,
    fields: (view, paid) => [{ name: 'amount', label: 'Amount', kind: 'money', value: amountOf(view, paid) }],
    event: (given) => ({ kind, amount: given.money('amount') }),
  };
}

/** Who plays what. The order is that in which it usually happens. */
export const SIDES: readonly Side[] = [
  {
    title: 'Be the seller',
    actors: ['seller'],
    moves: [
      plain('sellerAgrees', 'Agree'),
      {
        kind: 'sellerProposes',
        title: 'Propose…',
        fields: ({ case: { proposal } }, paid) => [
          {
            name: 'remedy',
            label: 'What is offered',
            kind: [
              ['partialRefund', 'A part of the money'],
              ['returnAndRefund', 'The money, once the goods are back'],
              ['replacement', 'A replacement'],
            ],
            value: 'partialRefund',
          },
          {
            name: 'amount',
            label: 'Amount, if it is a part',
            kind: 'money',
            value: proposal?.amount ? whole(proposal.amount) : half(paid),
          },
          { name: 'words', label: 'What the seller writes', kind: 'words', value: 'Sorry, this is what we can do.' },
        ],
        event: (given) => {
          const remedy = given.text('remedy');
          const amount = remedy === 'partialRefund' ? { amount: given.money('amount') } : {};
          return { kind: 'sellerProposes', proposal: { remedy, ...amount }, ...wordsOf(given) };
        },
      },
      {
        kind: 'sellerRefuses',
        title: 'Refuse…',
        fields: () => [{ name: 'words', label: 'What the seller writes', kind: 'words', value: 'Sorry, no.' }],
        event: (given) => ({ kind: 'sellerRefuses', ...wordsOf(given) }),
      },
      pays('sellerConfirmsReturn', 'Confirm that the goods are back…'),
      plain('sellerDisputesReturn', 'Dispute the return'),
    ],
  },
  {
    title: 'Be the platform',
    actors: ['mediator', 'arbitrator', 'system'],
    moves: [
      {
        kind: 'mediatorAsksEvidence',
        title: 'Ask for evidence…',
        fields: () => [
          { name: 'words', label: 'What is wanted', kind: 'words', value: 'A photo of the label on the box.' },
          { name: 'by', label: 'Days to answer', kind: 'days', value: '3' },
        ],
        event: (given) => ({ kind: 'mediatorAsksEvidence', words: given.text('words'), by: given.until('by') }),
      },
      decides('mediatorDecides', 'Decide…'),
      decides('arbitratorDecides', 'Decide as the arbitrator…'),
      {
        kind: 'returnOrdered',
        title: 'Order the return…',
        fields: () => [
          {
            name: 'address',
            label: 'Where to',
            kind: 'words',
            value: 'Brightkiln Ceramics, Fengxi Road 12, Chaozhou, China',
          },
          { name: 'by', label: 'Days to send it', kind: 'days', value: '10' },
        ],
        event: (given) => ({
          kind: 'returnOrdered',
          address: {
            lines: given
              .text('address')
              .split(',')
              .map((line) => line.trim()),
          },
          by: given.until('by'),
        }),
      },
      pays('refundOrdered', 'Order the refund…'),
      plain('claimRefused', 'Close it without money'),
      {
        kind: 'holdSet',
        title: 'Put on hold…',
        fields: () => [
          {
            name: 'hold',
            label: 'Why',
            kind: [
              ['chargeback', 'A chargeback at the bank'],
              ['fraudReview', 'A review of fraud'],
            ],
            value: 'chargeback',
          },
        ],
        event: (given) => ({ kind: 'holdSet', hold: given.text('hold') }),
      },
      plain('holdLifted', 'Lift the hold'),
      plain('caseEnds', 'Close it as settled'),
    ],
  },
  {
    title: 'Be the bank',
    actors: ['paymentProvider'],
    moves: [
      {
        kind: 'refundStarts',
        title: 'Send the refund…',
        fields: () => [
          {
            name: 'method',
            label: 'By',
            kind: [
              ['card', 'Card'],
              ['bankTransfer', 'Bank transfer'],
              ['onlineBank', 'Online bank payment'],
            ],
            value: 'card',
          },
        ],
        event: (given) => ({ kind: 'refundStarts', method: given.text('method') }),
      },
      plain('refundArrives', 'The money is there'),
      plain('refundFails', 'The bank sends it back'),
      plain('refundRetried', 'Try again'),
    ],
  },
];

function wordsOf(given: Given): object {
  const words = given.text('words').trim();
  return words === '' ? {} : { words };
}

/** Where a case stands, as the platform's own people would say it. */
export const STATES: Readonly<Record<string, string>> = {
  awaitingSeller: 'waits for the seller',
  proposalPending: 'waits for the buyer',
  agreed: 'is agreed on',
  mediation: 'is with the platform',
  awaitingEvidence: 'waits for the buyer’s evidence',
  decided: 'is decided',
  arbitration: 'is in arbitration',
  decidedFinal: 'is decided for good',
  awaitingReturn: 'waits for the goods to be sent back',
  returnInTransit: 'the goods are on their way back',
  refundPending: 'the refund is under way',
  refundFailed: 'the refund came back',
  refunded: 'is refunded',
  rejected: 'is closed without money',
  withdrawn: 'is withdrawn',
  expired: 'has lapsed',
  closedOther: 'is closed',
};

/** What its dates are. */
export const DATES: Readonly<Record<string, string>> = {
  sellerResponse: 'the seller should have answered',
  escalationOpens: 'the buyer may escalate',
  autoEscalation: 'the platform steps in',
  mediatorFirstTouch: 'the platform should have looked',
  mediatorReview: 'the platform should have weighed it',
  evidence: 'the evidence must be there',
  sendBack: 'the goods must be on their way',
  refundInitiation: 'the refund should be sent',
  payout: 'the money should be there',
};
