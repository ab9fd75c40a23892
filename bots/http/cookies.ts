import type { IncomingMessage } from 'node:http';

/** X-Forwarded-Proto is anybody's word, but all it changes is the answer to who said it. */
export function isHttps(request: IncomingMessage): boolean {
  const forwarded = String(request.headers['x-forwarded-proto'] ?? '').split(',')[0];
  return forwarded?.trim() === 'https' || 'encrypted' in request.socket;
}

export function cookieOf(request: IncomingMessage, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name && value) return value;
  }
  return undefined;
}
