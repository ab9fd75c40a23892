import type { IncomingMessage } from 'node:http';
import type { AgentSessions } from '../../services/desk/agentSessions.js';
import type { Agent } from '../../services/desk/agents.js';
import { HttpError } from '../http/httpEdge.js';
import { sessionOf } from './agentCookie.js';

/** No page of another site can send it without asking, and nobody is told that it may. */
const HEADER = 'x-refund-desk';

/** Who calls: the agent whose session it is. Throws HttpError 401. */
export async function callerOf(request: IncomingMessage, sessions: AgentSessions, now: number): Promise<Agent> {
  const token = sessionOf(request);
  const agent = token === undefined ? undefined : await sessions.read(token, now);
  if (agent) return agent;
  throw new HttpError(401, 'signedOut', 'You are not signed in, or no longer.');
}

/** For whatever changes something: it comes from a page of ours. Throws HttpError 403. */
export function fromOwnPage(request: IncomingMessage): void {
  const { origin, host } = request.headers;
  const isForeign = origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
  if (isForeign) throw new HttpError(403, 'foreignOrigin', 'Only a page of this desk may do that.');
  if (request.headers[HEADER] === undefined)
    throw new HttpError(403, 'headerMissing', 'Send the header X-Refund-Desk: 1 with it.');
}
