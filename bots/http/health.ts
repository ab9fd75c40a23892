import type { HttpEdge } from './httpEdge.js';

export type HealthStatus = 'ready' | 'starting' | 'stopping' | 'storeAway';

/** GET /health: 200 when ready, else 503, so that a load balancer sends nobody here. */
export function mountHealth(edge: HttpEdge, status: () => HealthStatus | Promise<HealthStatus>): void {
  edge.route({
    method: 'GET',
    path: '/health',
    handle: async () => {
      const now = await status();
      return { status: now === 'ready' ? 200 : 503, body: { status: now } };
    },
  });
}
