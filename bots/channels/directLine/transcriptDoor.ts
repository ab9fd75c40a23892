import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Log } from '../../../services/telemetry/log.js';
import type { Transcripts } from '../../../services/transcript/transcripts.js';
import { transcriptName } from '../../../services/transcript/transcriptUri.js';
import type { HttpRequest } from '../../http/httpEdge.js';
import { headInert, noSuchFile } from '../../http/inertFile.js';
import { orAway } from '../receiving.js';
import type { Origins } from './origins.js';
import { type SignedUrls, transcriptOf } from './signedUrls.js';

export type TranscriptDoorOptions = {
  readonly transcripts: Transcripts;
  readonly urls: SignedUrls;
  readonly origins: Origins;
  readonly log: Log;
};

/** Hands out conversations as text, to whoever has a signed address; written as they are read, never held whole. */
export class TranscriptDoor {
  readonly #options: TranscriptDoorOptions;

  constructor(options: TranscriptDoorOptions) {
    this.#options = options;
  }

  async send(request: HttpRequest, response: ServerResponse): Promise<void> {
    const { transcripts, urls, origins, log } = this.#options;
    for (const [name, value] of Object.entries(origins.headers(request))) response.setHeader(name, value);
    origins.check(request);
    const { conversationId = '', seq: written = '' } = request.params;
    const seq = /^[1-9]\d{0,14}$/.test(written) ? Number(written) : 0;
    if (seq === 0 || !(await urls.isGood(conversationId, transcriptOf(seq), request.query))) throw noSuchFile();
    const asked = await orAway(log, transcripts.named(conversationId, seq));
    if (!asked) throw noSuchFile();
    headInert(response, { type: 'text/plain; charset=utf-8', name: transcriptName(asked) });
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    // Its length is known at the end only: a reader that is cut off sees that the last chunk is missing.
    await pipeline(Readable.from(transcripts.pages(conversationId, seq, asked)), response).catch((error: unknown) =>
      log.warn({ conversationId, err: error }, 'transcript: not all sent'),
    );
  }
}
