import type { AgentSessions } from '../../services/desk/agentSessions.js';
import type { Agent } from '../../services/desk/agents.js';
import type { AuditLog } from '../../services/desk/auditLog.js';
import { type DeskPath, type DeskRoute, ruleOf } from '../../services/desk/deskRoutes.js';
import type { Log } from '../../services/telemetry/log.js';
import { orAway } from '../channels/receiving.js';
import type { HttpAnswer, HttpEdge, HttpRequest } from '../http/httpEdge.js';
import { sessionCookie, sessionOf } from './agentCookie.js';
import { fromOwnPage, refuseRole, signedOut } from './deskCallers.js';

export type DeskGateOptions = {
  readonly sessions: AgentSessions;
  readonly audit: AuditLog;
  readonly log: Log;
  /** ms since epoch. */
  readonly clock: () => number;
  /** Of sessions: nobody moves it. Absent: `clock`. */
  readonly wallClock?: () => number;
};

type Handle = (request: HttpRequest, agent: Agent) => Promise<HttpAnswer>;

/** Mounts routes of the desk's API. */
export type DeskGate = {
  get(path: DeskPath<'GET'>, handle: Handle): void;
  post(path: DeskPath<'POST'>, handle: Handle): void;
};

/**
 * The one way into /desk/api: who calls, whether their role may (services/desk/deskRoutes.ts), whether a page of ours sends
 * it, and that what was done stands in the audit log. A session's new token goes out with the answer.
 */
export function deskGate(edge: HttpEdge, options: DeskGateOptions): DeskGate {
  const { sessions, audit, log, clock, wallClock = clock } = options;

  const guarded = (route: DeskRoute, handle: Handle) => async (request: HttpRequest) => {
    const { audit: action, isUse } = ruleOf(route);
    const used = await orAway(log, whoUses(request, sessions, wallClock(), isUse));
    if (!used) throw signedOut();
    const { agent, newToken } = used;
    refuseRole(agent, route);
    const answer = await handle(request, agent);
    if (action !== 'none' && action !== 'byTurn' && answer.status < 400) {
      const { conversationId } = request.params;
      const entry = { at: clock(), agent: { id: agent.id, name: agent.name }, action };
      await orAway(log, audit.write({ ...entry, ...(conversationId ? { conversationId } : {}) }));
    }
    if (newToken === undefined || answer.headers?.['Set-Cookie'] !== undefined) return answer;
    return { ...answer, headers: { ...answer.headers, 'Set-Cookie': sessionCookie(request, newToken) } };
  };

  return {
    get(path, handle) {
      const whenIn = guarded(`GET ${path}`, (request, agent) => orAway(log, handle(request, agent)));
      edge.route({ method: 'GET', path, handle: whenIn });
    },
    post(path, handle) {
      const whenIn = guarded(`POST ${path}`, handle);
      edge.route({
        method: 'POST',
        path,
        async handle(request) {
          fromOwnPage(request);
          return whenIn(request);
        },
      });
    },
  };
}

/** The page says so of what it reads while nobody has touched it; a command is always somebody's. */
function isByItself({ method, headers }: HttpRequest): boolean {
  return method === 'GET' && headers['x-refund-desk-idle'] !== undefined;
}

async function whoUses(request: HttpRequest, sessions: AgentSessions, now: number, isUse: false | undefined) {
  const token = sessionOf(request) ?? '';
  if (isUse !== false && !isByItself(request)) return sessions.use(token, now);
  const agent = await sessions.peek(token, now);
  return agent && { agent, newToken: undefined };
}
