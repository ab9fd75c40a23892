import type { AgentSessions } from '../../services/desk/agentSessions.js';
import type { Agent } from '../../services/desk/agents.js';
import type { HttpAnswer, HttpRequest } from '../http/httpEdge.js';
import { sessionCookie, sessionOf } from './agentCookie.js';

/** GET /desk: the agents' page for who is signed in, else how to; `?signIn=` trades a one-time link for a session. */
export async function signInPage(
  request: HttpRequest,
  sessions: AgentSessions,
  now: number,
  deskPage?: HttpAnswer,
): Promise<HttpAnswer> {
  const invitation = request.query.get('signIn');
  if (invitation !== null) return useLink(request, invitation, sessions, now);
  const token = sessionOf(request);
  const agent = token === undefined ? undefined : await sessions.read(token, now);
  if (!agent) return page(200, SIGNED_OUT);
  return deskPage ?? page(200, signedIn(agent));
}

async function useLink(
  request: HttpRequest,
  invitation: string,
  sessions: AgentSessions,
  now: number,
): Promise<HttpAnswer> {
  const token = await sessions.signIn(invitation, now);
  if (token === undefined) return page(403, LINK_USED);
  // A page of ours and no redirect: who comes from another site's link would be without the strict cookie.
  const headers = { 'Set-Cookie': sessionCookie(request, token), Refresh: '0; url=/desk' };
  return page(200, '<p>You are signed in. <a href="/desk">To the desk</a></p>', headers);
}

const SIGNED_OUT =
  '<p>You are signed out.</p><p>Open the sign-in link that you were given. It works once. In the demo it is the last line ' +
  'that the start has printed.</p>';
const LINK_USED =
  '<p>This link was used already, or is too old.</p><p>Ask for another one. In the demo each start prints one.</p>';

function signedIn({ name }: Agent): string {
  return `<p>You are signed in as ${escaped(name)}.</p><p>Agents' programs work by <code>/desk/api</code>.</p>`;
}

function page(status: number, main: string, headers: Record<string, string> = {}): HttpAnswer {
  const html =
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    `<title>Refund Desk: sign in</title></head><body><main><h1>Refund Desk</h1>${main}</main></body></html>`;
  return { status, body: Buffer.from(html), headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers } };
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
