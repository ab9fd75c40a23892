import type { CaseId, OrderId } from '../refunds/ids.js';
import type { Order } from '../refunds/order.js';
import type { RefundCase } from '../refunds/refundCase.js';
import type { RefundRequest } from '../refunds/refundRequest.js';

export type Opened =
  /** Opened now, or by an earlier call with the same key: the same case either way. */
  | { readonly kind: 'opened'; readonly case: RefundCase }
  /** Another case is open on this order. */
  | { readonly kind: 'alreadyOpen'; readonly case: RefundCase }
  /** The buyer has no such order: somebody else's looks just like one that does not exist. */
  | { readonly kind: 'unknownOrder' }
  /** The key was used before with another request. */
  | { readonly kind: 'keyReused' };

/**
 * PORT. The system that holds orders and cases. Everything is asked for one buyer: what is not theirs does not exist.
 * A method that throws has promised nothing (an outage, a time-out): it may be asked again.
 * test/contracts/caseBackendContract.ts is what every adapter passes.
 */
export interface CaseBackend {
  /** Newest first, at most 50. */
  orders(buyerId: string): Promise<readonly Order[]>;
  order(buyerId: string, orderId: OrderId): Promise<Order | undefined>;
  /** Exactly once for a key, whatever happens in between. `now`: ms since epoch, when the buyer confirmed. */
  openCase(key: string, buyerId: string, request: RefundRequest, now: number): Promise<Opened>;
  /** Newest first, at most 50. */
  cases(buyerId: string): Promise<readonly RefundCase[]>;
  case(buyerId: string, caseId: CaseId): Promise<RefundCase | undefined>;
  /** The case that is open on the order, if there is one. */
  openCaseOn(buyerId: string, orderId: OrderId): Promise<RefundCase | undefined>;
  /**
   * Whose order it is, whoever asks; undefined: there is no such order. For verification alone (services/verification): a
   * one-time code goes to this buyer, and who knows the code is this buyer. No dialog may ask, and no buyer is told.
   */
  ownerOf(orderId: OrderId): Promise<string | undefined>;
}
