import type { List, People, Thread } from '../../../services/desk/deskApi.js';
import type { JsonObject } from '../../../services/json.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const SAM = { id: 'demo-agent', name: 'Sam' };
export const KIM = { id: 'kim', name: 'Kim Anh Nguyễn' };
const NOBODY: People = { looking: [], typing: [], buyerTyping: false };

type Row = List['conversations'][number];

/** Rows as a busy morning has them: late, soon, promised, in another writing, with nothing known. */
export function rowsAt(now: number): Row[] {
  const row = (id: string, part: Partial<Row>): Row => ({
    conversationId: id,
    buyerId: `buyer-${id}`,
    channel: 'directline',
    listed: 1,
    epoch: 1,
    owner: {
      kind: 'queued',
      since: now - MINUTE,
      reason: 'asked',
      isFirst: false,
      withBot: false,
      late: 0,
      toldAhead: 0,
    },
    summary: '',
    caseIds: [],
    lastLineAt: now - MINUTE,
    unread: 0,
    people: NOBODY,
    ...part,
  });
  const queued = (
    minutes: number,
    reason: 'asked' | 'fraud' | 'counterfeit' | 'chargeback' = 'asked',
    withBot = false,
  ) =>
    ({
      kind: 'queued',
      since: now - minutes * MINUTE,
      reason,
      isFirst: false,
      withBot,
      late: 0,
      toldAhead: 0,
    }) as const;
  return [
    row('cups', {
      owner: { kind: 'agent', agent: SAM, since: now - 12 * MINUTE, reason: 'asked' },
      epoch: 2,
      summary: 'All 500 cups came broken; the seller refuses and offers 20 %',
      orderId: '234193410001028893',
      caseIds: ['RD-2026-004711'],
      answerBy: now - 95_000,
      unread: 2,
      people: { looking: [SAM, KIM], typing: [], buyerTyping: true },
    }),
    row('lamps', {
      owner: queued(8, 'fraud'),
      summary: 'Paid outside the platform, seller does not answer',
      orderId: '234193410001028877',
      answerBy: now + 110_000,
      unread: 3,
    }),
    row('arabic', {
      owner: queued(4),
      summary: 'وصلت البضاعة مكسورة والبائع لا يرد على رسائلي',
      orderId: '234193410001028811',
      answerBy: now + 6 * MINUTE,
      unread: 1,
      people: { looking: [KIM], typing: [KIM], buyerTyping: false },
    }),
    row('bags', {
      owner: queued(2, 'counterfeit', true),
      summary: 'The bags are a fake of a known brand, says the brand owner',
      orderId: '234193410001028842',
      caseIds: ['RD-2026-004702'],
      answerBy: now + 8 * MINUTE,
    }),
    row('promise', {
      owner: { kind: 'bot' },
      summary: 'Where is my refund? Promised for the 12th',
      caseIds: ['RD-2026-004655'],
      answerBy: now + 3 * HOUR,
      promisedBy: now + 3 * HOUR,
      lastLineAt: now - 21 * HOUR,
    }),
    row('unknown', { channel: 'botService', answerBy: now + 9 * MINUTE, unread: 1 }),
    row('long', {
      summary:
        'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft hat die falschen Ersatzteile geliefert',
      orderId: '234193410001028801',
      answerBy: now + 9 * MINUTE + 30_000,
    }),
  ];
}

/** A transcript from before the hand-over to now, with whatever can stand in one. */
export function threadAt(now: number): Thread {
  const since = now - 26 * HOUR;
  let seq = 0;
  const entries: Thread['entries'][number][] = [];
  const say = (at: number, from: 'buyer' | 'bot' | 'agent', activity: JsonObject) => {
    seq += 1;
    const speaker =
      from === 'buyer'
        ? { from: { id: 'buyer-cups', name: 'Maria Lindqvist', role: 'user' } }
        : from === 'agent'
          ? {
              from: { id: 'refund-desk-agent', name: 'Sam', role: 'bot' },
              channelData: { key: 'handoff.agent', agent: 'Sam' },
            }
          : { from: { id: 'refund-desk', name: 'Refund Desk', role: 'bot' }, textFormat: 'plain' };
    entries.push({ id: `cups|${seq}`, seq, at, activity: { type: 'message', ...speaker, ...activity } });
  };
  say(since, 'bot', {
    text: 'Hello! I help you get your money back for an order. What went wrong?',
    suggestedActions: {
      to: [],
      actions: [
        { type: 'imBack', title: 'File a refund', value: 'x' },
        { type: 'imBack', title: 'Where is my refund?', value: 'y' },
      ],
    },
  });
  say(since + 40_000, 'buyer', {
    text: 'order 234193410001028893, all 500 cups came broken, I want a full refund, the seller ignores me',
  });
  say(since + 42_000, 'bot', { text: 'I am sorry. When did you notice it?' });
  say(since + 70_000, 'buyer', { text: 'yesterday. photos: https://photos.example.com/cups/1.jpg' });
  say(since + 72_000, 'bot', {
    text: 'Please check.',
    channelData: { key: 'refund.review', textRepeatsCard: true },
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: REVIEW_CARD }],
  });
  say(now - 50 * MINUTE, 'buyer', {
    attachments: [
      { contentType: 'image/png', name: 'parcel.png', contentUrl: `evidence:${'p'.repeat(32)}` },
      { contentType: 'application/pdf', name: 'invoice 2026-11.pdf', contentUrl: `evidence:${'i'.repeat(32)}` },
      { contentType: 'application/octet-stream', name: 'drawing.svg' },
    ],
  });
  say(now - 49 * MINUTE, 'buyer', {
    text: 'The seller says:\n"we give you 20% if you close the case"\n\nI do not want that. human please',
  });
  say(now - 49 * MINUTE + 500, 'bot', { text: "Of course, a person. I have asked for one. You're next in line." });
  say(now - 12 * MINUTE, 'bot', {
    text: 'Sam has joined. Sam is a person, and can read everything that we wrote here.',
  });
  say(now - 11 * MINUTE, 'agent', {
    text: 'Hello Maria, Sam here. I have read everything; give me two minutes to look at the photos.',
  });
  say(now - 4 * MINUTE, 'buyer', { text: 'شكرا جزيلا، هل يمكنكم إعادة المبلغ كاملا؟ order 234193410001028893' });
  say(now - 3 * MINUTE, 'buyer', { text: 'Sorry, wrong chat :) Thank you, Sam. Is the full refund possible?' });
  const lines: Thread['lines'] = [
    { kind: 'system', n: 1, at: now - 49 * MINUTE + 500, event: 'queued', facts: { reason: 'asked' } },
    { kind: 'system', n: 2, at: now - 12 * MINUTE, event: 'joined', by: SAM, facts: {} },
    {
      kind: 'note',
      n: 3,
      at: now - 10 * MINUTE,
      by: KIM,
      text: 'Same seller as last week (RD-2026-004655). They stall until the window closes.',
    },
    {
      kind: 'system',
      n: 4,
      at: now - 9 * MINUTE,
      event: 'withheld',
      facts: { key: 'case.update', caseId: 'RD-2026-004711' },
    },
  ];
  return {
    entries,
    lastSeq: seq,
    lines,
    lastLine: lines.length,
    epoch: 2,
    owner: { kind: 'agent', agent: SAM, since: now - 12 * MINUTE, reason: 'asked' },
    unread: 2,
    deliveredSeq: seq,
  };
}

const REVIEW_CARD: JsonObject = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: 'Check before I file it', weight: 'Bolder', style: 'heading', wrap: true },
    {
      type: 'FactSet',
      facts: [
        { title: 'Order', value: '234193410001028893 (500 ceramic cups)' },
        { title: 'Problem', value: 'It arrived broken' },
        { title: 'What happened', value: 'all 500 cups came broken \\*every one\\*' },
        { title: 'You ask for', value: 'Full refund' },
        { title: 'Evidence', value: 'https://photos.example.com/cups/1.jpg' },
      ],
    },
    { type: 'TextBlock', text: '✓ photos of the outer carton', size: 'Small', wrap: true },
    { type: 'TextBlock', text: 'Nothing is filed yet.', isSubtle: true, size: 'Small', wrap: true },
  ],
  actions: [
    { type: 'Action.Submit', title: 'Submit', data: {} },
    { type: 'Action.Submit', title: 'Change something', data: {} },
  ],
};
