import type { Context, Gathered } from '../../../../services/desk/deskApi.js';
import { DAY_MS } from '../../../../services/refunds/calendarDay.js';
import { RefundCase } from '../../../../services/refunds/refundCase.js';
import { cupsOrder } from '../../../support/cupsOrder.js';

/** Thursday, 26 November 2026, 13:05 UTC. */
export const NOW = Date.UTC(2026, 10, 26, 13, 5);
const HOUR_MS = 3_600_000;

const SAM = { id: 'sam', name: 'Sam' };
const KIM = { id: 'kim', name: 'Kim Okonkwo' };

/** Nothing is known: the buyer has said hello. */
export function emptyContext(): Context {
  return {
    epoch: 0,
    owner: { kind: 'bot' },
    isKnown: true,
    timeZone: 'Europe/Berlin',
    locale: 'en',
    summary: '',
    gathered: [],
    evidence: [],
    cases: [],
    earlier: [],
    audit: [],
  };
}

/** Everything is known, and there is something of each kind. */
export function richContext(): Context {
  return {
    ...emptyContext(),
    epoch: 3,
    owner: { kind: 'agent', agent: SAM, since: NOW - 8 * 60_000, reason: 'asked' },
    buyer: { id: 'buyer-4711', channel: 'directline', isVerified: true },
    timeZone: 'America/New_York',
    locale: 'en-US',
    lastAgent: KIM,
    summary:
      'All 500 ceramic cups arrived broken. Wants US$1,200.00 back. The seller has not answered for 7 days and asks to close the case first.\nA case is open since Tuesday.',
    gathered: gathered(),
    evidence: [
      {
        kind: 'file',
        fileId: 'f1',
        name: 'carton-outside.jpg',
        contentType: 'image/jpeg',
        size: 2_345_678,
        shows: 'the carton from outside',
      },
      {
        kind: 'file',
        fileId: 'f2',
        name: 'broken-cups.png',
        contentType: 'image/png',
        size: 845_120,
        shows: 'the cups',
      },
      { kind: 'file', fileId: 'f3', name: 'shipping-label.webp', contentType: 'image/webp', size: 91_004 },
      {
        kind: 'file',
        fileId: 'f4',
        name: 'carrier-damage-note.pdf',
        contentType: 'application/pdf',
        size: 412_000,
        shows: "the carrier's damage note",
      },
      {
        kind: 'link',
        url: 'https://photos.example.com/albums/2026/11/cups?view=all&token=9f8e7d6c5b4a39281706',
        shows: 'more photos',
      },
    ],
    verdict: {
      kind: 'leadsAway',
      isUncooperative: true,
      reasons: [
        { text: 'No answer for 7 days; the platform gives 3.', at: NOW - 7 * DAY_MS, source: 'H-20155175' },
        {
          text: 'Wants the case closed first: "close the case, then I will pay"',
          at: NOW - DAY_MS,
          source: 'told by the buyer',
        },
      ],
    },
    order: cupsOrder(NOW),
    cases: [openCase()],
    decision: {
      eligible: 'yes',
      reason: { kind: 'inWindow' },
      closesAt: NOW + 14 * DAY_MS,
      route: 'tradeAssurance',
      wayOut: 'person',
      ruleSources: ['H-20155175', 'R-2061'],
    },
    decisionText:
      'A case can be filed under Trade Assurance: receipt was confirmed on 11 November 2026, and the claim window of 30 days is open until 10 December 2026.',
    earlier: [
      {
        conversationId: 'c0',
        lastLineAt: NOW - 40 * DAY_MS,
        summary: '80 bamboo boards: too late to claim',
        caseIds: [],
      },
      {
        conversationId: 'c-1',
        lastLineAt: NOW - 90 * DAY_MS,
        summary: 'A lamp does not work, refunded',
        caseIds: ['RD-7K2M-9QXT'],
      },
    ],
    audit: [
      { at: NOW - 9 * 60_000, agent: KIM, action: 'release' },
      { at: NOW - 8 * 60_000, agent: SAM, action: 'claim' },
      { at: NOW - 3 * 60_000, agent: SAM, action: 'amend', detail: 'amount: US$1,100.00 -> US$1,200.00' },
      { at: NOW - 2 * 60_000, agent: SAM, action: 'exported', detail: 'an action that the page has no words for' },
    ],
  };
}

export function gathered(): readonly Gathered[] {
  return [
    { field: 'order', label: 'Order', value: '234193410001028893', canAmend: false },
    { field: 'problem', label: 'Problem', value: 'Arrived broken', canAmend: true },
    { field: 'affected', label: 'How many', value: '500 of 500 cups', canAmend: true },
    {
      field: 'description',
      label: 'What happened',
      value: 'The carton was wet and torn. Every cup inside is cracked or has lost its handle; the print is fine.',
      canAmend: true,
    },
    { field: 'remedy', label: 'Asks for', value: 'Full refund', canAmend: true },
    { field: 'amount', label: 'Amount', value: 'US$1,200.00', canAmend: true },
    { field: 'noticedOn', label: 'Noticed on', canAmend: true },
  ];
}

/** It is not known who the buyer is; the desk left it for later, once in vain. */
export function unknownBuyer(): Context {
  const { order: _order, cases: _cases, decision: _decision, decisionText: _text, ...rest } = richContext();
  return {
    ...rest,
    owner: {
      kind: 'queued',
      since: NOW - 60_000,
      reason: 'fraud',
      isFirst: true,
      withBot: false,
      late: 0,
      toldAhead: 2,
    },
    isKnown: false,
    buyer: { id: '29:1a2b', channel: 'msteams', isVerified: false },
    request: { by: NOW + 20 * HOUR_MS, reason: 'fraud', broken: 1 },
    gathered: gathered().map((each) => ({ ...each, canAmend: false })),
    verdict: { kind: 'inTime', isUncooperative: false, reasons: [] },
  };
}

/** The order system does not answer, and the conversation was resolved. */
export function ordersAway(): Context {
  const { order: _order, cases: _cases, decision: _decision, decisionText: _text, ...rest } = richContext();
  return {
    ...rest,
    owner: { kind: 'bot' },
    ordersAway: true,
    resolved: { at: NOW - HOUR_MS, by: KIM, reason: 'Refund agreed' },
    verdict: { kind: 'cooperates', isUncooperative: false, reasons: [{ text: 'The seller agreed.' }] },
  };
}

/** A buyer who writes Arabic, and Hebrew. */
export function rightToLeft(): Context {
  const arabic = 'وصلت جميع الأكواب مكسورة، والبائع لا يجيب منذ 7 أيام.';
  const rich = richContext();
  return {
    ...rich,
    locale: 'ar',
    timeZone: 'Asia/Riyadh',
    summary: arabic,
    gathered: rich.gathered.map((each) => (each.field === 'description' ? { ...each, value: arabic } : each)),
    earlier: [{ conversationId: 'c0', summary: 'הכוסות הגיעו שבורות (RD-7K2M-9QXT)', caseIds: ['RD-7K2M-9QXT'] }],
  };
}

function openCase(): NonNullable<Context['cases']>[number] {
  const openedAt = NOW - 2 * DAY_MS;
  return {
    case: RefundCase.parse({
      caseId: 'RD-4F7K-2MQX',
      reference: 'conversation-and-draft-01',
      buyerId: 'buyer-4711',
      request: {
        orderId: '234193410001028893',
        problem: 'damaged',
        affected: { count: 500, total: 500 },
        description: 'All 500 cups are broken.',
        seller: { outcome: 'silent', silentDays: 7, said: 'Dear friend, please close the case, then I will pay.' },
        remedy: 'fullRefund',
        amount: { minor: 120_000, currency: 'USD' },
        evidenceLinks: ['https://photos.example.com/1.jpg'],
        evidenceFiles: [{ fileId: 'f1', name: 'carton-outside.jpg', type: 'image/jpeg' }],
      },
      state: 'awaitingSeller',
      hold: 'none',
      openedAt,
      deadlines: [
        { kind: 'sellerResponse', at: NOW + DAY_MS, onExpiry: 'buyerMayEscalate', source: 'platform' },
        { kind: 'escalationOpens', at: NOW + 2 * DAY_MS, onExpiry: 'buyerMayEscalate', source: 'estimated' },
        { kind: 'autoEscalation', at: NOW + 28 * DAY_MS, onExpiry: 'platformSteps', source: 'estimated' },
      ],
      history: [{ at: openedAt, actor: 'bot', event: 'opened' }],
    }),
    stateText: 'Waiting for the seller',
    timeline: [
      { text: 'Case opened', when: 'done', at: openedAt },
      { text: "The seller's answer", when: 'now', at: NOW + DAY_MS },
      { text: 'The platform looks at both sides', when: 'ahead', at: NOW + 28 * DAY_MS },
      { text: 'Decision', when: 'ahead' },
      { text: 'Refund', when: 'ahead' },
    ],
    next: 'The seller should answer by about Friday 27 November. If there is no agreement, the buyer can escalate from Saturday 28 November.',
  };
}
