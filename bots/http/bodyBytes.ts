import type { IncomingMessage } from 'node:http';
import { HttpError } from './httpEdge.js';

/** All of a body, if it is no longer than `most`. Throws what `tooLarge` makes, or HttpError 400 where it ends early. */
export function readBytes(request: IncomingMessage, most: number, tooLarge: () => HttpError): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (request.destroyed) return reject(cutShort());
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= most) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      reject(tooLarge());
    });
    request.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.once('error', () => reject(cutShort()));
    // It comes after a whole body too, and an error that nobody reads still costs its stack.
    request.once('close', () => !request.complete && reject(cutShort()));
  });
}

/** Nobody will read this answer, but it is not our failure either. */
function cutShort(): HttpError {
  return new HttpError(400, 'cutShort', 'The body ended early.');
}
