import { z } from 'zod';
import { CaseId, OrderId } from '../../services/refunds/ids.js';
import { EXPLAINED, type Explained } from './apiExplained.js';
import { API_ROUTES, type ApiRoute } from './apiRoutes.js';
import { Failure } from './apiShapes.js';

/** The API described in OpenAPI 3.1, from the schemas that also check it. Its server is the one that it comes from. */
export function openApi(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of API_ROUTES) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, EXPLAINED[route.name]) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Refund Desk',
      version: '1',
      description:
        'Orders and refund cases: the side of the shop, the seller, the platform and the payer. Times are ms since epoch.',
    },
    servers: [{ url: '/' }],
    tags: [
      { name: 'orders', description: 'What was bought, and whose it is' },
      { name: 'cases', description: 'Refund cases, and what happens to them' },
    ],
    security: [{ apiKey: [] }],
    components: {
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'API_KEY, or the key that the start of the demo prints',
        },
      },
    },
    paths,
  };
}

function operation(route: ApiRoute, explained: Explained): object {
  const { name, path, summary, query = {}, keyed, takes, gives, refusals } = route;
  const { tag, description, parameters = {} } = explained;
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, each = '']) => ({
    name: each,
    in: 'path',
    required: true,
    description: each === 'orderId' ? 'The number of the order.' : 'The number of the case.',
    ...parameterOf(each, parameters),
  }));
  const inQuery = Object.entries(query).map(([each, said]) => ({
    name: each,
    in: 'query',
    required: false,
    description: said,
    ...parameterOf(each, parameters),
  }));
  const failures = {
    400: 'badInput: what was sent is not right, and the message says where',
    401: 'keyInvalid: API_KEY is not shown',
    ...(takes
      ? { 413: 'bodyTooLarge: the body is over 256 KB', 415: 'notJsonType: the body is not application/json' }
      : {}),
    500: 'internal: our fault; quote its `incident` to the operator',
    ...refusals,
  };
  return {
    operationId: name,
    tags: [tag],
    summary,
    description,
    parameters: [...inPath, ...inQuery, ...(keyed ? [IDEMPOTENCY_KEY] : [])],
    ...(takes ? { requestBody: { required: true, content: json(takes, 'input', explained.takes) } } : {}),
    responses: {
      200: { description: 'Done.', content: json(gives, 'output', { 'An answer': explained.gives }) },
      ...Object.fromEntries(
        Object.entries(failures).map(([status, when]) => [
          status,
          { description: when, content: json(Failure, 'output', failureExamples(Number(status), when)) },
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
  schema: { type: 'string', minLength: 16, maxLength: 128, examples: ['an-idempotency-key-of-the-chat'] },
};

/** "code: when; code: when", as apiRoutes.ts tells refusals: one example for each code. */
function failureExamples(status: number, whens: string): Readonly<Record<string, unknown>> {
  const examples = [...`; ${whens}`.matchAll(/; (\w+): ([^;]+)/g)].map(([, code = '', message]) => {
    const incident = status >= 500 ? { incident: '0a1b2c3d' } : {};
    return [code, { error: { code, message, ...incident } }];
  });
  return Object.fromEntries(examples);
}

/** What may be a parameter; any other is text. */
const PARAMETERS: Readonly<Record<string, object>> = {
  orderId: plain(OrderId),
  caseId: plain(CaseId),
  after: plain(CaseId),
  openOn: plain(OrderId),
  limit: { type: 'integer', minimum: 1, maximum: 100, default: 50 },
};

/** Not an `example` of what is optional: the page would send it along. */
function parameterOf(name: string, examples: NonNullable<Explained['parameters']>): object {
  const example = examples[name];
  const schema = PARAMETERS[name] ?? { type: 'string' };
  return { schema: example === undefined ? schema : { ...schema, examples: [example] } };
}

function plain(schema: z.ZodType, io: 'input' | 'output' = 'input'): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return rest;
}

function json(schema: z.ZodType, io: 'input' | 'output', examples: Readonly<Record<string, unknown>> = {}): object {
  const named = Object.entries(examples).map(([name, value]) => [name, { summary: name, value }]);
  return { 'application/json': { schema: plain(schema, io), examples: Object.fromEntries(named) } };
}
