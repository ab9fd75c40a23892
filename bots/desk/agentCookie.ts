import type { IncomingMessage } from 'node:http';
import { cookieOf, isHttps } from '../http/cookies.js';

const SESSION = 'refund_desk_agent';
const LEAVING = 'refund_desk_leaving';
const LEAVING_S = 600;

/** By https no other host and no plain page can set it; plain http is this machine's own demo. */
function nameFor(request: IncomingMessage, name: string): string {
  return isHttps(request) ? `__Host-${name}` : name;
}

export function sessionOf(request: IncomingMessage): string | undefined {
  return cookieOf(request, nameFor(request, SESSION));
}

/** Without a token: the cookie goes. It lasts until the browser closes; how long the session does is the server's to say. */
export function sessionCookie(request: IncomingMessage, token = ''): string {
  const end = token === '' ? '; Max-Age=0' : '';
  return `${nameFor(request, SESSION)}=${token}; Path=/; HttpOnly; SameSite=Strict${secure(request)}${end}`;
}

/** The secret of a browser that has left for the issuer. */
export function leavingOf(request: IncomingMessage): string | undefined {
  return cookieOf(request, nameFor(request, LEAVING));
}

/** Lax: it has to come along from the issuer's page. */
export function leavingCookie(request: IncomingMessage, secret: string): string {
  const name = nameFor(request, LEAVING);
  return `${name}=${secret}; Path=/; HttpOnly; SameSite=Lax${secure(request)}; Max-Age=${LEAVING_S}`;
}

function secure(request: IncomingMessage): string {
  return isHttps(request) ? '; Secure' : '';
}
