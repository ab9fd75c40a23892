import type { IncomingMessage } from 'node:http';
import { readBytes } from './bodyBytes.js';
import { HttpError } from './httpEdge.js';

/** Ten times the largest message a buyer may send, and little enough that a thousand at once fit into memory. */
const MAX_BODY_BYTES = 256 * 1024;
/** An Adaptive Card's answer nests three deep; JSON.parse itself gives up only at tens of thousands. */
const MAX_DEPTH = 20;
/** An activity of Web Chat has under 60. */
const MAX_KEYS = 5_000;

/**
 * Reads a JSON body of at most 256 KB; undefined where there is none. Throws HttpError: 413 too large, 415 compressed or
 * of another type, 400 not JSON, too deep, or with a key that reaches a prototype.
 */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const refusal = refusalByHeaders(request);
  if (refusal) {
    // Read to its end unseen: a client that is cut off while it writes does not get to read the answer.
    request.resume();
    throw refusal;
  }
  const bytes = await readBytes(request, MAX_BODY_BYTES, tooLarge);
  return bytes.length === 0 ? undefined : parseJson(bytes.toString('utf8'));
}

/** The same of a text that came otherwise. Throws HttpError 400: not JSON, too deep, too many keys, an unsafe key. */
export function parseJson(text: string): unknown {
  refuseByShape(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // JSON.parse quotes the text it stumbled over: it goes neither out nor into the log.
    throw new HttpError(400, 'notJson', 'The body is not JSON.');
  }
  // A key can be spelled with escapes, so a \u sends us looking too.
  if (/__proto__|constructor|prototype|toString|valueOf|\\u/.test(text) && hasUnsafeKey(value)) {
    throw new HttpError(400, 'unsafeKey', 'The body has a key that is not allowed.');
  }
  return value;
}

function refusalByHeaders({ headers }: IncomingMessage): HttpError | undefined {
  if (headers['content-encoding'] !== undefined) {
    return new HttpError(415, 'encodedBody', 'Send the body without Content-Encoding.');
  }
  const length = Number(headers['content-length'] ?? Number.NaN);
  const type = headers['content-type'];
  // Clients put a type on an empty body too, and any will do.
  if (length !== 0 && type !== undefined && !/^application\/json\s*(;|$)/i.test(type)) {
    return new HttpError(415, 'notJsonType', 'Send the body as application/json.');
  }
  return length > MAX_BODY_BYTES ? tooLarge() : undefined;
}

function tooLarge(): HttpError {
  return new HttpError(413, 'bodyTooLarge', 'The body is over 256 KB.');
}

/** One pass over the text, before anything is built from it. */
function refuseByShape(text: string): void {
  let depth = 0;
  let keys = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === BACKSLASH) index++;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
    else if (code === COLON) keys++;
    if (depth > MAX_DEPTH) throw new HttpError(400, 'tooDeep', 'The body nests more than 20 levels.');
    if (keys > MAX_KEYS) throw new HttpError(400, 'tooManyKeys', 'The body has more than 5,000 keys.');
  }
}

const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];
/** The last two make an object throw where it is compared, which zod does with a `length` before it has looked at the type. */
const UNSAFE_KEYS = new Set(['__proto__', 'constructor', 'prototype', 'toString', 'valueOf']);

function hasUnsafeKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  for (const [key, inner] of Object.entries(value)) {
    if (UNSAFE_KEYS.has(key) || hasUnsafeKey(inner)) return true;
  }
  return false;
}
