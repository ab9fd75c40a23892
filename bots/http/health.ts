import type { HttpEdge } from './httpEdge.js';

/** Whether new work is to be sent here, and if not, why. */
export type Readiness = 'ready' | 'starting' | 'stopping' | 'storeAway' | 'sweeperStuck' | 'effectsStuck';

/**
 * GET /health: the process answers, and nothing else, so that nobody restarts it for a store that is away.
 * GET /ready: 200 when it can take messages and work them off, else 503 with the reason.
 */
export function mountHealth(edge: HttpEdge, readiness: () => Readiness | Promise<Readiness>): void {
  edge.route({ method: 'GET', path: '/health', handle: async () => ({ status: 200, body: { status: 'alive' } }) });
  edge.route({
    method: 'GET',
    path: '/ready',
    handle: async () => {
      const status = await readiness();
      if (status === 'ready') return { status: 200, body: { status } };
      return { status: 503, body: { status }, headers: { 'Retry-After': '1' } };
    },
  });
}
