import type { Page, WebSocketRoute } from 'playwright-core';
import type {
  CannedReply,
  Colleague,
  Counts,
  FromPage,
  List,
  People,
  Thread,
  ToPage,
} from '../../../services/desk/deskApi.js';
import { png } from '../../evidence/support/samples.js';
import { KIM, rowsAt, SAM, threadAt } from './deskFixture.js';

type Posted = { readonly id: string; readonly command: string } & Readonly<Record<string, unknown>>;
type Answer = { readonly status: number; readonly body: unknown };

/** A desk that is played to the page: it says what the test says, so that what is seen is the page's own doing. */
export type FakeDesk = {
  list: List;
  thread: Thread;
  people: People;
  colleagues: readonly Colleague[];
  replies: readonly CannedReply[];
  /** Every command, in order; what it is answered with is the test's to say. */
  readonly posted: Posted[];
  answer: (posted: Posted) => Answer | 'lost';
  readonly sent: FromPage[];
  /** Over the line that is open now. */
  say(frame: ToPage): void;
  sayList(): void;
  sayThread(): void;
  /** Cuts it, and lets none open until it is back. */
  away(isAway: boolean): Promise<void>;
};

export async function playDesk(page: Page): Promise<FakeDesk> {
  const now = Date.now();
  let socket: WebSocketRoute | undefined;
  let isAway = false;
  const desk: FakeDesk = {
    list: { now, conversations: rowsAt(now), counts: countsOf(rowsAt(now)) },
    thread: threadAt(now),
    people: { looking: [SAM, KIM], typing: [], buyerTyping: true },
    colleagues: COLLEAGUES,
    replies: REPLIES,
    posted: [],
    answer: () => ({ status: 200, body: { kind: 'done', epoch: desk.thread.epoch, owner: desk.thread.owner } }),
    sent: [],
    say: (frame) => socket?.send(JSON.stringify(frame)),
    sayList: () => desk.say({ type: 'list', filter: 'queue', ...desk.list }),
    sayThread: () => desk.say({ type: 'thread', conversationId: 'cups', ...desk.thread }),
    async away(gone) {
      isAway = gone;
      if (gone) await socket?.close();
    },
  };
  await page.routeWebSocket('**/desk/api/stream', (opened) => {
    if (isAway) return void opened.close();
    socket = opened;
    opened.onMessage((text) => {
      const frame: FromPage = JSON.parse(String(text));
      desk.sent.push(frame);
      if (frame.type === 'list') desk.say({ type: 'list', filter: frame.filter, ...desk.list });
      if (frame.type !== 'watch') return;
      const { conversationId, after: seq, linesAfter } = frame;
      desk.say({ type: 'people', conversationId, ...desk.people });
      if (conversationId === 'cups')
        desk.say({ type: 'thread', conversationId, ...newsOf(desk.thread, seq, linesAfter) });
    });
  });
  await page.route('**/desk/api/**', async (route) => {
    const request = route.request();
    const path = new URL(request.url()).pathname.replace('/desk/api/', '');
    if (isAway && path !== 'me') return route.abort();
    const json = (body: unknown, status = 200) => route.fulfill({ status, json: body });
    if (path === 'me') return json({ ...SAM, role: 'lead', capacity: 5 });
    if (path === 'heartbeat') return route.fulfill({ status: 204 });
    if (path === 'conversations') return json(listFor(desk.list, new URL(request.url()).searchParams));
    if (path === 'agents') return json(desk.colleagues);
    if (path === 'conversations/cups/thread') return json(newsOf(desk.thread, ...numbersIn(request.url())));
    if (path.endsWith('/replies')) return json(desk.replies);
    if (path.endsWith('/context')) return json(CONTEXT);
    if (path === 'stats') return json({ now, waiting: 3, open: 5, agents: [], hours: [] });
    if (path.endsWith('/commands')) {
      const posted: Posted = request.postDataJSON();
      desk.posted.push(posted);
      const answered = desk.answer(posted);
      return answered === 'lost' ? route.abort() : json(answered.body, answered.status);
    }
    if (path.includes('/files/')) return route.fulfill({ contentType: 'image/png', body: png(120, 640, 400) });
    if (path.endsWith('/files')) {
      const name = new URL(request.url()).searchParams.get('name') ?? '';
      return json({ fileId: 'u'.repeat(32), name, contentType: 'image/png', size: 1_000 });
    }
    return json({ error: { code: 'conversationNotFound', message: 'There is no such conversation.' } }, 404);
  });
  return desk;
}

function countsOf(rows: List['conversations']): Counts {
  const count = (is: (row: (typeof rows)[number]) => boolean) => rows.filter(is).length;
  return {
    mine: count(({ owner }) => owner.kind === 'agent' && owner.agent.id === SAM.id),
    queue: count(({ owner, promisedBy }) => owner.kind === 'queued' || promisedBy !== undefined),
    bot: 12,
  };
}

/** Of the rows the agent's own, or all, so that each kind of row is seen; the line says the same. */
function listFor(list: List, query: URLSearchParams): List {
  const q = query.get('q')?.toLowerCase() ?? '';
  const isIn = ({ owner }: List['conversations'][number]) => query.get('filter') !== 'mine' || owner.kind === 'agent';
  const found = list.conversations.filter((row) => isIn(row) && row.summary.toLowerCase().includes(q));
  return { ...list, conversations: found };
}

function numbersIn(url: string): [number, number] {
  const { searchParams } = new URL(url);
  return [Number(searchParams.get('after')), Number(searchParams.get('linesAfter'))];
}

function newsOf(thread: Thread, seq: number, n: number): Thread {
  const { entries, lines } = thread;
  return { ...thread, entries: entries.filter((each) => each.seq > seq), lines: lines.filter((each) => each.n > n) };
}

const COLLEAGUES: readonly Colleague[] = [
  { ...SAM, role: 'lead', isHere: true, open: 1, capacity: 5 },
  { ...KIM, role: 'agent', isHere: true, open: 2, capacity: 5 },
  { id: 'lee', name: 'Lee', role: 'agent', isHere: true, open: 5, capacity: 5 },
  { id: 'ada', name: 'Ada', role: 'admin', isHere: false, open: 0, capacity: 5 },
];
const REPLIES = [
  { id: 'hello', title: 'Greeting', text: 'Hello Maria, my name is Sam. I have read everything you wrote.' },
  { id: 'wait', title: 'Two minutes', text: 'Give me two minutes, I am looking at it.' },
  { id: 'case', title: 'Where the case stands', text: 'Your case RD-2026-004711 is with the seller until Friday.' },
];
const CONTEXT = {
  epoch: 2,
  owner: { kind: 'bot' },
  isKnown: true,
  timeZone: 'Europe/Stockholm',
  locale: 'en',
  summary: 'All 500 cups came broken; the seller refuses and offers 20 %',
  gathered: [
    { field: 'order', label: 'Order', value: '234193410001028893', canAmend: true },
    { field: 'problem', label: 'Problem', value: 'It arrived broken', canAmend: true },
  ],
  evidence: [],
  earlier: [],
  audit: [],
};
