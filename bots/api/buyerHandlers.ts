import type { CaseBackend } from '../../services/cases/caseBackend.js';
import { Act, BuyerId, keyFromHeader, Opening } from '../../services/cases/caseWire.js';
import { readOpenedByKey } from '../../services/cases/storedCases.js';
import { CaseId, OrderId } from '../../services/refunds/ids.js';
import type { Records } from '../../services/storage/records.js';
import { HttpError, type HttpRequest } from '../http/httpEdge.js';
import { badInput, bodyOf, caseViewOf, NOT_FOUND, refuseAhead } from './apiAnswers.js';

export type BuyerPorts = {
  readonly records: Records;
  readonly cases: CaseBackend;
  /** ms since epoch. */
  readonly clock: () => number;
};

/**
 * What another desk asks for one of its buyers, and does for them: there, this one is the shop's system (CASE_BACKEND=http).
 * What is not this buyer's is not there.
 */
export function buyerHandlers({ records, cases, clock }: BuyerPorts) {
  return {
    listOrders: async (request: HttpRequest) => ({ orders: await cases.orders(buyerOf(request)) }),

    orderOfBuyer: async (request: HttpRequest, orderId: OrderId) => {
      const buyerId = buyerOf(request);
      const order = await cases.order(buyerId, orderId);
      if (!order) throw NOT_FOUND;
      return { buyerId, order };
    },

    /** Those of the buyer; or only the one by its reference, or the one that is open on an order. */
    casesOfBuyer: async (request: HttpRequest) => {
      const { query } = request;
      const buyerId = buyerOf(request);
      const [reference, openOn] = [query.get('reference'), query.get('openOn')];
      const found =
        reference !== null
          ? [await readOpenedByKey(records, reference)].filter((each) => each?.buyerId === buyerId)
          : openOn !== null
            ? [await cases.openCaseOn(buyerId, orderOf(openOn))]
            : await cases.cases(buyerId);
      return { cases: found.filter((each) => each !== undefined).map((each) => caseViewOf(each, clock())) };
    },

    openCase: async (request: HttpRequest) => {
      const key = keyOf(request);
      const { buyerId, request: asked, at } = await bodyOf(request, Opening);
      refuseAhead(at, clock());
      return cases.openCase(key, buyerId, asked, at);
    },

    actOnCase: async (request: HttpRequest) => {
      const key = keyOf(request);
      const caseId = CaseId.safeParse(request.params['caseId']).data;
      const { buyerId, seen, at, event } = await bodyOf(request, Act);
      refuseAhead(at, clock());
      return caseId ? cases.act(key, buyerId, { caseId, event, seen }, at) : { kind: 'unknownCase' };
    },
  };
}

function buyerOf({ query }: HttpRequest): string {
  const buyerId = BuyerId.safeParse(query.get('buyerId')).data;
  if (buyerId === undefined) throw badInput('buyerId: expected whose they are, 1 to 256 characters.');
  return buyerId;
}

function orderOf(text: string): OrderId {
  const orderId = OrderId.safeParse(text).data;
  if (orderId === undefined) throw badInput('openOn: expected an order number.');
  return orderId;
}

function keyOf({ headers }: HttpRequest): string {
  const given = headers['idempotency-key'];
  const key = keyFromHeader(typeof given === 'string' ? given : undefined);
  if (key !== undefined) return key;
  throw new HttpError(
    400,
    'keyMissing',
    'Idempotency-Key: expected 16 to 128 characters, percent-encoded where they are not visible ASCII.',
  );
}
