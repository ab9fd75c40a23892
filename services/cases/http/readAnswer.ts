import type { z } from 'zod';
import { CasesAwayError, CasesRefusedError } from './callErrors.js';

/** Fifty cases with all that can be in them take half of it. */
const MOST_BYTES = 4 * 1024 * 1024;
/** Statuses below 500 that are no refusal: too slow, not yet, too many. */
const TRY_AGAIN = new Set([408, 425, 429]);
const LONGEST_RETRY_AFTER_S = 3_600;

/**
 * The answer of a call, as it is to be; undefined: it knows no such order or case, in its own words (a 404 alone may come
 * from anything on the way). Throws CasesAwayError or CasesRefusedError, which name a status or a field and no content.
 */
export async function readAnswer<T>(response: Response, schema: z.ZodType<T>): Promise<T | undefined> {
  const { status } = response;
  if (status >= 200 && status < 300) return parsed(await textOf(response), schema);
  if (status === 404) {
    if (isNotFound(await textOf(response))) return undefined;
    throw new CasesRefusedError('the case backend answered 404 without notFound: is CASE_BACKEND_URL right?');
  }
  // What else it says is of no use, and may be endless.
  await response.body?.cancel().catch(() => undefined);
  if (status >= 500 || TRY_AGAIN.has(status))
    throw new CasesAwayError(`the case backend answered ${status}`, retryAfterMs(response.headers));
  throw new CasesRefusedError(`the case backend answered ${status}${REMEDIES[status] ?? ''}`);
}

const REMEDIES: Readonly<Record<number, string>> = {
  401: ': is CASE_BACKEND_KEY right?',
  403: ': may CASE_BACKEND_KEY do that?',
};

async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    // Leaving the loop cancels the rest.
    if (length > MOST_BYTES) throw new CasesAwayError('the case backend answered more than 4 MB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed<T>(text: string, schema: z.ZodType<T>): T {
  const read = schema.safeParse(jsonOf(text));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  // A path may hold the other side's own text: only what a field may be called is told.
  const path = (issue?.path ?? []).map(String).filter((part) => /^\w{1,40}$/.test(part));
  throw new CasesAwayError(`the case backend's answer cannot be used: ${path.join('.') || 'body'} (${issue?.code})`);
}

function isNotFound(text: string): boolean {
  const value = jsonOf(text);
  const error = typeof value === 'object' && value !== null && 'error' in value ? value.error : undefined;
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'notFound';
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // JSON.parse quotes the text it stumbled over.
    throw new CasesAwayError("the case backend's answer is not JSON");
  }
}

/** In seconds alone: dates lean on two clocks. */
function retryAfterMs(headers: Headers): number | undefined {
  const given = headers.get('retry-after') ?? '';
  return /^\d{1,6}$/.test(given) ? Math.min(Number(given), LONGEST_RETRY_AFTER_S) * 1_000 : undefined;
}
