import type { CaseBackend } from '../../services/cases/caseBackend.js';
import type { CaseOutbox } from '../../services/cases/caseOutbox.js';
import { moveStored } from '../../services/cases/moveStored.js';
import { casesPage, readOpenedCase } from '../../services/cases/storedCases.js';
import { keepOrder, readOrder, readOwner } from '../../services/cases/storedOrders.js';
import type { NotAllowed } from '../../services/refunds/caseMoves.js';
import { CaseId, OrderId } from '../../services/refunds/ids.js';
import type { CaseState, RefundCase } from '../../services/refunds/refundCase.js';
import type { RuleNumbers } from '../../services/refunds/ruleNumbers.js';
import type { Records } from '../../services/storage/records.js';
import { HttpError, type HttpRequest } from '../http/httpEdge.js';
import type { Intake } from '../turn/intake.js';
import { badInput, bodyOf, caseViewOf, NOT_FOUND, refuseAhead } from './apiAnswers.js';
import type { ApiRouteName } from './apiRoutes.js';
import { type CasePage, NewEvent, OrderOfBuyer } from './apiShapes.js';
import { buyerHandlers } from './buyerHandlers.js';
import { tellBuyer } from './tellBuyer.js';

export type ApiPorts = {
  readonly records: Records;
  /** The same orders and cases, as a buyer has them. */
  readonly cases: CaseBackend;
  /** Who else hears what happens to cases. */
  readonly outbox?: CaseOutbox | undefined;
  /** In force; the published ones unless told. */
  readonly rules?: RuleNumbers;
  readonly send: Intake['receive'];
  /** ms since epoch. */
  readonly clock: () => number;
};

/** What each route does. Throws HttpError for what the caller did wrong. */
export function apiHandlers(
  ports: ApiPorts,
): Readonly<Record<ApiRouteName, (request: HttpRequest) => Promise<unknown>>> {
  const { records, clock } = ports;
  const { orderOfBuyer, casesOfBuyer, ...ofBuyers } = buyerHandlers(ports);
  return {
    ...ofBuyers,

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

    readOrder: async (request) => {
      const orderId = OrderId.safeParse(request.params['orderId']).data;
      if (orderId && request.query.has('buyerId')) return orderOfBuyer(request, orderId);
      const buyerId = orderId && (await readOwner(records, orderId));
      const order = orderId && buyerId !== undefined ? await readOrder(records, buyerId, orderId) : undefined;
      if (!order) throw NOT_FOUND;
      return { buyerId, order };
    },

    listCases: async (request) => {
      const { query } = request;
      if (query.has('buyerId')) return casesOfBuyer(request);
      const after = query.get('after');
      if (after !== null && !CaseId.safeParse(after).success) throw badInput('after: expected a case number.');
      const limit = Number(query.get('limit') ?? '50');
      if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw badInput('limit: expected 1 to 100.');
      const { cases, next } = await casesPage(records, after ?? undefined, limit);
      const views = cases.map((each) => caseViewOf(each, clock()));
      return { cases: views, ...(next === undefined ? {} : { next }) } satisfies CasePage;
    },

    readCase: async (request) => caseViewOf(await caseOf(records, request), clock()),

    moveCase: async (request) => {
      const { caseId } = await caseOf(records, request);
      const { id, at, event } = await bodyOf(request, NewEvent);
      const now = clock();
      if (at !== undefined) refuseAhead(at, now);
      const happening = { at: at ?? now, id: `api:${id}` };
      const moved = await moveStored(records, caseId, event, happening, ports.outbox, ports.rules);
      switch (moved?.kind) {
        case 'moved':
        case 'repeated':
          await tellBuyer(ports, moved.case, nthOf(moved.case, happening.id), now);
          return caseViewOf(moved.case, now);
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

function nthOf({ history }: RefundCase, id: string): number {
  return history.findIndex(({ sourceEventId }) => sourceEventId === id) + 1;
}

async function caseOf(records: Records, { params, query }: HttpRequest): Promise<RefundCase> {
  const caseId = CaseId.safeParse(params['caseId']).data;
  const found = caseId && (await readOpenedCase(records, caseId));
  const buyerId = query.get('buyerId');
  // Somebody else's is not refused: it is not there.
  if (!found || (buyerId !== null && found.buyerId !== buyerId)) throw NOT_FOUND;
  return found;
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

function conflict(code: string, message: string): HttpError {
  return new HttpError(409, code, message);
}
