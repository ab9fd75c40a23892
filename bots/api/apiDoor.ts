import { showsOneOf } from '../http/bearer.js';
import { type HttpEdge, HttpError, type HttpRequest } from '../http/httpEdge.js';
import { type ApiPorts, apiHandlers } from './apiHandlers.js';
import { API_ROUTES } from './apiRoutes.js';
import { openApi } from './openApi.js';

/** The API below /api for who shows one of the keys; its description is for anybody. */
export function mountApi(edge: HttpEdge, keys: readonly string[], ports: ApiPorts): void {
  edge.route({
    method: 'GET',
    path: '/api/openapi.json',
    handle: async (request) => ({ status: 200, body: openApi(originOf(request)) }),
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

/** As the caller has reached it; only its own tools read this. */
function originOf({ headers }: HttpRequest): string {
  return /^[\w.:[\]-]{1,255}$/.test(headers.host ?? '') ? `http://${headers.host}` : '/';
}

const UNAUTHORIZED = new HttpError(
  401,
  'keyInvalid',
  'The API is for who shows API_KEY: Authorization: Bearer <key>.',
  {
    'WWW-Authenticate': 'Bearer',
  },
);
