import type { OrderId } from '../refunds/ids.js';

/** A one-time code on its way to the buyer of an order. The code is a secret: it is in no log, and in no error. */
export type CodeLetter = {
  /** The same for every try to send this code, and no other code's. */
  readonly key: string;
  readonly orderId: OrderId;
  /** Whose order it is, as the order system knows them. */
  readonly buyerId: string;
  /** Six digits. */
  readonly code: string;
  /** ms since epoch. */
  readonly goodUntil: number;
};

/**
 * PORT. Sends a code to the address that the order system holds for the buyer of the order, and to no other. Nobody in
 * the chat is told whether it did.
 */
export interface CodeSender {
  /**
   * Resolves once they have taken it. Throws CodeRefused where another try would not help; after anything else it is
   * tried again with the same key. Ends soon after `signal`, and by itself within 10 s.
   */
  send(letter: CodeLetter, signal: AbortSignal): Promise<void>;
}

/** They said no. `message` is for the operator: which host or status, never an address or the code. */
export class CodeRefused extends Error {
  override readonly name = 'CodeRefused';
}
