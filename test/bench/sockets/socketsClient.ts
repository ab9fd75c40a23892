import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerBench } from '../control.js';
import { quantile } from '../figures.js';
import { buyer } from '../seed.js';
import { IdleChat } from './idleChat.js';

/** Of the chats of one process. Times in ms since epoch. */
export type Back = { readonly open: number; readonly lastAt: number; readonly misses: number };
export type Heard = {
  readonly chats: number;
  readonly faults: number;
  readonly lastAt: number;
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
};

/** So many pages in a process of their own: `ORIGIN`, `SECRET`, `FIRST` (number of its first buyer), `COUNT`. */
const { ORIGIN = '', SECRET = '', FIRST = '0', COUNT = '0' } = process.env;
const WAITS_MS = 60_000;
const AT_ONCE = 64;
const agent = new Agent({ keepAlive: true, noDelay: true, maxSockets: AT_ONCE });
const chats: IdleChat[] = [];

answerBench(0, {
  async begin() {
    await inParallel(Number(COUNT), async (index) => {
      chats.push(await IdleChat.begin(ORIGIN, agent, SECRET, buyer(Number(FIRST) + index).id));
    });
    return undefined;
  },
  async connect() {
    await inParallel(chats.length, async (index) => chats[index]?.connect());
    return undefined;
  },
  async back() {
    await until(() => chats.every(({ isOpen }) => isOpen));
    const open = chats.filter(({ isOpen }) => isOpen);
    const lastAt = Math.max(...open.map(({ openedAt }) => openedAt));
    return { open: open.length, lastAt, misses: chats.reduce((sum, { misses }) => sum + misses, 0) } satisfies Back;
  },
  async heard({ number }) {
    const saying = Number(number);
    await until(() => chats.every(({ heard }) => heard.has(saying)));
    const all = chats.flatMap(({ heard }) => heard.get(saying) ?? []);
    const late = all.map(({ lateMs }) => lateMs).sort((one, other) => one - other);
    return {
      chats: all.length,
      faults: chats.reduce((sum, { faults }) => sum + faults, 0),
      lastAt: Math.max(...all.map(({ at }) => at)),
      p50: quantile(late, 0.5),
      p99: quantile(late, 0.99),
      most: quantile(late, 1),
    } satisfies Heard;
  },
  leave() {
    for (const chat of chats) chat.leave();
    return undefined;
  },
});

async function inParallel(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Or until there is no more time: the figures then show who is missing. */
async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + WAITS_MS; !isSo() && Date.now() < end; ) await sleep(20);
}
