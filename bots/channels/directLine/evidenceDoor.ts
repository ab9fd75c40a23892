import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { EvidenceFiles } from '../../../services/evidence/evidenceFiles.js';
import type { Log } from '../../../services/telemetry/log.js';
import type { HttpRequest } from '../../http/httpEdge.js';
import { headInert, noSuchFile } from '../../http/inertFile.js';
import { orAway } from '../receiving.js';
import type { Origins } from './origins.js';
import type { SignedUrls } from './signedUrls.js';

export type EvidenceDoorOptions = {
  readonly evidence: EvidenceFiles;
  readonly urls: SignedUrls;
  readonly origins: Origins;
  readonly log: Log;
};

/** Hands out files, to whoever has a signed address. Anything else, of whatever kind, is one and the same 404. */
export class EvidenceDoor {
  readonly #options: EvidenceDoorOptions;

  constructor(options: EvidenceDoorOptions) {
    this.#options = options;
  }

  async send(request: HttpRequest, response: ServerResponse): Promise<void> {
    const { evidence, urls, origins, log } = this.#options;
    for (const [name, value] of Object.entries(origins.headers(request))) response.setHeader(name, value);
    origins.check(request);
    const fileId = request.params['fileId'] ?? '';
    const file = await orAway(log, evidence.find(fileId));
    if (!file || !(await urls.isGood(file.conversationId, fileId, request.query))) throw noSuchFile();
    const bytes = await orAway(log, evidence.read(fileId));
    if (!bytes) throw noSuchFile();
    headInert(response, file);
    response.setHeader('Content-Length', file.size);
    if (request.method === 'HEAD') {
      bytes.destroy();
      response.end();
      return;
    }
    // A reader that leaves is no failure; one that is cut off by a broken disk sees that bytes are missing.
    await pipeline(bytes, response).catch((error: unknown) =>
      log.warn({ fileId, err: error }, 'evidence: not all sent'),
    );
  }
}
