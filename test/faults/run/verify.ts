import type { CaseBackend } from '../../../services/cases/caseBackend.js';
import { answersOf, FILING_KEYS, QUESTIONS, type Story } from './buyers.js';
import { type DeskClient, GaveUp, type Seen } from './deskClient.js';

/** What must all be nothing. Each fault with the conversation it was found in, so that it can be looked into. */
export type Verdict = {
  /** Turns that the desk has committed: the bot's answers. */
  readonly turns: number;
  readonly acknowledged: number;
  readonly filings: number;
  readonly faults: Readonly<Record<FaultName, readonly string[]>>;
};

export const FAULT_NAMES = [
  'lost',
  'doubled',
  'outOfOrder',
  'casesMissing',
  'casesDoubled',
  'streamMissed',
  'gaveUp',
] as const;
export type FaultName = (typeof FAULT_NAMES)[number];

/** Holds what the clients were told against what the desk has kept, after everything works again. */
export async function verify(
  stories: readonly Story[],
  client: DeskClient,
  cases: Pick<CaseBackend, 'cases'>,
): Promise<Verdict> {
  const found: Record<FaultName, string[]> = {
    lost: [],
    doubled: [],
    outOfOrder: [],
    casesMissing: [],
    casesDoubled: [],
    streamMissed: [],
    gaveUp: [],
  };
  let turns = 0;
  let acknowledged = 0;
  let filings = 0;
  const rest = [...stories];
  const settled = Date.now() + SETTLES_WITHIN_MS;
  const worker = async () => {
    for (let story = rest.pop(); story; story = rest.pop()) {
      const note = (fault: FaultName, what: string): void =>
        void found[fault].push(`${story?.chat.conversationId} ${what}`);
      acknowledged += story.acknowledged.length;
      if (story.gaveUp) note('gaveUp', story.kind);
      const log = await settledLog(story, client, settled);
      if (!log) {
        note('lost', 'the whole conversation');
        continue;
      }
      turns += answersOf(log).length;
      compare(story, log, note);
      await compareStream(story, log, note, settled);
      if (story.submitted) {
        filings += 1;
        const { length } = await cases.cases(story.buyerId);
        if (length === 0) note('casesMissing', story.buyerId);
        if (length > 1) note('casesDoubled', `${story.buyerId}: ${length}`);
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return { turns, acknowledged, filings, faults: found };
}

type Note = (fault: FaultName, what: string) => void;

function compare(story: Story, log: readonly Seen[], note: Note): void {
  const said = log.filter(({ from, type }) => from.role === 'user' && type === 'message');
  const times = new Map<string, number>();
  for (const { id } of said) times.set(id, (times.get(id) ?? 0) + 1);
  for (const { id, clientId } of story.acknowledged) {
    const count = times.get(id) ?? 0;
    if (count === 0) note('lost', `${clientId} was acknowledged and is not in the log`);
    if (count > 1) note('doubled', `${clientId} is in the log ${count} times`);
  }
  if (new Set(said.map(({ channelData }) => channelData?.clientActivityID)).size < said.length) {
    note('doubled', 'one message has two ids');
  }
  const heard = answersOf(log);
  if (story.kind === 'filing') {
    // Each message of a filing has one answer; how far it came is by how much was acknowledged.
    const expected = FILING_KEYS.slice(0, said.length === 7 ? undefined : said.length + 1);
    compareLists(expected, heard, note);
    return;
  }
  const topics = log.flatMap(({ channelData }) => channelData?.topic ?? []);
  compareLists(
    said.map(({ text = '' }) => QUESTIONS[text] ?? text),
    topics,
    note,
  );
  compareLists(
    ['root.welcome'],
    heard.filter((key) => key !== 'faq.answer'),
    note,
  );
}

function compareLists(expected: readonly string[], heard: readonly string[], note: Note): void {
  if (expected.join() === heard.join()) return;
  const missing = surplus(expected, heard);
  const extra = surplus(heard, expected);
  if (missing.length > 0) note('lost', `not answered: ${missing.join()}, but ${heard.join()}`);
  if (extra.length > 0) note('doubled', `answered too often: ${extra.join()}`);
  if (missing.length === 0 && extra.length === 0) note('outOfOrder', heard.join());
}

/** What `one` has more of than `other`. */
function surplus(one: readonly string[], other: readonly string[]): readonly string[] {
  const left = [...other];
  return one.filter((key) => {
    const place = left.indexOf(key);
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}

/** The client's stream has all that the log has, once and in order. */
async function compareStream(story: Story, log: readonly Seen[], note: Note, end: number): Promise<void> {
  const { listening } = story;
  while (!listening.isOver && listening.seen.length < log.length && Date.now() < end) await listening.news(100);
  listening.end();
  const kept = log.map(({ id }) => id);
  const heard = listening.seen.map(({ id }) => id);
  if (listening.gaps > 0 || kept.join() !== heard.join()) {
    note('streamMissed', `${heard.length} of ${kept.length} lines, ${listening.gaps} gaps`);
  }
}

/** From the end of the run: of all conversations together, so that many that never settle do not take their time each. */
const SETTLES_WITHIN_MS = 20_000;
const READ_WITHIN_MS = 10_000;

/** The transcript, once nothing more comes; undefined when the desk does not know the conversation. */
async function settledLog(story: Story, client: DeskClient, end: number): Promise<readonly Seen[] | undefined> {
  try {
    for (;;) {
      const log = await client.transcript(story.chat, Date.now() + READ_WITHIN_MS);
      const said = log.filter(({ from, type }) => from.role === 'user' && type === 'message').length;
      const heard = answersOf(log);
      const isFiling = story.kind === 'filing' && said === 7;
      const enough = isFiling ? heard.includes('refund.filed') : heard.length >= said + 1;
      if (enough || Date.now() > end) return log;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  } catch (error) {
    if (error instanceof GaveUp) return undefined;
    throw error;
  }
}
