import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { API_DOCS_FOLDER, mountApiDocs } from './bots/api/apiDocs.js';
import { mountApi } from './bots/api/apiDoor.js';
import { mountCaseEvents } from './bots/api/caseEventsDoor.js';
import { showBacklog } from './bots/backlogGauges.js';
import { startCaseClock } from './bots/caseClock.js';
import { openChannels } from './bots/channels/openChannels.js';
import { mountDesk } from './bots/desk/deskDoor.js';
import { DESK_PAGE, readDeskPage } from './bots/desk/deskPage.js';
import { mountSignIn } from './bots/desk/signIn.js';
import { mountDemo } from './bots/http/demo.js';
import { mountHealth } from './bots/http/health.js';
import { type HttpServer, openHttpServer } from './bots/http/httpServer.js';
import { mountMetrics } from './bots/http/metrics.js';
import { mountStaticFiles, pagesCsp } from './bots/http/staticFiles.js';
import { openTurns } from './bots/openTurns.js';
import { readiness } from './bots/readiness.js';
import type { Probe } from './bots/turn/probe.js';
import { settledWithin } from './bots/turn/settledWithin.js';
import type { CaseBackend } from './services/cases/caseBackend.js';
import { CaseEventPost } from './services/cases/caseEventPost.js';
import { openDemoClock } from './services/cases/demoClock.js';
import { seedDemo } from './services/cases/demoOrders.js';
import { openCaseBackend } from './services/cases/openCaseBackend.js';
import { type Config, ConfigError, readConfig } from './services/config/config.js';
import { startLines } from './services/config/startLines.js';
import { loadContent } from './services/content/content.js';
import type { ConversationStore } from './services/conversations/conversationStore.js';
import { type AgentSessions, createAgentSessions } from './services/desk/agentSessions.js';
import { addAgent } from './services/desk/agents.js';
import { type AuditLog, createAuditLog } from './services/desk/auditLog.js';
import { Delivered } from './services/desk/delivered.js';
import { createDesk } from './services/desk/desk.js';
import { DeskShelf } from './services/desk/deskShelf.js';
import { DeskWhispers } from './services/desk/deskWhispers.js';
import { DeskWork } from './services/desk/deskWork.js';
import { hubTranscript } from './services/desk/hubTranscript.js';
import { createOidcProvider } from './services/desk/identityProvider.js';
import { OidcSignIn } from './services/desk/oidcSignIn.js';
import { PasswordSignIn } from './services/desk/passwordSignIn.js';
import { Passwords } from './services/desk/passwords.js';
import { Presence } from './services/desk/presence.js';
import { startEvidenceSweep } from './services/evidence/evidenceSweep.js';
import { openEvidenceFiles } from './services/evidence/openEvidenceFiles.js';
import { openStorage } from './services/storage/openStorage.js';
import type { Records } from './services/storage/records.js';
import { type Log, openLog } from './services/telemetry/log.js';
import { openMetrics } from './services/telemetry/openMetrics.js';
import type { Exposition } from './services/telemetry/prometheusMetrics.js';
import { Transcripts } from './services/transcript/transcripts.js';
import { openUnderstanding, UnderstandingSettings } from './services/understanding/openUnderstanding.js';
import { openCodeSender } from './services/verification/openCodeSender.js';

/** A turn that takes longer than this is abandoned (Azure's channels wait 15 s, and are answered before the turn). */
const TURN_LIMIT_MS = 10_000;
/** The embedded store lets go of its leases by itself when its one process ends; on Redis others wait for this. */
const LEASE_MS = { embedded: 5_000, redis: 2_000 };
const SWEEP_EVERY_MS = 250;
/** Dates of cases are days ahead; in the demo somebody looks at the clock. */
const CASE_CLOCK_EVERY_MS = { demo: 500, usual: 15_000 };
/** Requests, turns and effects under way may go on for so long after the signal; then they are cut, and others do them. */
const DRAIN_WITHIN_MS = 7_000;
/** From the signal to the end of the process, whatever hangs. Letting go of everything on a store that is away takes 3 s. */
const CLOSE_WITHIN_MS = 10_000;

/** What only tests set. */
export type Trial = {
  /** ms since epoch: a whole life of a case in moments. */
  readonly clock?: () => number;
  readonly probe?: Probe;
  readonly leaseMs?: number | undefined;
  readonly wrapCases?: (cases: CaseBackend) => CaseBackend;
};

export type Desk = {
  readonly port: number;
  readonly urls: readonly string[];
  /** Signs the demo's agent in, once. Absent outside of the demo. */
  readonly signInLink: string | undefined;
  /** Made for this start of the demo. */
  readonly demoApiKey: string | undefined;
  /** Where the metrics are, if anywhere. */
  readonly metricsUrl: string | undefined;
  /** For what says something to buyers by itself, in this process: who watches a conversation hears of it at once. */
  readonly conversations: ConversationStore;
  /** No new work, sockets told to come back, turns under way finished, everything closed. */
  close(): Promise<void>;
};

/**
 * The composition root: settings -> services -> dialogs -> bot -> channels -> listen. `trial` is for fault tests.
 * Rejects with the reason and the remedy when something is unsafe or cannot be had.
 */
export async function openDesk(config: Config, trial: Trial = {}): Promise<Desk> {
  const log = openLog(config.logLevel);
  let phase: 'starting' | 'running' | 'stopping' = 'starting';

  const content = loadContent(config.rules);
  const { probe, leaseMs = LEASE_MS[config.store.kind], wrapCases = (cases) => cases } = trial;
  const { limits, keepDays } = config;
  const conversations = { inboxLimit: limits.inbox, burstLimit: limits.burst, keepDays, leaseMs };
  const where = config.store.kind === 'embedded' ? { ...config.store, dataDir: config.dataDir } : config.store;
  const { metrics, exposition } = openMetrics(config.metrics !== undefined);
  const storage = await openStorage({ ...where, conversations }, log, metrics);
  const store = storage.conversations;
  showBacklog(metrics, store);
  // Cases, messages and dates live by a clock that the demo can move; tokens, sessions, limits and files by the wall's.
  const wallClock = Date.now;
  const demoClock = config.demoClock ? await openDemoClock(storage.records, wallClock) : undefined;
  const clock = trial.clock ?? demoClock?.now ?? wallClock;
  const evidence = await openEvidenceFiles(
    { dataDir: config.dataDir, isShared: config.store.kind === 'redis' },
    storage.records,
    wallClock,
  );
  const outbox = openOutbox(config, storage.records, log, wallClock);
  const cases = wrapCases(openCaseBackend(config.cases, storage.records, { outbox, log, rules: config.rules }));
  if (config.demo) await seedDemo(storage.records, clock());
  const understanding = openUnderstanding(UnderstandingSettings.parse({}), content.faq.topics);

  const { records } = storage;
  const isHub = config.desk === 'events';
  const whispers = new DeskWhispers(storage.whispers);
  const delivered = new Delivered(records, whispers, clock);
  const hub = isHub ? hubTranscript(store) : undefined;
  const desk = createDesk({ records, hours: config.deskHours, hub, whispers });
  const turns = openTurns({
    store,
    records: storage.records,
    cases,
    desk,
    dialogs: { understanding, content, rules: config.rules },
    codeSender: openCodeSender(config),
    knows: (word) => understanding.knows(word),
    logsText: config.logsText,
    log,
    clock,
    wallClock,
    leaseMs,
    turnLimitMs: TURN_LIMIT_MS,
    sweepEveryMs: SWEEP_EVERY_MS,
    channels: () => channels,
    delivered,
    metrics,
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
    takesHandoffStatus: isHub,
    clock,
    wallClock,
    log,
    metrics,
    toDesk: { whispers, delivered },
  });
  for (const channel of channels) channel.mount(server.edge);
  mountHealth(server.edge, () => readiness({ phase: () => phase, store, turns }));
  const send = turns.intake.receive.bind(turns.intake);
  const apiKey = config.apiKey ?? (config.demo ? randomBytes(24).toString('base64url') : undefined);
  // The page of the demo has a key of its own: an operator's never leaves the server.
  const pageKey = config.demo ? randomBytes(24).toString('base64url') : undefined;
  if (pageKey !== undefined)
    mountDemo(server.edge, { records, pageKey, keys: keysOf(apiKey, pageKey), clock: demoClock });
  if (apiKey !== undefined)
    mountApi(server.edge, keysOf(apiKey, pageKey), { records, cases, outbox, rules: config.rules, send, clock });
  if (apiKey !== undefined) await mountApiDocs(server.edge, pagesFolder());
  if (config.cases.kind === 'http') {
    const { webhookSecrets: secrets } = config.cases;
    mountCaseEvents(server.edge, { secrets, records, cases, send, log, clock, wallClock });
  }
  const audit = createAuditLog(records);
  const sessions = createAgentSessions(records, audit);
  const [shelf, presence] = [new DeskShelf(records), new Presence(records)];
  const work = new DeskWork({ store, send, shelf, presence, whispers, clock });
  // Where another desk answers, ours is not there: 404.
  const agentsDoor = isHub
    ? undefined
    : mountDesk(server.edge, {
        ...{ work, sessions, records, audit, shelf, presence, whispers, delivered, store, cases, evidence, content },
        // Where the log is the delivery, its reader gets addresses of files; elsewhere none goes out.
        showsFiles: (name) => channels.some((channel) => channel.name === name && channel.deliver === undefined),
        rules: config.rules,
        log,
        clock,
        wallClock,
      });
  if (!isHub) {
    const { proxyHops } = config.directLine;
    const page = await readDeskPage(pagesFolder());
    const ways = waysIn(config, { records, sessions, audit, log, clock: wallClock });
    const about = { isDemo: config.demo, page, proxyHops, log, clock: wallClock };
    mountSignIn(server.edge, { ...ways, sessions, records, audit, ...about });
  }
  const csp = pagesCsp(config.directLine.allowedOrigins);
  await mountStaticFiles(server.edge, { folder: pagesFolder(), csp, except: [DESK_PAGE, API_DOCS_FOLDER] });

  const metricsServer = openMetricsServer(config, exposition, server, log);
  const { port, urls } = await server.listen();
  const signInLink =
    config.demo && !isHub
      ? `${urls[0]}/desk?signIn=${await inviteDemoAgent(records, sessions, wallClock())}`
      : undefined;
  const metricsUrls = (await metricsServer?.listen())?.urls ?? (exposition ? urls : []);
  turns.start();
  outbox?.start();
  const evidenceSweep = startEvidenceSweep({ files: evidence, conversations: store, clock: wallClock, log });
  const everyMs = CASE_CLOCK_EVERY_MS[config.demo || trial.clock ? 'demo' : 'usual'];
  const caseClock = startCaseClock({ records, outbox, rules: config.rules, send, clock, everyMs, log });
  phase = 'running';

  return {
    port,
    urls,
    signInLink,
    demoApiKey: config.demo && config.apiKey === undefined ? apiKey : undefined,
    metricsUrl: metricsUrls[0] && `${metricsUrls[0]}/metrics`,
    conversations: store,
    async close() {
      phase = 'stopping';
      const swept = Promise.all([evidenceSweep.close(), caseClock.close()]);
      const left = [server.close(DRAIN_WITHIN_MS), agentsDoor?.close(), ...channels.map((channel) => channel.close())];
      await Promise.all([...left, turns.close(DRAIN_WITHIN_MS), settledWithin(DRAIN_WITHIN_MS, [swept])]);
      await outbox?.close();
      await understanding.close();
      await storage.close();
      await metricsServer?.close(0);
    },
  };
}

/** Who hears what happens to the cases that are here. */
function openOutbox({ cases }: Config, records: Records, log: Log, clock: () => number): CaseEventPost | undefined {
  if (cases.kind !== 'embedded' || cases.webhook === undefined) return undefined;
  return new CaseEventPost({ ...cases.webhook, records, log, clock });
}

/** How agents may sign in here, beside by a link. */
function waysIn(
  { deskSignIn: { passwords, oidc, publicUrl } }: Config,
  ports: { records: Records; sessions: AgentSessions; audit: AuditLog; log: Log; clock: () => number },
) {
  const redirectUri = `${publicUrl}/desk/oidc/callback`;
  return {
    passwords: passwords ? new PasswordSignIn({ ...ports, passwords: new Passwords() }) : undefined,
    oidc: oidc && {
      name: oidc.name,
      signIn: new OidcSignIn({ ...ports, provider: createOidcProvider({ ...oidc, redirectUri, ...ports }) }),
    },
  };
}

/** The one agent of the demo. */
async function inviteDemoAgent(records: Records, sessions: AgentSessions, now: number): Promise<string> {
  await addAgent(records, { id: 'demo-agent', name: 'Sam', role: 'lead' });
  return sessions.invite('demo-agent', now);
}

/** On the main server for who shows the token, or on one of its own, which answers until everything else has ended. */
function openMetricsServer(
  { metrics, hosts }: Config,
  exposition: Exposition | undefined,
  main: HttpServer,
  log: Log,
): HttpServer | undefined {
  if (metrics === undefined || exposition === undefined) return undefined;
  const { port, token } = metrics;
  const own = port === undefined ? undefined : openHttpServer({ hosts, port, portVariable: 'METRICS_PORT', log });
  mountMetrics((own ?? main).edge, exposition, token);
  return own;
}

function keysOf(...keys: readonly (string | undefined)[]): readonly string[] {
  return keys.filter((key) => key !== undefined);
}

/** The built pages: beside this file when it runs from dist/, below dist/ when it runs from its source. */
function pagesFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const beside = join(here, 'web');
  return existsSync(join(beside, 'vendor')) ? beside : join(here, 'dist', 'web');
}

const STOP_SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** From the environment to the signal that ends it. */
export async function runProgram(trial: Trial = {}): Promise<void> {
  const config = readConfig(process.env);
  const desk = await openDesk(config, trial);
  process.stdout.write(`${startLines(config, desk).join('\n')}\n`);
  const stop = () => {
    // A second signal, or a close that hangs, ends the process all the same: everything acknowledged is durable.
    for (const signal of STOP_SIGNALS) process.off(signal, stop);
    setTimeout(() => process.exit(1), CLOSE_WITHIN_MS).unref();
    desk.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of STOP_SIGNALS) process.on(signal, stop);
}

const isMain = process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href;
if (isMain) {
  runProgram().catch((error: unknown) => {
    const isPlain = error instanceof Error && (error instanceof ConfigError || error.name.endsWith('Error'));
    process.stderr.write(`Refund Desk could not start.\n${isPlain ? error.message : String(error)}\n`);
    // 78: a configuration error, by the convention of sysexits.
    process.exit(error instanceof ConfigError ? 78 : 1);
  });
}
