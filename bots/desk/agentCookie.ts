import type { IncomingMessage } from 'node:http';
import { cookieOf, isHttps } from '../http/cookies.js';

const NAME = 'refund_desk_agent';

/** By https no other host and no plain page can set it; plain http is this machine's own demo. */
function nameFor(request: IncomingMessage): string {
  return isHttps(request) ? `__Host-${NAME}` : NAME;
}

export function sessionOf(request: IncomingMessage): string | undefined {
  return cookieOf(request, nameFor(request));
}

/** Without a token: the cookie goes. It lasts until the browser closes; how long the session does is the server's to say. */
export function sessionCookie(request: IncomingMessage, token = ''): string {
  const secure = isHttps(request) ? '; Secure' : '';
  const end = token === '' ? '; Max-Age=0' : '';
  return `${nameFor(request)}=${token}; Path=/; HttpOnly; SameSite=Strict${secure}${end}`;
}
