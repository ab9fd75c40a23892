import type { BuyerEvent } from '../refunds/allowedActions.js';
import type { NotAllowed } from '../refunds/caseMoves.js';
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

/** What a buyer does to their case, decided on what they saw of it. */
export type BuyersAct = {
  readonly caseId: CaseId;
  readonly event: BuyerEvent;
  /** How long the case's history was when they decided: what came after it may change what they want. */
  readonly seen: number;
};

export type Acted =
  /** Done now, or by an earlier call with the same key. */
  | { readonly kind: 'done'; readonly case: RefundCase }
  /** Something else has happened since they saw it, and nothing was done. */
  | { readonly kind: 'changed'; readonly case: RefundCase }
  | { readonly kind: 'notAllowed'; readonly case: RefundCase; readonly why: NotAllowed }
  /** The buyer has no such case: somebody else's looks just like one that does not exist. */
  | { readonly kind: 'unknownCase' }
  /** The key was used before for something else. */
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
  /** Exactly once for a key. `now`: ms since epoch, when the buyer confirmed. */
  act(key: string, buyerId: string, act: BuyersAct, now: number): Promise<Acted>;
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
