import type { CaseId } from '../refunds/ids.js';
import type { RefundCase } from '../refunds/refundCase.js';
import { RefundRequest } from '../refunds/refundRequest.js';
import type { Acted, BuyersAct, CaseBackend, Opened } from './caseBackend.js';
import type { Act, Opening } from './caseWire.js';
import {
  ActedOnWire,
  CasesOnWire,
  CaseViewOnWire,
  OpenedOnWire,
  OrderOnWire,
  OrdersOnWire,
  OwnerOnWire,
} from './http/answersOnWire.js';
import { CasesAwayError, CasesRefusedError } from './http/callErrors.js';
import { CaseCalls, type CaseCallsOptions } from './http/caseCalls.js';

/**
 * Orders and cases of somebody else's system, by HTTP: docs/http-backend.md says what it is asked and has to answer.
 * What changes something is asked about by its key first, since an earlier call may have been cut off, and asked about again
 * when its own answer does not come: then it is done, or whoever called tries again.
 */
export function httpCaseBackend(options: CaseCallsOptions): CaseBackend {
  const calls = new CaseCalls(options);

  async function casesBy(buyerId: string, narrowed: Readonly<Record<string, string>> = {}) {
    const found = await calls.read('cases', { buyerId, ...narrowed }, CasesOnWire);
    // Somebody else's is not there, whatever is answered.
    return (found?.cases ?? []).map((view) => view.case).filter((each) => each.buyerId === buyerId);
  }

  async function caseOf(buyerId: string, caseId: CaseId): Promise<RefundCase | undefined> {
    const found = (await calls.read(`cases/${caseId}`, { buyerId }, CaseViewOnWire))?.case;
    return found?.caseId === caseId && found.buyerId === buyerId ? found : undefined;
  }

  async function filedBefore(key: string, buyerId: string, request: RefundRequest): Promise<Opened | undefined> {
    const found = (await casesBy(buyerId, { reference: key })).find(({ reference }) => reference === key);
    if (!found) return undefined;
    // Both were parsed by one schema, which puts their fields in one order.
    const isSame = JSON.stringify(found.request) === JSON.stringify(RefundRequest.parse(request));
    return isSame ? { kind: 'opened', case: found } : { kind: 'keyReused' };
  }

  async function file(key: string, opening: Opening): Promise<Opened> {
    const answer = needed(await calls.write('cases', key, opening, OpenedOnWire));
    if (!('case' in answer)) return answer;
    const { buyerId, reference } = answer.case;
    if (buyerId === opening.buyerId && (answer.kind === 'alreadyOpen' || reference === key)) return answer;
    throw new CasesAwayError('the case backend answered an opening with another case');
  }

  async function send(key: string, caseId: CaseId, act: Act): Promise<Acted> {
    const answer = needed(await calls.write(`cases/${caseId}/acts`, key, act, ActedOnWire));
    if (!('case' in answer) || (answer.case.buyerId === act.buyerId && answer.case.caseId === caseId)) return answer;
    throw new CasesAwayError('the case backend answered an act with another case');
  }

  return {
    orders: async (buyerId) => (await calls.read('orders', { buyerId }, OrdersOnWire))?.orders ?? [],
    order: async (buyerId, orderId) => {
      const found = await calls.read(`orders/${orderId}`, { buyerId }, OrderOnWire);
      return found?.buyerId === buyerId && found.order.orderId === orderId ? found.order : undefined;
    },
    cases: (buyerId) => casesBy(buyerId),
    case: caseOf,
    openCaseOn: async (buyerId, orderId) =>
      (await casesBy(buyerId, { openOn: orderId })).find(({ request }) => request.orderId === orderId),
    ownerOf: async (orderId) => {
      const found = await calls.read(`orders/${orderId}`, {}, OwnerOnWire);
      return found?.order.orderId === orderId ? found.buyerId : undefined;
    },

    openCase: async (key, buyerId, request, now) =>
      (await filedBefore(key, buyerId, request)) ??
      (await orAskedAfter(
        () => file(key, { buyerId, request, at: now }),
        () => filedBefore(key, buyerId, request),
      )),

    act: async (key, buyerId, { caseId, event, seen }, now) => {
      const known = await caseOf(buyerId, caseId);
      if (!known) return { kind: 'unknownCase' };
      return (
        doneBefore(key, known, event) ??
        (await orAskedAfter(
          () => send(key, caseId, { buyerId, seen, at: now, event }),
          async () => {
            const after = await caseOf(buyerId, caseId);
            return after && doneBefore(key, after, event);
          },
        ))
      );
    },
  };
}

/** Where it is unknown whether it was done, it is asked. */
async function orAskedAfter<T>(call: () => Promise<T>, ask: () => Promise<T | undefined>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof CasesAwayError)) throw error;
    const found = await ask().catch(() => undefined);
    if (found === undefined) throw error;
    return found;
  }
}

function doneBefore(key: string, refundCase: RefundCase, event: BuyersAct['event']): Acted | undefined {
  const line = refundCase.history.find(({ sourceEventId }) => sourceEventId === key);
  if (!line) return undefined;
  return line.event === event.kind ? { kind: 'done', case: refundCase } : { kind: 'keyReused' };
}

function needed<T>(answer: T | undefined): T {
  if (answer !== undefined) return answer;
  throw new CasesRefusedError('the case backend answered 404 to what it has to take: is CASE_BACKEND_URL right?');
}
