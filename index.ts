import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { openChannels } from './bots/channels/openChannels.js';
import { mountDemo } from './bots/http/demo.js';
import { type HealthStatus, mountHealth } from './bots/http/health.js';
import { openHttpServer } from './bots/http/httpServer.js';
import { mountStaticFiles, pagesCsp } from './bots/http/staticFiles.js';
import { openTurns } from './bots/openTurns.js';
import type { Probe } from './bots/turn/probe.js';
import { seedDemo } from './services/cases/demoOrders.js';
import { openCaseBackend } from './services/cases/openCaseBackend.js';
import { type Config, ConfigError, readConfig } from './services/config/config.js';
import { startLines } from './services/config/startLines.js';
import { loadContent } from './services/content/content.js';
import type { ConversationStore } from './services/conversations/conversationStore.js';
import { startEvidenceSweep } from './services/evidence/evidenceSweep.js';
import { openEvidenceFiles } from './services/evidence/openEvidenceFiles.js';
import { openStorage } from './services/storage/openStorage.js';
import { openLog } from './services/telemetry/log.js';
import { Transcripts } from './services/transcript/transcripts.js';
import { openUnderstanding, UnderstandingSettings } from './services/understanding/openUnderstanding.js';
import { openCodeSender } from './services/verification/openCodeSender.js';

/** A turn that takes longer than this is abandoned (Azure's channels wait 15 s, and are answered before the turn). */
const TURN_LIMIT_MS = 10_000;
/** The embedded store lets go of its leases by itself when its one process ends; on Redis others wait for this. */
const LEASE_MS = { embedded: 5_000, redis: 2_000 };
const SWEEP_EVERY_MS = 250;
/** From the signal to the last answer; then what is left is cut. */
const CLOSE_WITHIN_MS = 10_000;

export type Desk = {
  readonly port: number;
  readonly urls: readonly string[];
  /** For what says something to buyers by itself, in this process: who watches a conversation hears of it at once. */
  readonly conversations: ConversationStore;
  /** No new work, sockets told to come back, turns under way finished, everything closed. */
  close(): Promise<void>;
};

/**
 * The composition root: settings -> services -> dialogs -> bot -> channels -> listen. `probe` is for fault tests.
 * Rejects with the reason and the remedy when something is unsafe or cannot be had.
 */
export async function openDesk(config: Config, probe?: Probe): Promise<Desk> {
  const log = openLog(config.logLevel);
  const clock = Date.now;
  let health: HealthStatus = 'starting';

  const content = loadContent(config.rules);
  const leaseMs = LEASE_MS[config.store.kind];
  const conversations = { inboxLimit: config.limits.inbox, burstLimit: config.limits.burst, leaseMs };
  const where = config.store.kind === 'embedded' ? { ...config.store, dataDir: config.dataDir } : config.store;
  const storage = await openStorage({ ...where, conversations }, log);
  const store = storage.conversations;
  const evidence = await openEvidenceFiles(
    { dataDir: config.dataDir, isShared: config.store.kind === 'redis' },
    storage.records,
    clock,
  );
  const cases = openCaseBackend({ caseBackend: config.caseBackend }, storage.records);
  if (config.demo) await seedDemo(storage.records, clock());
  const understanding = openUnderstanding(UnderstandingSettings.parse({}), content.faq.topics);

  const turns = openTurns({
    store,
    records: storage.records,
    cases,
    dialogs: { understanding, content, rules: config.rules },
    codeSender: openCodeSender(config),
    knows: (word) => understanding.knows(word),
    logsText: config.logsText,
    log,
    clock,
    leaseMs,
    turnLimitMs: TURN_LIMIT_MS,
    sweepEveryMs: SWEEP_EVERY_MS,
    channels: () => channels,
    ...(probe ? { probe } : {}),
  });

  const server = openHttpServer({ hosts: config.hosts, port: config.port, log });
  const channels = openChannels(config, {
    intake: turns.intake,
    store,
    records: storage.records,
    counters: storage.counters,
    evidence,
    transcripts: new Transcripts(store, content.words.transcript),
    clock,
    log,
  });
  for (const channel of channels) channel.mount(server.edge);
  mountHealth(server.edge, async () => {
    if (health !== 'ready') return health;
    return store.check().then(
      () => 'ready',
      () => 'storeAway',
    );
  });
  if (config.demo) mountDemo(server.edge, storage.records);
  await mountStaticFiles(server.edge, { folder: pagesFolder(), csp: pagesCsp(config.directLine.allowedOrigins) });

  const { port, urls } = await server.listen();
  turns.start();
  const evidenceSweep = startEvidenceSweep({ files: evidence, conversations: store, clock, log });
  health = 'ready';

  return {
    port,
    urls,
    conversations: store,
    async close() {
      health = 'stopping';
      await Promise.all([server.close(CLOSE_WITHIN_MS), ...channels.map((channel) => channel.close())]);
      await evidenceSweep.close();
      await turns.close();
      await understanding.close();
      await storage.close();
    },
  };
}

/** The built pages: beside this file when it runs from dist/, below dist/ when it runs from its source. */
function pagesFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const beside = join(here, 'web');
  return existsSync(join(beside, 'vendor')) ? beside : join(here, 'dist', 'web');
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const desk = await openDesk(config);
  process.stdout.write(`${startLines(config, desk.urls).join('\n')}\n`);
  const stop = () => {
    // A second signal, or a close that hangs, ends the process all the same: everything acknowledged is on disk.
    setTimeout(() => process.exit(1), CLOSE_WITHIN_MS + 2_000).unref();
    desk.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

const isMain = process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href;
if (isMain) {
  main().catch((error: unknown) => {
    const isPlain = error instanceof Error && (error instanceof ConfigError || error.name.endsWith('Error'));
    process.stderr.write(`Refund Desk could not start.\n${isPlain ? error.message : String(error)}\n`);
    // 78: a configuration error, by the convention of sysexits.
    process.exit(error instanceof ConfigError ? 78 : 1);
  });
}
