import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { liftBodyDeadline } from './bodyDeadline.js';
import { HttpError } from './httpEdge.js';

export type MultipartPart = {
  readonly name: string;
  readonly fileName: string | undefined;
  /** As the sender says; lower case. */
  readonly type: string;
  readonly bytes: Readable;
};

export type MultipartLimits = {
  /** The whole body, its headers and boundaries included. */
  readonly bodyBytes: number;
  /** A longer part ends one byte behind this. */
  readonly partBytes: number;
  readonly parts: number;
  /** Nothing came for so long: the sender is gone. */
  readonly idleMs: number;
  readonly wholeMs: number;
};

/**
 * Reads multipart/form-data as it comes: `take` gets each part, in order and one at a time, and reads its bytes to the
 * end. Resolves after the last; rejects, when no `take` is at work any more, with what one threw, or with HttpError:
 * 415 compressed or of another type, 413 too large or too many parts, 408 too slow, 400 cut short or not multipart.
 */
export async function readMultipart(
  request: IncomingMessage,
  limits: MultipartLimits,
  take: (part: MultipartPart) => Promise<void>,
): Promise<void> {
  const refusal = refusalByHeaders(request, limits);
  if (refusal) {
    // Read to its end unseen: a client that is cut off while it writes does not get to read the answer.
    request.resume();
    throw refusal;
  }
  // A client that left before we looked sends no more events.
  if (request.destroyed) throw cutShort();
  const parser = openParser(request, limits);
  liftBodyDeadline(request);
  let isOver = false;
  let taken: Promise<void> = Promise.resolve();
  const open = new Set<BusboyFileStream>();
  let unwatch: (() => void) | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      unwatch = watch(request, limits, reject);
      parser.on('file', (name, bytes, fileName, _encoding, type) => {
        open.add(bytes);
        // Destroyed with a reason that nobody reads, it would end the process.
        bytes.on('error', () => undefined);
        bytes.once('close', () => open.delete(bytes));
        // Without a name in its Content-Disposition it is undefined, whatever the types say.
        const part = { name: name ?? '', fileName, type, bytes };
        taken = taken.then(() => (isOver ? void bytes.resume() : take(part)));
        taken.catch(reject);
      });
      parser.once('partsLimit', () => reject(tooManyParts(limits.parts)));
      parser.once('error', () => reject(request.complete ? notMultipart() : cutShort()));
      parser.once('finish', () => taken.then(resolve, reject));
      request.pipe(parser);
    });
  } catch (error) {
    isOver = true;
    request.unpipe(parser);
    request.resume();
    const reason = error instanceof Error ? error : cutShort();
    for (const bytes of open) bytes.destroy(reason);
    await taken.catch(() => undefined);
    throw error;
  } finally {
    unwatch?.();
  }
}

/** The bytes of a part that is to be small, as text. Throws HttpError 413. */
export async function textOf({ name, bytes }: MultipartPart, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length <= maxBytes) chunks.push(chunk);
  }
  if (length <= maxBytes) return Buffer.concat(chunks).toString('utf8');
  throw new HttpError(413, 'partTooLarge', `The part ${name} is over ${maxBytes / 1024} KB.`);
}

function refusalByHeaders({ headers }: IncomingMessage, { bodyBytes }: MultipartLimits): HttpError | undefined {
  if (headers['content-encoding'] !== undefined) {
    return new HttpError(415, 'encodedBody', 'Send the body without Content-Encoding.');
  }
  if (!/^multipart\/form-data\s*;/i.test(headers['content-type'] ?? '')) {
    return new HttpError(415, 'notMultipartType', 'Send the body as multipart/form-data.');
  }
  return Number(headers['content-length'] ?? 0) > bodyBytes ? tooLarge(bodyBytes) : undefined;
}

function openParser(request: IncomingMessage, { partBytes, parts }: MultipartLimits): BusboyInstance {
  const type = request.headers['content-type'] ?? '';
  try {
    return new Busboy({
      headers: { ...request.headers, 'content-type': type },
      limits: { fileSize: partBytes + 1, files: parts, parts, headerPairs: 20, headerSize: 8_192 },
      // Fields are buffered and streams are not: every part is a stream.
      isPartAFile: () => true,
      preservePath: true,
    });
  } catch {
    request.resume();
    throw notMultipart();
  }
}

/** What ends the reading from outside of the parser. The result stops the clocks. */
function watch(request: IncomingMessage, limits: MultipartLimits, fail: (error: HttpError) => void): () => void {
  const idle = setTimeout(() => fail(tooSlow()), limits.idleMs);
  const whole = setTimeout(() => fail(tooSlow()), limits.wholeMs);
  const stop = () => {
    clearTimeout(idle);
    clearTimeout(whole);
  };
  let length = 0;
  request.on('data', (chunk: Buffer) => {
    idle.refresh();
    length += chunk.length;
    if (length > limits.bodyBytes) fail(tooLarge(limits.bodyBytes));
  });
  request.once('end', stop);
  request.once('error', () => fail(cutShort()));
  request.once('close', () => {
    stop();
    if (!request.complete) fail(cutShort());
  });
  return stop;
}

function tooLarge(bodyBytes: number): HttpError {
  return new HttpError(413, 'bodyTooLarge', `The body is over ${bodyBytes / 1024 / 1024} MB.`);
}

function tooManyParts(parts: number): HttpError {
  return new HttpError(413, 'tooManyParts', `The body has more than ${parts} parts.`);
}

function tooSlow(): HttpError {
  return new HttpError(408, 'tooSlow', 'The request took too long to arrive.', { Connection: 'close' });
}

function cutShort(): HttpError {
  return new HttpError(400, 'cutShort', 'The body ended early.');
}

function notMultipart(): HttpError {
  return new HttpError(400, 'notMultipart', 'The body is not the multipart that its Content-Type says.');
}
