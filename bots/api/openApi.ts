import { z } from 'zod';
import { API_ROUTES, type ApiRoute } from './apiRoutes.js';
import { Failure } from './apiShapes.js';

/** The API described in OpenAPI 3.1, from the schemas that also check it. `server`: its own address. */
export function openApi(server: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of API_ROUTES) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Refund Desk',
      version: '1',
      description:
        'Orders and refund cases: the side of the shop, the seller, the platform and the payer. Times are ms since epoch.',
    },
    servers: [{ url: server }],
    security: [{ apiKey: [] }],
    components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: 'API_KEY' } } },
    paths,
  };
}

function operation({ name, path, summary, query = {}, keyed, takes, gives, refusals }: ApiRoute): object {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, each]) => ({
    name: each,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(query).map(([each, description]) => ({
    name: each,
    in: 'query',
    description,
    schema: { type: 'string' },
  }));
  const failures = { 400: 'What was sent is not right.', 401: 'keyInvalid: API_KEY is not shown.', ...refusals };
  return {
    operationId: name,
    summary,
    parameters: [...inPath, ...inQuery, ...(keyed ? [IDEMPOTENCY_KEY] : [])],
    ...(takes ? { requestBody: { required: true, content: json(takes, 'input') } } : {}),
    responses: {
      200: { description: 'Done.', content: json(gives, 'output') },
      ...Object.fromEntries(
        Object.entries(failures).map(([status, description]) => [
          status,
          { description, content: json(Failure, 'output') },
        ]),
      ),
    },
  };
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'The caller’s own name for it, percent-encoded where it is not visible ASCII.',
  schema: { type: 'string', minLength: 16, maxLength: 128 },
};

function json(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return { 'application/json': { schema: rest } };
}
