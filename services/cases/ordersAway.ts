import type { CaseBackend } from './caseBackend.js';

/** The order system did not answer, or not in time: nothing is known of the order, and nothing was done. */
class OrdersAwayError extends Error {
  override readonly name = 'OrdersAwayError';
}

type Reads = Pick<CaseBackend, 'orders' | 'order' | 'cases' | 'case' | 'openCaseOn'>;

/** A turn may take 10 s, and tries a read three times. */
const LIMIT_MS = 2_500;

/** The reads that dialogs make, each within `limitMs`. Whatever goes wrong with one is an OrdersAwayError. */
export function readsInTime(cases: Reads, limitMs = LIMIT_MS): Reads {
  return {
    orders: (buyerId) => inTime(() => cases.orders(buyerId), limitMs),
    order: (buyerId, orderId) => inTime(() => cases.order(buyerId, orderId), limitMs),
    cases: (buyerId) => inTime(() => cases.cases(buyerId), limitMs),
    case: (buyerId, caseId) => inTime(() => cases.case(buyerId, caseId), limitMs),
    openCaseOn: (buyerId, orderId) => inTime(() => cases.openCaseOn(buyerId, orderId), limitMs),
  };
}

/** Whether an error is one, or was caused by one (the SDK wraps what a dialog throws). */
export function isOrdersAway(error: unknown): boolean {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 5; depth += 1) {
    if (cause instanceof OrdersAwayError) return true;
    cause = 'error' in cause ? cause.error : cause.cause;
  }
  return false;
}

async function inTime<T>(read: () => Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([read(), late]);
  } catch (error) {
    throw new OrdersAwayError('the order system does not answer', { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
