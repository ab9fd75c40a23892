import type { Exposition } from '../../services/telemetry/prometheusMetrics.js';
import { shows } from './bearer.js';
import { type HttpEdge, HttpError } from './httpEdge.js';

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
