import { z } from 'zod';
import type { BuyerEvent } from '../refunds/allowedActions.js';
import { CaseEvent, type CaseEventKind, EVENT_ACTORS } from '../refunds/caseEvent.js';
import { RefundRequest } from '../refunds/refundRequest.js';

/** Any text, so that it goes into the query or the body and never into a path. */
export const BuyerId = z.string().min(1).max(256);

/** What a case is opened by. The Idempotency-Key beside it is the case's reference. */
export const Opening = z.object({
  buyerId: BuyerId,
  request: RefundRequest,
  /** When the buyer confirmed, ms since epoch. */
  at: z.int().min(0),
});
export type Opening = z.infer<typeof Opening>;

export function kindOf({ shape }: (typeof CaseEvent.options)[number]): CaseEventKind {
  return [...shape.kind.values][0] ?? 'holdLifted';
}

const BuyerEventOnWire = z
  .discriminatedUnion(
    'kind',
    // A filter forgets that there is at least one.
    CaseEvent.options.filter(
      (option) => EVENT_ACTORS[kindOf(option)] === 'buyer',
    ) as unknown as typeof CaseEvent.options,
  )
  // The filter leaves just these.
  .transform((event) => event as BuyerEvent);

/** What a buyer does to a case. The Idempotency-Key beside it stands in the case's history as `sourceEventId`. */
export const Act = z.object({
  buyerId: BuyerId,
  /** How long the history was when they decided: where it is longer now, nothing is done. */
  seen: z.int().min(1).max(1_000),
  /** When the buyer confirmed, ms since epoch. */
  at: z.int().min(0),
  event: BuyerEventOnWire,
});
export type Act = z.infer<typeof Act>;

const KEY_REUSED = z.object({ kind: z.literal('keyReused') });

/** The answer to an opening. Each is an answer and no failure: asking again gives the same. */
export function openedShape<T extends z.ZodType>(refundCase: T) {
  return z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('opened'), case: refundCase }),
    z.object({ kind: z.literal('alreadyOpen'), case: refundCase }),
    z.object({ kind: z.literal('unknownOrder') }),
    KEY_REUSED,
  ]);
}

/** The answer to an act. */
export function actedShape<T extends z.ZodType>(refundCase: T) {
  return z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('done'), case: refundCase }),
    z.object({ kind: z.literal('changed'), case: refundCase }),
    z.object({
      kind: z.literal('notAllowed'),
      case: refundCase,
      why: z.enum(['state', 'hold', 'proposal', 'tooEarly', 'amount']),
    }),
    z.object({ kind: z.literal('unknownCase') }),
    KEY_REUSED,
  ]);
}

/** A key as it stands in the Idempotency-Key header, which takes visible ASCII alone. */
export function keyToHeader(key: string): string {
  return encodeURI(key);
}

/** undefined: there is none, or it cannot be one. */
export function keyFromHeader(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  try {
    return Key.safeParse(decodeURIComponent(header)).data;
  } catch {
    return undefined;
  }
}

/** As long as a case's reference. */
const Key = z.string().min(16).max(128);
