import type { z } from 'zod';
import type { Log } from '../../services/telemetry/log.js';
import { HttpError } from '../http/httpEdge.js';
import type { Receipt } from '../turn/intake.js';

/** Throws HttpError 400 that names the field. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') || 'body';
  throw new HttpError(400, 'badBody', `${field}: ${issue?.message ?? 'not as expected'}`);
}

/** A store that throws has promised nothing: the caller may make the same call again, and is told so (503). */
export async function orAway<T>(log: Log, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    // What the caller did wrong, found out on the way.
    if (error instanceof HttpError) throw error;
    log.warn({ err: error }, 'the store is away');
    throw new HttpError(503, 'storeAway', 'We cannot take this right now. Try again in a moment.', {
      'Retry-After': '1',
    });
  }
}

/** Throws HttpError 429: nothing was taken, and the same message may be sent again. */
export function orRefused(receipt: Receipt): Exclude<Receipt, { kind: 'refused' }> {
  if (receipt.kind !== 'refused') return receipt;
  const retryAfter = String(Math.max(1, Math.ceil(receipt.retryAfterMs / 1000)));
  throw new HttpError(429, receipt.reason, 'That was too much at once. Try again in a moment.', {
    'Retry-After': retryAfter,
  });
}
