import type { RefundCase } from '../../services/refunds/refundCase.js';
import type { Records } from '../../services/storage/records.js';
import { HttpError } from '../http/httpEdge.js';
import { tellCase } from '../tellCase.js';
import type { Intake } from '../turn/intake.js';

/** The same for who waits for an answer. Throws HttpError 503 where the conversation cannot take it now. */
export async function tellBuyer(
  ports: { readonly records: Records; readonly send: Intake['receive'] },
  refundCase: RefundCase,
  nth: number,
  now: number,
): Promise<void> {
  const told = await tellCase(ports, refundCase, nth, now);
  if (told.kind === 'told') return;
  throw new HttpError(
    503,
    'notTold',
    'It is done, and the buyer could not be told yet: send it again with the same id.',
    { 'Retry-After': String(Math.ceil(told.retryAfterMs / 1_000)) },
  );
}
