import type { ConversationStore } from '../../services/conversations/conversationStore.js';
import type { AgentSessions } from '../../services/desk/agentSessions.js';
import { type Agent, findAgent } from '../../services/desk/agents.js';
import type { AuditLog } from '../../services/desk/auditLog.js';
import { colleagues, deskStats } from '../../services/desk/colleagues.js';
import type { Delivered } from '../../services/desk/delivered.js';
import type { List, Me, Thread } from '../../services/desk/deskApi.js';
import type { DeskCommand } from '../../services/desk/deskCommand.js';
import type { DeskShelf } from '../../services/desk/deskShelf.js';
import type { DeskWhispers } from '../../services/desk/deskWhispers.js';
import type { DeskWork } from '../../services/desk/deskWork.js';
import { LiveRows } from '../../services/desk/liveRows.js';
import { Pace } from '../../services/desk/pace.js';
import type { Presence } from '../../services/desk/presence.js';
import type { EvidenceFiles } from '../../services/evidence/evidenceFiles.js';
import type { Records } from '../../services/storage/records.js';
import type { Log } from '../../services/telemetry/log.js';
import { orAway, parseBody } from '../channels/receiving.js';
import { type HttpEdge, HttpError } from '../http/httpEdge.js';
import { readJsonBody } from '../http/jsonBody.js';
import { mountAccount } from './accountDoor.js';
import { commandAnswer, noSuchConversation } from './commandAnswer.js';
import { type ContextPorts, conversationContext } from './conversationContext.js';
import { callerOf } from './deskCallers.js';
import { DeskFiles } from './deskFiles.js';
import { deskGate } from './deskGate.js';
import { DeskStream, type DeskStreamSettings } from './deskStream.js';
import { DeskStreamDoor } from './deskStreamDoor.js';
import { FileQuery, ListQuery, PostedCommand, parseQuery, refuseLongWords, ThreadQuery } from './deskWire.js';
import { repliesFor } from './repliesFor.js';

export type DeskDoorOptions = Omit<ContextPorts, 'store' | 'evidence'> & {
  readonly store: ConversationStore;
  readonly evidence: EvidenceFiles;
  readonly work: DeskWork;
  readonly sessions: AgentSessions;
  readonly records: Records;
  readonly audit: AuditLog;
  readonly shelf: DeskShelf;
  readonly presence: Presence;
  readonly whispers: DeskWhispers;
  readonly delivered: Delivered;
  /** Whether who comes in by this channel can be shown a file. */
  readonly showsFiles: (channel: string) => boolean;
  readonly log: Log;
  /** ms since epoch. */
  readonly clock: () => number;
  /** Of sessions and files: nobody moves it. Absent: `clock`. */
  readonly wallClock?: () => number;
  /** What one agent may do in ten seconds; only tests change it. */
  readonly pace?: Partial<typeof PACE>;
  readonly stream?: Partial<DeskStreamSettings>;
};

/** Far over what a person does, and little enough that a page gone wild is no harm. */
const PACE = { commands: 60, uploads: 10, reads: 200, searches: 20 };
const WINDOW_MS = 10_000;
const CONVERSATION = '/desk/api/conversations/:conversationId';
const FILE_ROUTE = `GET ${CONVERSATION}/files/:fileId` as const;

/** What the agents' page does, at /desk/api. */
export function mountDesk(edge: HttpEdge, options: DeskDoorOptions): { close(): Promise<void> } {
  const { work, sessions, records, store, shelf, presence, whispers, log, clock } = options;
  const wallClock = options.wallClock ?? clock;
  const pace = paced({ ...PACE, ...options.pace });
  const files = new DeskFiles({ ...options, clock: wallClock });
  const team = { records, presence, open: () => shelf.open() };
  const gate = deskGate(edge, options);
  const { post } = gate;
  const get: typeof gate.get = (path, handle) =>
    gate.get(path, async (request, agent) => {
      pace('reads', agent);
      return handle(request, agent);
    });
  mountAccount(gate, options);
  get('/desk/api/me', async (_, agent) => ({ status: 200, body: agent satisfies Me }));
  get('/desk/api/agents', async () => ({ status: 200, body: await colleagues(team, clock()) }));
  get('/desk/api/stats', async () => ({ status: 200, body: await deskStats(team, clock()) }));
  get('/desk/api/conversations', async ({ query }, agent) => {
    const { filter, q } = parseQuery(ListQuery, query);
    if (q !== undefined) pace('searches', agent);
    const body: List = { now: clock(), ...(await work.list(filter, agent, q)) };
    return { status: 200, body };
  });
  get(`${CONVERSATION}/thread`, async ({ params, query }) => {
    const conversationId = idIn(params);
    const thread = await work.thread(conversationId, parseQuery(ThreadQuery, query));
    if (!thread) throw noSuchConversation();
    const { desk, ...pages } = thread;
    const { epoch, owner, unread, resolved } = desk;
    const deliveredSeq = await options.delivered.read(conversationId);
    const body: Thread = { ...pages, epoch, owner, unread, ...(resolved ? { resolved } : {}), deliveredSeq };
    return { status: 200, body };
  });
  get(`${CONVERSATION}/context`, async ({ params }) => {
    const context = await conversationContext(options, idIn(params), clock());
    if (!context) throw noSuchConversation();
    return { status: 200, body: context };
  });
  get(`${CONVERSATION}/replies`, async ({ params }, agent) => {
    const replies = await repliesFor(store, idIn(params), agent);
    if (!replies) throw noSuchConversation();
    return { status: 200, body: replies };
  });
  edge.raw('GET', `${CONVERSATION}/files/:fileId`, async (request, response) => {
    const agent = await orAway(log, callerOf(request, sessions, wallClock(), FILE_ROUTE));
    pace('reads', agent);
    const conversationId = idIn(request.params);
    const entry = { at: clock(), agent: { id: agent.id, name: agent.name }, action: 'fileOpened', conversationId };
    await orAway(log, options.audit.write(entry));
    await files.send(conversationId, request.params['fileId'] ?? '', request, response);
  });
  post(`${CONVERSATION}/files`, async (request, agent) => {
    pace('uploads', agent);
    const { name } = parseQuery(FileQuery, request.query);
    return { status: 200, body: await files.receive(request, idIn(request.params), agent, name) };
  });
  post('/desk/api/heartbeat', async (_, agent) => {
    await orAway(log, work.heardOf(agent));
    return { status: 204 };
  });
  post(`${CONVERSATION}/commands`, async (request, agent) => {
    const body = await readJsonBody(request);
    refuseLongWords(body);
    const posted = parseBody(PostedCommand, body);
    pace('commands', agent);
    const conversationId = idIn(request.params);
    const command = await whole(posted, conversationId);
    const force = posted.command === 'claim' && posted.force === true;
    return commandAnswer(await orAway(log, work.command(conversationId, agent, posted.id, command, force)));
  });

  /** With what the posted one only names. Throws HttpError 404: it is not there. */
  async function whole(posted: PostedCommand, conversationId: string): Promise<DeskCommand> {
    switch (posted.command) {
      case 'transfer': {
        const to = await orAway(log, findAgent(records, posted.to));
        if (!to) throw new HttpError(404, 'agentNotFound', 'to: there is no such agent.');
        return { ...posted, to: { id: to.id, name: to.name } };
      }
      case 'message':
        return { ...posted, files: [...(await files.toSend(conversationId, posted.files ?? []))] };
      default:
        return posted;
    }
  }

  const onTrouble = (error: unknown) => log.warn({ err: error }, 'the list of the desk could not be read');
  const rows = new LiveRows({ shelf, store, whispers, onTrouble });
  const stream = new DeskStream({ ...options, rows, settings: options.stream });
  const door = new DeskStreamDoor({ sessions, stream, log, clock: wallClock });
  edge.upgrade('/desk/api/stream', (request, socket, head) => door.open(request, socket, head));
  return {
    async close() {
      door.shut();
      await stream.close();
      rows.close();
    },
  };
}

/** Throws HttpError 429: this agent has done too much of it. */
function paced(most: typeof PACE): (what: keyof typeof PACE, agent: Agent) => void {
  const paces = new Map(
    Object.entries(most).map(([what, each]) => [what, new Pace({ most: each, windowMs: WINDOW_MS })]),
  );
  return (what, { id }) => {
    const waitMs = paces.get(what)?.take(id) ?? 0;
    if (waitMs > 0)
      throw new HttpError(429, 'tooFast', 'That was too much at once. Try again in a moment.', {
        'Retry-After': String(Math.max(1, Math.ceil(waitMs / 1_000))),
      });
  };
}

/** Anybody's conversation id fits; one that no address can carry is nobody's. */
function idIn({ conversationId }: Record<string, string>): string {
  if (!conversationId) throw noSuchConversation();
  return conversationId;
}
