import type { IncomingMessage } from 'node:http';
import { signInWords } from '../../services/content/en/signInWords.js';
import type { AgentSessions } from '../../services/desk/agentSessions.js';
import type { Agent } from '../../services/desk/agents.js';
import { type DeskRoute, ruleOf } from '../../services/desk/deskRoutes.js';
import { isHttps } from '../http/cookies.js';
import { HttpError } from '../http/httpEdge.js';
import { sessionOf } from './agentCookie.js';

/** No page of another site can send it without asking, and nobody is told that it may. */
const HEADER = 'x-refund-desk';

/**
 * Who calls, for a route whose answer cannot carry a new token (a stream, a file): the agent whose session it is, if the
 * route is for their role. Throws HttpError 401, 403. @public
 */
export async function callerOf(
  request: IncomingMessage,
  sessions: AgentSessions,
  now: number,
  route: DeskRoute,
): Promise<Agent> {
  const token = sessionOf(request) ?? '';
  const { isUse } = ruleOf(route);
  const agent = await (isUse === false ? sessions.peek(token, now) : sessions.read(token, now));
  if (!agent) throw signedOut();
  refuseRole(agent, route);
  return agent;
}

export function signedOut(): HttpError {
  return new HttpError(401, 'signedOut', 'You are not signed in, or no longer.');
}

/** Throws HttpError 403: the route is not for agents of this role. */
export function refuseRole({ role }: Agent, route: DeskRoute): void {
  const { roles } = ruleOf(route);
  if (roles.includes(role)) return;
  throw new HttpError(403, 'roleMissing', `Only who is ${roles.join(' or ')} may do that, and you are ${role}.`);
}

/** For whatever changes something: it comes from a page of ours. Throws HttpError 403. */
export function fromOwnPage(request: IncomingMessage): void {
  fromOwnSite(request);
  if (request.headers[HEADER] === undefined)
    throw new HttpError(403, 'headerMissing', 'Send the header X-Refund-Desk: 1 with it.');
}

/** The same for a form, which can send no header: browsers say where it stood. Throws HttpError 403. */
export function fromOwnSite({ headers }: IncomingMessage): void {
  const { origin, host, 'sec-fetch-site': site } = headers;
  const isForeign = origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
  if (isForeign || (site !== undefined && site !== 'same-origin'))
    throw new HttpError(403, 'foreignOrigin', 'Only a page of this desk may do that.');
}

/** Neither a password nor a session goes over a network in the clear. Throws HttpError 403. */
export function onSafeLine(request: IncomingMessage): void {
  const { host = '' } = request.headers;
  const { hostname } = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : { hostname: '' };
  if (isHttps(request) || /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)) return;
  throw new HttpError(403, 'notSecure', signInWords.fault.notSecure);
}
