import type { z } from 'zod';
import type { ApiRouteName } from './apiRoutes.js';
import type { CasePage, CaseView, NewEvent, OrderOfBuyer } from './apiShapes.js';

/** What a reader of the description is told beside shapes. Each example is valid by its route's schema: a test looks. */
export type Explained = {
  readonly tag: 'orders' | 'cases';
  readonly description: string;
  /** Name -> a body to send. */
  readonly takes?: Readonly<Record<string, unknown>>;
  readonly gives: unknown;
  /** An example for each parameter in the path and the query. */
  readonly parameters?: Readonly<Record<string, string | number>>;
};

const OPENED_AT = 1_780_000_000_000;
const DAY = 86_400_000;
const orderId = '910000000000000002';
const caseId = 'RD-Y269-2602';

const order = {
  buyerId: 'demo-buyer',
  order: {
    orderId,
    title: '200 bamboo trays',
    sellerName: 'Anji Bamboo Works',
    paid: { minor: 48_000, currency: 'USD' },
    units: { count: 200, noun: 'trays' },
    paidAt: OPENED_AT - 40 * DAY,
    paidBy: 'card',
    route: 'tradeAssurance',
    programmes: [],
    shipBy: OPENED_AT - 20 * DAY,
    deliveredAt: OPENED_AT - 3 * DAY,
    confirmedAt: OPENED_AT - 2 * DAY,
  },
} satisfies z.input<typeof OrderOfBuyer>;

const view = {
  case: {
    caseId,
    reference: 'an-idempotency-key-of-the-chat',
    buyerId: 'demo-buyer',
    request: {
      orderId,
      problem: 'defective',
      affected: { count: 60, total: 200 },
      description: '60 of the trays are split along the edge.',
      seller: { outcome: 'refused' },
      remedy: 'partialRefund',
      amount: { minor: 14_400, currency: 'USD' },
      evidenceLinks: ['https://example.com/split-trays.jpg'],
    },
    state: 'awaitingSeller',
    hold: 'none',
    openedAt: OPENED_AT,
    deadlines: [
      { kind: 'sellerResponse', at: OPENED_AT + 3 * DAY, onExpiry: 'buyerMayEscalate', source: 'estimated' },
      { kind: 'autoEscalation', at: OPENED_AT + 7 * DAY, onExpiry: 'platformSteps', source: 'estimated' },
    ],
    history: [{ at: OPENED_AT, actor: 'buyer', event: 'opened' }],
  },
  stage: 'negotiation',
  allowedActions: [{ action: 'buyerEscalates', from: OPENED_AT + 4 * DAY }, { action: 'buyerWithdraws' }],
  possibleEvents: [
    { kind: 'sellerAgrees', actor: 'seller' },
    { kind: 'sellerProposes', actor: 'seller' },
    { kind: 'sellerRefuses', actor: 'seller' },
  ],
} satisfies Unbranded<CaseView>;

const amount = { minor: 14_400, currency: 'USD' };
const events = {
  'The seller proposes part of the money': {
    id: 'seller-proposes-1',
    event: { kind: 'sellerProposes', proposal: { remedy: 'partialRefund', amount }, words: 'For the split trays.' },
  },
  'The seller refuses': { id: 'seller-refuses-1', event: { kind: 'sellerRefuses', words: 'They left us whole.' } },
  'The mediator decides': {
    id: 'mediator-decides-1',
    event: { kind: 'mediatorDecides', decision: { outcome: 'partialRefund', amount, reason: '60 trays are split.' } },
  },
  'The refund has started': { id: 'refund-starts-1', event: { kind: 'refundStarts', method: 'card' } },
} satisfies Record<string, Unbranded<NewEvent>>;

export const EXPLAINED = {
  putOrder: {
    tag: 'orders',
    description:
      'The buyer has the order in the chat from then on. It is kept once by its number: the same order again answers the ' +
      'same, another by the same number, or of another buyer, is refused. Amounts are in minor units of their currency.',
    takes: { 'An order that has arrived': order },
    gives: order,
  },
  readOrder: {
    tag: 'orders',
    description: 'As it was put in. Its number is text: 18 digits do not fit a number of JavaScript.',
    gives: order,
    parameters: { orderId, buyerId: 'demo-buyer' },
  },
  listCases: {
    tag: 'cases',
    description: 'In the order of their numbers. Where `next` is there, send it as `after` for the page that follows.',
    gives: { cases: [view], next: caseId } satisfies Unbranded<CasePage>,
    parameters: {
      after: caseId,
      limit: 50,
      buyerId: 'demo-buyer',
      reference: 'an-idempotency-key-of-the-chat',
      openOn: orderId,
    },
  },
  listOrders: {
    tag: 'orders',
    description: 'For a desk that has this one as its CASE_BACKEND: what its buyer bought.',
    gives: { orders: [order.order] },
    parameters: { buyerId: 'demo-buyer' },
  },
  openCase: {
    tag: 'cases',
    description:
      'For a desk that has this one as its CASE_BACKEND. Exactly one case for an Idempotency-Key and at most one that is open ' +
      'on an order, however often it is asked: after a cut line look it up by `reference`, or ask again.',
    takes: { 'A case is opened': { buyerId: 'demo-buyer', request: view.case.request, at: OPENED_AT } },
    gives: { kind: 'opened', case: view.case },
  },
  actOnCase: {
    tag: 'cases',
    description:
      'For a desk that has this one as its CASE_BACKEND: what its buyer does, who was asked before. `seen` is how long the ' +
      'history was when they decided.',
    takes: {
      'The buyer escalates': {
        buyerId: 'demo-buyer',
        seen: 1,
        at: OPENED_AT + 5 * DAY,
        event: { kind: 'buyerEscalates' },
      },
    },
    gives: { kind: 'done', case: view.case },
    parameters: { caseId },
  },
  readCase: {
    tag: 'cases',
    description:
      'An action without `from` is open to the buyer now, one with it from then on. A date is the platform’s own or ' +
      '`estimated` from its published rule.',
    gives: view,
    parameters: { caseId, buyerId: 'demo-buyer' },
  },
  moveCase: {
    tag: 'cases',
    description:
      'The buyer hears of it in their conversation before this is answered. `id` is the caller’s own: the same one again ' +
      'changes nothing and answers the same, so send it again after a 503 or a cut line. What a buyer does cannot be sent.',
    takes: events,
    gives: view,
    parameters: { caseId },
  },
} as const satisfies Readonly<Record<ApiRouteName, Explained>>;

/** Numbers of orders and cases as plain text, as they are in JSON. */
type Unbranded<T> = T extends string | number
  ? T extends z.core.$brand
    ? string
    : T
  : T extends readonly (infer Item)[]
    ? readonly Unbranded<Item>[]
    : { readonly [Key in keyof T]: Unbranded<T[Key]> };
