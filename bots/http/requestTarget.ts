import type { IncomingMessage } from 'node:http';

/**
 * Where a request is meant for; undefined where that cannot be read. Asked before the router sees the request, which
 * builds a URL of Host and path itself and takes the process down when that throws.
 */
export function readTarget(request: IncomingMessage): URL | undefined {
  const target = request.url ?? '';
  const { host } = request.headers;
  // Only HTTP/1.0 may leave it out.
  if (!target.startsWith('/') || (host === undefined && request.httpVersion !== '1.0')) return undefined;
  try {
    const url = new URL(`http://${host ?? 'localhost'}${target}`);
    // A half-written % would be a 404 to the router; it is the caller's mistake, and said so.
    decodeURIComponent(url.pathname);
    return url;
  } catch {
    return undefined;
  }
}

/** `/a/:name` against `/a/b` gives { name: 'b' }: for upgrades, which the router never sees. */
export function matchPath(pattern: string, pathname: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = pathname.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = decodeURIComponent(given[index] ?? '');
    if (part.startsWith(':') && value !== '') params[part.slice(1)] = value;
    else if (part !== value) return undefined;
  }
  return params;
}
