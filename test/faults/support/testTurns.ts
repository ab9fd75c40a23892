import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTurns, type Turns, type TurnsOptions } from '../../../bots/openTurns.js';
import type { CaseBackend } from '../../../services/cases/caseBackend.js';
import { DEMO_BUYER_ID, seedDemo } from '../../../services/cases/demoOrders.js';
import { openCaseBackend } from '../../../services/cases/openCaseBackend.js';
import { loadContent } from '../../../services/content/content.js';
import type { ConversationSettings } from '../../../services/conversations/conversationSettings.js';
import type { ConversationStore, InboundMessage, LogEntry } from '../../../services/conversations/conversationStore.js';
import { ALWAYS } from '../../../services/desk/businessHours.js';
import { createDesk } from '../../../services/desk/desk.js';
import { RULES } from '../../../services/refunds/ruleNumbers.js';
import { openStorage, type Storage } from '../../../services/storage/openStorage.js';
import type { Records } from '../../../services/storage/records.js';
import type { Metrics } from '../../../services/telemetry/metrics.js';
import { createTrainedUnderstanding } from '../../../services/understanding/trainedUnderstanding.js';
import { testModel } from '../../support/testModel.js';

const NOW = Date.parse('2026-11-23T04:00:00Z');
const content = loadContent(RULES);
const understanding = createTrainedUnderstanding({ model: testModel() });

/** What was logged, so that a test can ask for it: messages and fields, in order. */
export type Logged = { readonly level: string; readonly fields: object; readonly message: string };

export type TestTurns = {
  readonly turns: Turns;
  readonly store: ConversationStore;
  readonly records: Records;
  readonly cases: CaseBackend;
  readonly logged: Logged[];
  readonly folder: string;
  /** Resolves when nothing is left to do anywhere in the conversation. Rejects after 20 s. */
  settled(conversationId: string): Promise<readonly LogEntry[]>;
  /** Stops this process's part and leaves the folder as it is. */
  stop(): Promise<void>;
  /** stop, and the folder is gone. */
  close(): Promise<void>;
};

export type Wraps = {
  readonly folder?: string;
  readonly store?: (store: ConversationStore) => ConversationStore;
  readonly records?: (records: Records) => Records;
  readonly runner?: NonNullable<TurnsOptions['wrapRunner']>;
  readonly settings?: Partial<ConversationSettings>;
  readonly turnLimitMs?: number;
  readonly metrics?: Metrics;
};

/** The real store in a folder of its own, the real turn, the real dialogs, the real backend; only the channel is the test. */
export async function openTestTurns(wraps: Wraps = {}): Promise<TestTurns> {
  const folder = wraps.folder ?? (await mkdtemp(join(tmpdir(), 'refund-desk-faults-')));
  const leaseMs = wraps.settings?.leaseMs ?? 300;
  const storage: Storage = await openStorage({
    dataDir: folder,
    conversations: { burstLimit: 10_000, leaseMs, ...wraps.settings },
  });
  await seedDemo(storage.records, NOW);
  const store = wraps.store?.(storage.conversations) ?? storage.conversations;
  const cases = openCaseBackend({ kind: 'embedded' }, wraps.records?.(storage.records) ?? storage.records);
  const logged: Logged[] = [];
  const at = (level: string) => (fields: object, message: string) => void logged.push({ level, fields, message });
  const turns = openTurns({
    store,
    records: storage.records,
    cases,
    desk: createDesk({ records: storage.records, hours: ALWAYS }),
    dialogs: { understanding, content, rules: RULES },
    log: { info: at('info'), warn: at('warn'), error: at('error') },
    clock: () => NOW,
    leaseMs,
    turnLimitMs: wraps.turnLimitMs ?? 5_000,
    sweepEveryMs: 20,
    ...(wraps.runner ? { wrapRunner: wraps.runner } : {}),
    ...(wraps.metrics ? { metrics: wraps.metrics } : {}),
  });
  turns.start();
  const stop = async () => {
    await turns.close(20_000);
    await storage.close();
  };
  return {
    turns,
    store,
    records: storage.records,
    cases: openCaseBackend({ kind: 'embedded' }, storage.records),
    logged,
    folder,
    settled: (conversationId) => settled(storage.conversations, conversationId),
    stop,
    async close() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function buyerMessage(id: string, text: string, buyerId: string = DEMO_BUYER_ID): InboundMessage {
  return { id, kind: 'buyer', at: NOW, buyerId, channel: 'test', body: { text } };
}

/** The copy keys of what the bot said, in the order of the log. */
export function botKeys(entries: readonly LogEntry[]): string[] {
  return entries.flatMap(({ activity }) => {
    // The log's activities are ours: channelData.key is text where there is one.
    const data = activity['channelData'] as { key?: string } | undefined;
    return data?.key ? [data.key] : [];
  });
}

async function settled(store: ConversationStore, conversationId: string): Promise<readonly LogEntry[]> {
  const end = Date.now() + 20_000;
  for (let quiet = 0; quiet < 2; ) {
    if (Date.now() > end) throw new Error(`conversation ${conversationId} is not settled after 20 s`);
    const { lastSeq } = await store.log(conversationId, { after: 0, limit: 1 });
    const { entries } = await store.log(conversationId, { after: Math.max(0, lastSeq - 1), limit: 1 });
    const last = botKeys(entries)[0];
    // The bot has the last word, and it is not that it is still at it.
    const waiting = await store.waiting(10_000);
    quiet = last !== undefined && last !== 'refund.filing' && !waiting.includes(conversationId) ? quiet + 1 : 0;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const entries: LogEntry[] = [];
  for (;;) {
    const page = await store.log(conversationId, { after: entries.length, limit: 100 });
    entries.push(...page.entries);
    if (entries.length >= page.lastSeq) return entries;
  }
}
