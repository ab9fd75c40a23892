import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { EvidenceFiles } from '../../../services/evidence/evidenceFiles.js';
import type { Log } from '../../../services/telemetry/log.js';
import { HttpError, type HttpRequest } from '../../http/httpEdge.js';
import { orAway } from '../receiving.js';
import type { EvidenceUrls } from './evidenceUrls.js';
import type { Origins } from './origins.js';

export type EvidenceDoorOptions = {
  readonly evidence: EvidenceFiles;
  readonly urls: EvidenceUrls;
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
    response.statusCode = 200;
    response.setHeader('Content-Type', file.type);
    response.setHeader('Content-Length', file.size);
    response.setHeader('Content-Disposition', disposition(file.name));
    // A picture in a page shows all the same; opened by itself it is saved, and where it is not, it can do nothing.
    response.setHeader('Content-Security-Policy', "sandbox; default-src 'none'; frame-ancestors 'none'");
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
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

/** RFC 6266: the name as it is, and for old readers what is left of it in ASCII. */
function disposition(name: string): string {
  const plain = name.replace(/[^ \w.()-]/g, '_');
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}

function noSuchFile(): HttpError {
  return new HttpError(404, 'fileNotFound', 'There is no such file, or its address has expired.');
}
