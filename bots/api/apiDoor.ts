import { showsOneOf } from '../http/bearer.js';
import { type HttpEdge, HttpError } from '../http/httpEdge.js';
import { type ApiPorts, apiHandlers } from './apiHandlers.js';
import { API_ROUTES } from './apiRoutes.js';
import { openApi } from './openApi.js';

/** The API below /api for who shows one of the keys; its description is for anybody. */
export function mountApi(edge: HttpEdge, keys: readonly string[], ports: ApiPorts): void {
  edge.route({
    method: 'GET',
    path: '/api/openapi.json',
    handle: async () => ({ status: 200, body: openApi() }),
  });
  const handlers = apiHandlers(ports);
  for (const { name, method, path } of API_ROUTES)
    edge.route({
      method,
      path,
      handle: async (request) => {
        if (!showsOneOf(request, keys)) throw UNAUTHORIZED;
        return { status: 200, body: await handlers[name](request), headers: { 'Cache-Control': 'no-store' } };
      },
    });
}

const UNAUTHORIZED = new HttpError(
  401,
  'keyInvalid',
  'The API is for who shows API_KEY: Authorization: Bearer <key>.',
  {
    'WWW-Authenticate': 'Bearer',
  },
);
