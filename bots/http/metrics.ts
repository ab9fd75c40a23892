import { createHash, timingSafeEqual } from 'node:crypto';
import type { Exposition } from '../../services/telemetry/prometheusMetrics.js';
import { type HttpEdge, HttpError, type HttpRequest } from './httpEdge.js';

/**
 * GET /metrics. With a token, only for who shows it: others get 401, because that the route is there is no secret, and who
 * has set up a scraper with a wrong token is to see why it gets nothing.
 */
export function mountMetrics(edge: HttpEdge, exposition: Exposition, token: string | undefined): void {
  edge.route({
    method: 'GET',
    path: '/metrics',
    handle: async (request) => {
      if (token !== undefined && !shows(request, token)) throw UNAUTHORIZED;
      const body = Buffer.from(await exposition.text());
      return { status: 200, body, headers: { 'Content-Type': exposition.contentType } };
    },
  });
}

const UNAUTHORIZED = new HttpError(401, 'tokenInvalid', 'The metrics are for who shows METRICS_TOKEN.', {
  'WWW-Authenticate': 'Bearer',
});

/** In the same time whatever is shown: the digests have one length, and are compared whole. */
function shows({ headers }: HttpRequest, token: string): boolean {
  const shown = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(shown), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
