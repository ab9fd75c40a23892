import type { z } from 'zod';
import { moveStored } from '../../services/cases/moveStored.js';
import { casesPage, readOpenedCase } from '../../services/cases/storedCases.js';
import { keepOrder, readOrder, readOwner } from '../../services/cases/storedOrders.js';
import { allowedActions } from '../../services/refunds/allowedActions.js';
import { type NotAllowed, stageOf } from '../../services/refunds/caseMoves.js';
import { CaseId, OrderId } from '../../services/refunds/ids.js';
import { possibleEvents } from '../../services/refunds/possibleEvents.js';
import type { CaseState, RefundCase } from '../../services/refunds/refundCase.js';
import type { Records } from '../../services/storage/records.js';
import { HttpError, type HttpRequest } from '../http/httpEdge.js';
import { readJsonBody } from '../http/jsonBody.js';
import { tellCase } from '../tellCase.js';
import type { Intake } from '../turn/intake.js';
import type { ApiRouteName } from './apiRoutes.js';
import { type CasePage, type CaseView, NewEvent, OrderOfBuyer } from './apiShapes.js';

export type ApiPorts = {
  readonly records: Records;
  readonly send: Intake['receive'];
  /** ms since epoch. */
  readonly clock: () => number;
};

/** What each route does. Throws HttpError for what the caller did wrong. */
export function apiHandlers(
  ports: ApiPorts,
): Readonly<Record<ApiRouteName, (request: HttpRequest) => Promise<unknown>>> {
  const { records, clock } = ports;
  return {
    putOrder: async (request) => {
      const given = await bodyOf(request, OrderOfBuyer);
      const { buyerId, order } = given;
      const owner = await readOwner(records, order.orderId);
      if (owner !== undefined && owner !== buyerId) throw EXISTS;
      if (!(await keepOrder(records, buyerId, order))) {
        const kept = await readOrder(records, buyerId, order.orderId);
        if (JSON.stringify(kept) !== JSON.stringify(order)) throw EXISTS;
      }
      return given;
    },

    readOrder: async ({ params }) => {
      const orderId = OrderId.safeParse(params['orderId']).data;
      const buyerId = orderId && (await readOwner(records, orderId));
      const order = orderId && buyerId !== undefined ? await readOrder(records, buyerId, orderId) : undefined;
      if (!order) throw NOT_FOUND;
      return { buyerId, order };
    },

    listCases: async ({ query }) => {
      const after = query.get('after');
      if (after !== null && !CaseId.safeParse(after).success) throw badInput('after: expected a case number.');
      const limit = Number(query.get('limit') ?? '50');
      if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw badInput('limit: expected 1 to 100.');
      const { cases, next } = await casesPage(records, after ?? undefined, limit);
      const views = cases.map((each) => viewOf(each, clock()));
      return { cases: views, ...(next === undefined ? {} : { next }) } satisfies CasePage;
    },

    readCase: async (request) => viewOf(await caseOf(records, request), clock()),

    moveCase: async (request) => {
      const { caseId } = await caseOf(records, request);
      const { id, at, event } = await bodyOf(request, NewEvent);
      const now = clock();
      if (at !== undefined && at > now + AHEAD_MS) throw badInput('at: is still to come.');
      const moved = await moveStored(records, caseId, event, { at: at ?? now, id: `api:${id}` });
      switch (moved?.kind) {
        case 'moved':
        case 'repeated':
          await tellBuyer(ports, moved.case, `api:${id}`, now);
          return viewOf(moved.case, now);
        case 'outOfDate':
          throw conflict('outOfDate', `It happened before what is known already (${moved.newest}).`);
        case 'keyReused':
          throw conflict('keyReused', 'This id was used for another event of the case.');
        case 'notAllowed':
          throw conflict('notAllowed', whyNot(moved.why, moved.state));
        default:
          throw NOT_FOUND;
      }
    },
  };
}

/** Clocks of others are a little ahead. */
const AHEAD_MS = 60_000;

async function tellBuyer(ports: ApiPorts, refundCase: RefundCase, id: string, now: number): Promise<void> {
  const told = await tellCase(ports, refundCase, id, now);
  if (told.kind === 'told') return;
  throw new HttpError(
    503,
    'notTold',
    'It is done, and the buyer could not be told yet: send it again with the same id.',
    {
      'Retry-After': String(Math.ceil(told.retryAfterMs / 1_000)),
    },
  );
}

async function caseOf(records: Records, { params }: HttpRequest): Promise<RefundCase> {
  const caseId = CaseId.safeParse(params['caseId']).data;
  const found = caseId && (await readOpenedCase(records, caseId));
  if (!found) throw NOT_FOUND;
  return found;
}

async function bodyOf<T>(request: HttpRequest, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await readJsonBody(request));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  // The path is the caller's own text: only what a field may be called comes back.
  const path = (issue?.path ?? []).map(String).filter((part) => /^\w{1,40}$/.test(part));
  throw badInput(`${path.join('.') || 'body'}: ${issue?.message ?? 'is not right'}`);
}

function viewOf(refundCase: RefundCase, now: number): CaseView {
  return {
    case: refundCase,
    stage: stageOf(refundCase),
    allowedActions: [...allowedActions(refundCase, now)],
    possibleEvents: [...possibleEvents(refundCase, now)],
  };
}

function whyNot(why: NotAllowed, state: CaseState): string {
  switch (why) {
    case 'hold':
      return 'The case is on hold, or it is not and was to be let go.';
    case 'tooEarly':
      return 'It is too early for that.';
    case 'amount':
      return 'The amount is more than was paid, or in another currency.';
    default:
      return `That cannot happen to a case that is ${state}.`;
  }
}

const EXISTS = new HttpError(409, 'orderExists', 'There is another order by this number.');
const NOT_FOUND = new HttpError(404, 'notFound', 'There is no such order or case.');

function badInput(message: string): HttpError {
  return new HttpError(400, 'badInput', message);
}

function conflict(code: string, message: string): HttpError {
  return new HttpError(409, code, message);
}
