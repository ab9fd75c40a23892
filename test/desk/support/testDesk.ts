import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DirectLineChannel } from '../../../bots/channels/directLine/directLineChannel.js';
import { DirectLineSettings } from '../../../bots/channels/directLine/directLineSettings.js';
import { type DeskDoorOptions, mountDesk } from '../../../bots/desk/deskDoor.js';
import { mountSignIn } from '../../../bots/desk/signIn.js';
import type { SignInOptions } from '../../../bots/desk/signInDoor.js';
import { openHttpServer } from '../../../bots/http/httpServer.js';
import { openTurns, type TurnsOptions } from '../../../bots/openTurns.js';
import { DEMO_BUYER_ID, seedDemo } from '../../../services/cases/demoOrders.js';
import { openCaseBackend } from '../../../services/cases/openCaseBackend.js';
import { loadContent } from '../../../services/content/content.js';
import { createAgentSessions } from '../../../services/desk/agentSessions.js';
import { type Agent, addAgent } from '../../../services/desk/agents.js';
import { createAuditLog } from '../../../services/desk/auditLog.js';
import { ALWAYS } from '../../../services/desk/businessHours.js';
import { Delivered } from '../../../services/desk/delivered.js';
import { createDesk } from '../../../services/desk/desk.js';
import { DeskShelf } from '../../../services/desk/deskShelf.js';
import { DeskWhispers } from '../../../services/desk/deskWhispers.js';
import { DeskWork } from '../../../services/desk/deskWork.js';
import { PasswordSignIn } from '../../../services/desk/passwordSignIn.js';
import { Passwords } from '../../../services/desk/passwords.js';
import { Presence } from '../../../services/desk/presence.js';
import { openEvidenceFiles } from '../../../services/evidence/openEvidenceFiles.js';
import { RULES } from '../../../services/refunds/ruleNumbers.js';
import { openStorage, StorageSettings } from '../../../services/storage/openStorage.js';
import type { Records } from '../../../services/storage/records.js';
import { StoreAddress } from '../../../services/storage/storeAddress.js';
import { Transcripts } from '../../../services/transcript/transcripts.js';
import { createTrainedUnderstanding } from '../../../services/understanding/trainedUnderstanding.js';
import { testModel } from '../../support/testModel.js';
import { until } from '../../support/until.js';
import { AgentClient } from './agentClient.js';
import { WebBuyer } from './webBuyer.js';

const content = loadContent(RULES);
const understanding = createTrainedUnderstanding({ model: testModel() });
const SECRET = 'a-secret-of-more-than-thirty-two-characters';

export type TestDesk = Awaited<ReturnType<typeof openTestDesk>>;
export type Answer = { readonly status: number; readonly headers: Headers; readonly text: string };

export function onRedis(url: string): StorageSettings {
  return StorageSettings.parse({ kind: 'redis', address: StoreAddress.parse(url) });
}

/** The turns, the agents' door over real HTTP and the real store; buyers come in by a channel that is the test's own, or by Direct Line. */
export async function openTestDesk(
  options: {
    readonly settings?: StorageSettings;
    readonly clock?: () => number;
    readonly wrapRunner?: TurnsOptions['wrapRunner'];
    readonly ways?: (
      ports: Pick<SignInOptions, 'sessions' | 'audit' | 'log' | 'clock'> & { records: Records },
    ) => Partial<SignInOptions>;
    readonly port?: number;
    readonly door?: Partial<Pick<DeskDoorOptions, 'pace' | 'stream' | 'showsFiles'>>;
  } = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'refund-desk-agents-'));
  const storage = await openStorage(options.settings ?? { dataDir: folder });
  const { records, conversations: store, counters } = storage;
  const clock = options.clock ?? Date.now;
  const quiet = () => undefined;
  const log = { info: quiet, warn: quiet, error: quiet };
  await seedDemo(records, clock());
  const cases = openCaseBackend({ kind: 'embedded' }, records);
  const evidence = await openEvidenceFiles({ dataDir: folder }, records, clock);
  const whispers = new DeskWhispers(storage.whispers);
  const delivered = new Delivered(records, whispers, clock);
  const turns = openTurns({
    store,
    records,
    cases,
    desk: createDesk({ records, hours: ALWAYS, whispers }),
    dialogs: { understanding, content, rules: RULES },
    log,
    clock,
    leaseMs: 2_000,
    turnLimitMs: 5_000,
    sweepEveryMs: 20,
    delivered,
    ...(options.wrapRunner ? { wrapRunner: options.wrapRunner } : {}),
  });
  const server = openHttpServer({ hosts: ['127.0.0.1'], port: options.port ?? 0, log });
  const audit = createAuditLog(records);
  const sessions = createAgentSessions(records, audit);
  const shelf = new DeskShelf(records);
  const presence = new Presence(records);
  const send = turns.intake.receive.bind(turns.intake);
  const work = new DeskWork({ store, send, shelf, presence, whispers, clock });
  const directLine = new DirectLineChannel({
    settings: DirectLineSettings.parse({ secret: SECRET }),
    intake: turns.intake,
    store,
    records,
    counters,
    evidence,
    transcripts: new Transcripts(store, content.words.transcript),
    toDesk: { whispers, delivered },
    clock,
    log,
  });
  directLine.mount(server.edge);
  const door = mountDesk(server.edge, {
    ...{ work, sessions, records, audit, shelf, presence, whispers, delivered, store, cases, evidence, content },
    showsFiles: () => true,
    rules: RULES,
    log,
    clock,
    // Tests do in a moment what people do in an hour.
    ...options.door,
    pace: { commands: 100_000, reads: 100_000, uploads: 100_000, searches: 100_000, ...options.door?.pace },
  });
  mountSignIn(server.edge, {
    ...{ sessions, records, audit, log, clock },
    passwords: new PasswordSignIn({ records, sessions, audit, passwords: new Passwords() }),
    ...{ oidc: undefined, isDemo: false, proxyHops: 0 },
    page: Buffer.from('<h1>the desk</h1>'),
    ...options.ways?.({ sessions, records, audit, log, clock }),
  });
  const { port } = await server.listen();
  turns.start();
  const origin = `http://127.0.0.1:${port}`;

  const call = async (
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: string | Uint8Array<ArrayBuffer>,
  ) => {
    const response = await fetch(origin + path, { method, headers, ...(body === undefined ? {} : { body }) });
    return { status: response.status, headers: response.headers, text: await response.text() } satisfies Answer;
  };

  return {
    origin,
    records,
    store,
    shelf,
    presence,
    evidence,
    sessions,
    audit,
    call,
    /** The cookie of a session of this agent, who is added if they are not there. */
    async signIn(agent: Agent): Promise<string> {
      await addAgent(records, agent);
      const token = await sessions.signIn(await sessions.invite(agent.id, clock()), clock());
      return `refund_desk_agent=${token}`;
    },
    async get(cookie: string, path: string) {
      const { status, text } = await call('GET', path, { cookie });
      return { status, body: JSON.parse(text) };
    },
    async post(cookie: string, path: string, body: object = {}) {
      const headers = { cookie, 'x-refund-desk': '1', 'Content-Type': 'application/json' };
      const { status, text } = await call('POST', path, headers, JSON.stringify(body));
      return { status, body: text === '' ? undefined : JSON.parse(text) };
    },
    async upload(cookie: string, conversationId: string, bytes: Uint8Array<ArrayBuffer>, name: string) {
      const headers = { cookie, 'x-refund-desk': '1' };
      const path = `/desk/api/conversations/${conversationId}/files?name=${encodeURIComponent(name)}`;
      const { status, text } = await call('POST', path, headers, bytes);
      return { status, body: JSON.parse(text) };
    },
    command(cookie: string, conversationId: string, body: object) {
      const path = `/desk/api/conversations/${encodeURIComponent(conversationId)}/commands`;
      return this.post(cookie, path, { id: randomUUID(), ...body });
    },
    /** An agent's page, its stream open. */
    page: (cookie: string) => AgentClient.open(origin, cookie),
    /** A buyer in Web Chat: Direct Line with its stream open. */
    webBuyer: (buyerId = `dl_${randomUUID()}`, name?: string) => WebBuyer.open(origin, SECRET, buyerId, name),
    async buyer(conversationId: string, text: string, buyerId: string = DEMO_BUYER_ID): Promise<void> {
      const at = clock();
      const id = randomUUID();
      const message = { id, kind: 'buyer', at, buyerId, channel: 'test', body: { text } } as const;
      await turns.intake.receive(conversationId, message, { at, activity: { text, from: { role: 'user' } } });
    },
    /** What stands in the log: the buyer's words, and the keys of the others'. */
    async said(conversationId: string): Promise<string[]> {
      const { entries } = await store.log(conversationId, { after: 0, limit: 1_000 });
      return entries.map(({ activity }) => {
        const data = activity['channelData'] as { key?: string } | undefined; // the log's activities are ours
        return data?.key ?? `buyer: ${activity['text']}`;
      });
    },
    async hears(conversationId: string, last: string): Promise<void> {
      await until(async () => (await this.said(conversationId)).at(-1) === last);
    },
    async close(): Promise<void> {
      await Promise.all([server.close(1_000), door.close(), directLine.close()]);
      await turns.close(2_000);
      await storage.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
