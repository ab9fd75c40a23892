import type { IncomingMessage } from 'node:http';
import { readBytes } from './bodyBytes.js';
import { HttpError } from './httpEdge.js';

/** A name and a password, each sign of them written as three characters of four bytes, fit in. */
const MAX_FORM_BYTES = 8 * 1024;

export function isForm({ headers }: IncomingMessage): boolean {
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers['content-type'] ?? '');
}

/**
 * The fields of a form that a page of ours posts, of at most 8 KB; a name that stands there twice has its last value.
 * Throws HttpError: 413 too large, 415 compressed, 400 cut short.
 */
export async function readFormBody(request: IncomingMessage): Promise<Readonly<Record<string, string>>> {
  const { 'content-encoding': encoding, 'content-length': length } = request.headers;
  const isRefused = encoding !== undefined || Number(length) > MAX_FORM_BYTES;
  if (isRefused) {
    // Read to its end unseen: a client that is cut off while it writes does not get to read the answer.
    request.resume();
    throw encoding === undefined ? tooLarge() : ENCODED;
  }
  const bytes = await readBytes(request, MAX_FORM_BYTES, tooLarge);
  return Object.fromEntries(new URLSearchParams(bytes.toString('utf8')));
}

const ENCODED = new HttpError(415, 'encodedBody', 'Send the body without Content-Encoding.');

function tooLarge(): HttpError {
  return new HttpError(413, 'bodyTooLarge', 'The form is over 8 KB.');
}
