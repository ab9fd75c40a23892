import type { Money } from '../refunds/money.js';
import type { ReviewField } from './copy.js';

/** Why an agent cannot put something right so. */
export type AmendFault =
  /** Nothing is gathered any more: it is filed, or on its way. */
  | { readonly kind: 'filed' }
  | { readonly kind: 'unreadable'; readonly field: ReviewField }
  /** None of this buyer's orders; or nobody knows who they are, so that none can be looked up. */
  | { readonly kind: 'unknownOrder' | 'buyerUnknown' | 'ordersAway' | 'orderFirst' }
  | { readonly kind: 'notOffered'; readonly offered: readonly string[] }
  | { readonly kind: 'tooMany'; readonly ordered: number }
  | { readonly kind: 'inFuture' }
  | { readonly kind: 'over' | 'zero' | 'wrongCurrency'; readonly atMost: Money };
