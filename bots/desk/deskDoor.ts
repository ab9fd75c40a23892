import type { AgentSessions } from '../../services/desk/agentSessions.js';
import { type Agent, findAgent } from '../../services/desk/agents.js';
import type { Me } from '../../services/desk/deskApi.js';
import type { DeskCommand } from '../../services/desk/deskCommand.js';
import type { DeskWork } from '../../services/desk/deskWork.js';
import type { Records } from '../../services/storage/records.js';
import type { Log } from '../../services/telemetry/log.js';
import { orAway, parseBody } from '../channels/receiving.js';
import { type HttpAnswer, type HttpEdge, HttpError, type HttpRequest } from '../http/httpEdge.js';
import { readJsonBody } from '../http/jsonBody.js';
import { sessionCookie, sessionOf } from './agentCookie.js';
import { commandAnswer, noSuchConversation } from './commandAnswer.js';
import { type ContextPorts, conversationContext } from './conversationContext.js';
import { callerOf, fromOwnPage } from './deskCallers.js';
import { ListQuery, PostedCommand, parseQuery, refuseLongWords, ThreadQuery } from './deskWire.js';
import { signInPage } from './signIn.js';

export type DeskDoorOptions = ContextPorts & {
  readonly work: DeskWork;
  readonly sessions: AgentSessions;
  readonly records: Pick<Records, 'get'>;
  readonly log: Log;
  /** ms since epoch. */
  readonly clock: () => number;
  /** The agents' page as it was built; absent: only the API. */
  readonly page?: HttpAnswer;
};

const CONVERSATION = '/desk/api/conversations/:conversationId';

/** The agents' way in: /desk, and what their page does at /desk/api. */
export function mountDesk(edge: HttpEdge, options: DeskDoorOptions): void {
  const { work, sessions, log, clock } = options;
  const get = (path: string, handle: (request: HttpRequest, agent: Agent) => Promise<HttpAnswer>) =>
    edge.route({
      method: 'GET',
      path,
      handle: (request) =>
        orAway(
          log,
          callerOf(request, sessions, clock()).then((agent) => handle(request, agent)),
        ),
    });
  const post = (path: string, handle: (request: HttpRequest, agent: Agent) => Promise<HttpAnswer>) =>
    edge.route({
      method: 'POST',
      path,
      handle: async (request) => {
        fromOwnPage(request);
        const agent = await orAway(log, callerOf(request, sessions, clock()));
        return handle(request, agent);
      },
    });

  edge.route({
    method: 'GET',
    path: '/desk',
    handle: (request) => orAway(log, signInPage(request, sessions, clock(), options.page)),
  });
  get('/desk/api/me', async (_, agent) => ({ status: 200, body: agent satisfies Me }));
  get('/desk/api/conversations', async ({ query }, agent) => {
    const { filter } = parseQuery(ListQuery, query);
    return { status: 200, body: { now: clock(), conversations: await work.list(filter, agent) } };
  });
  get(`${CONVERSATION}/thread`, async ({ params, query }) => {
    const thread = await work.thread(idIn(params), parseQuery(ThreadQuery, query));
    if (!thread) throw noSuchConversation();
    const { desk, ...pages } = thread;
    const { epoch, owner, unread } = desk;
    return { status: 200, body: { ...pages, epoch, owner, unread } };
  });
  get(`${CONVERSATION}/context`, async ({ params }) => {
    const context = await conversationContext(options, idIn(params), clock());
    if (!context) throw noSuchConversation();
    return { status: 200, body: context };
  });
  post('/desk/api/heartbeat', async (_, agent) => {
    await orAway(log, work.heardOf(agent));
    return { status: 204 };
  });
  post('/desk/api/signOut', async (request) => {
    await orAway(log, sessions.end(sessionOf(request) ?? ''));
    return { status: 204, headers: { 'Set-Cookie': sessionCookie(request) } };
  });
  post(`${CONVERSATION}/commands`, async (request, agent) => {
    const body = await readJsonBody(request);
    refuseLongWords(body);
    const { id, ...posted } = parseBody(PostedCommand, body);
    const command = await orAway(log, withColleague(posted, options.records));
    return commandAnswer(await orAway(log, work.command(idIn(request.params), agent, id, command)));
  });
}

/** Throws HttpError 404: there is no such agent. */
async function withColleague(
  posted: PostedCommand extends infer One ? (One extends unknown ? Omit<One, 'id'> : never) : never,
  records: Pick<Records, 'get'>,
): Promise<DeskCommand> {
  if (posted.command !== 'transfer') return posted;
  const to = await findAgent(records, posted.to);
  if (!to) throw new HttpError(404, 'agentNotFound', 'to: there is no such agent.');
  return { ...posted, to: { id: to.id, name: to.name } };
}

/** Anybody's conversation id fits; one that no address can carry is nobody's. */
function idIn({ conversationId }: Record<string, string>): string {
  if (!conversationId) throw noSuchConversation();
  return conversationId;
}
