import type { OrderId } from '../refunds/ids.js';
import type { Counter } from '../storage/attempts.js';

const MINUTE_MS = 60_000;

/** Time to find the message and type six digits; longer only gives guesses more time. */
export const CODE_GOOD_FOR_MS = 10 * MINUTE_MS;

/**
 * A filing may pause while photos are taken or until the evening; the next morning, whoever finds the chat open must not
 * read the orders.
 */
export const PROOF_LASTS_MS = 12 * 60 * MINUTE_MS;

/** What attempts are counted over. */
const WINDOW_MS = 60 * MINUTE_MS;

/** Five guesses at a million codes an hour: for one order, one chat, one buyer of a channel. */
const TRIES = 5;
/** So that nobody can fill an owner's mailbox, and a message that was lost can still be sent again. */
const CODES_FOR_ORDER = 3;
/** As many orders as a buyer with a mistyped number needs; and no list of numbers to go through. */
const CODES_FOR_BUYER = 5;

type Asking = { readonly conversationId: string; readonly by: string; readonly orderId: OrderId };

/** The order last, so that one whose own limit is reached does not use up the owner's. */
export function tryCounters({ conversationId, by, orderId }: Asking): readonly Counter[] {
  return [
    { name: `try of conversation ${conversationId}`, limit: TRIES, windowMs: WINDOW_MS },
    { name: `try of buyer ${by}`, limit: TRIES, windowMs: WINDOW_MS },
    { name: `try of order ${orderId}`, limit: TRIES, windowMs: WINDOW_MS },
  ];
}

export function codeCounters({ conversationId, by, orderId }: Asking): readonly Counter[] {
  return [
    { name: `code for conversation ${conversationId}`, limit: CODES_FOR_BUYER, windowMs: WINDOW_MS },
    { name: `code for buyer ${by}`, limit: CODES_FOR_BUYER, windowMs: WINDOW_MS },
    { name: `code for order ${orderId}`, limit: CODES_FOR_ORDER, windowMs: WINDOW_MS },
  ];
}
