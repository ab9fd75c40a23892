import { mountHealth } from '../../../bots/http/health.js';
import type { HttpEdge } from '../../../bots/http/httpEdge.js';

/** The paths that the server answers on about itself, as it mounts them. */
export function healthRoutes(): readonly string[] {
  const paths: string[] = [];
  const edge: HttpEdge = {
    route: ({ path }) => {
      paths.push(path);
    },
    raw: () => undefined,
    upgrade: () => undefined,
  };
  mountHealth(edge, () => 'ready');
  return paths;
}
