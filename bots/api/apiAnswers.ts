import type { z } from 'zod';
import { allowedActions } from '../../services/refunds/allowedActions.js';
import { stageOf } from '../../services/refunds/caseMoves.js';
import { possibleEvents } from '../../services/refunds/possibleEvents.js';
import type { RefundCase } from '../../services/refunds/refundCase.js';
import { HttpError, type HttpRequest } from '../http/httpEdge.js';
import { readJsonBody } from '../http/jsonBody.js';
import type { CaseView } from './apiShapes.js';

/** Clocks of others are a little ahead. */
const AHEAD_MS = 60_000;

export const NOT_FOUND = new HttpError(404, 'notFound', 'There is no such order or case.');

export function badInput(message: string): HttpError {
  return new HttpError(400, 'badInput', message);
}

export function refuseAhead(at: number, now: number): void {
  if (at > now + AHEAD_MS) throw badInput('at: is still to come.');
}

/** Throws HttpError 400 with the name of the field that is not right. */
export async function bodyOf<T>(request: HttpRequest, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await readJsonBody(request));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  // The path is the caller's own text: only what a field may be called comes back.
  const path = (issue?.path ?? []).map(String).filter((part) => /^\w{1,40}$/.test(part));
  throw badInput(`${path.join('.') || 'body'}: ${issue?.message ?? 'is not right'}`);
}

export function caseViewOf(refundCase: RefundCase, now: number): CaseView {
  return {
    case: refundCase,
    stage: stageOf(refundCase),
    allowedActions: [...allowedActions(refundCase, now)],
    possibleEvents: [...possibleEvents(refundCase, now)],
  };
}
