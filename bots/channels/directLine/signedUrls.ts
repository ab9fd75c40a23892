import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Records } from '../../../services/storage/records.js';
import type { Log } from '../../../services/telemetry/log.js';
import { isHttps } from '../../http/cookies.js';
import { orAway } from '../receiving.js';
import { keptKey } from './directLineJwt.js';

export type SignedUrlsOptions = {
  /** undefined: the demo. */
  readonly secret: string | undefined;
  readonly records: Records;
  /** ms since epoch. */
  readonly clock: () => number;
  readonly log: Log;
};

/** Addresses of what a conversation holds: a file of the buyer's, and the transcript that an entry of its log names. */
export type UrlsOf = {
  readonly file: (conversationId: string, fileId: string) => string;
  readonly transcript: (conversationId: string, seq: number) => string;
};

export const EVIDENCE_PATH = '/v3/directline/evidence';
export const TRANSCRIPT_PATH = '/v3/directline/transcript';

/**
 * Addresses of files for those who may read the conversation: an <img> cannot show a token, so the address does. Good
 * for 5 to 15 minutes; whoever reads the log again gets new ones.
 */
export class SignedUrls {
  readonly #options: SignedUrlsOptions;
  #key: Promise<Buffer> | undefined;

  constructor(options: SignedUrlsOptions) {
    this.#options = options;
  }

  /** Rejects with HttpError 503 when the key cannot be had. `origin`: this server, as the reader has reached it. */
  async signer(origin: string): Promise<UrlsOf> {
    const key = await this.#signingKey();
    // Whole steps: what is read twice within one has the same address, which the browser need not fetch again.
    const expiresAt = Math.ceil((this.#options.clock() + LEAST_MS) / STEP_MS) * STEP_MS;
    const signed = (path: string, conversationId: string, what: string) => {
      const signature = sign(key, conversationId, what, String(expiresAt)).toString('base64url');
      return `${origin}${path}?e=${expiresAt}&s=${signature}`;
    };
    return {
      file: (conversationId, fileId) => signed(`${EVIDENCE_PATH}/${fileId}`, conversationId, fileId),
      transcript: (conversationId, seq) =>
        signed(`${TRANSCRIPT_PATH}/${conversationId}/${seq}`, conversationId, transcriptOf(seq)),
    };
  }

  /** `what`: the id of a file, or `transcriptOf` an entry. */
  async isGood(conversationId: string, what: string, query: URLSearchParams): Promise<boolean> {
    const expiresAt = query.get('e') ?? '';
    if (!/^\d{13}$/.test(expiresAt)) return false;
    const shown = Buffer.from(query.get('s') ?? '', 'base64url');
    const signed = sign(await this.#signingKey(), conversationId, what, expiresAt);
    if (shown.length !== signed.length || !timingSafeEqual(shown, signed)) return false;
    return Number(expiresAt) > this.#options.clock();
  }

  #signingKey(): Promise<Buffer> {
    this.#key ??= this.#deriveKey().catch((error: unknown) => {
      this.#key = undefined;
      throw error;
    });
    return this.#key;
  }

  async #deriveKey(): Promise<Buffer> {
    const { secret, records, log } = this.#options;
    const root = secret ?? (await orAway(log, keptKey(records)));
    return Buffer.from(hkdfSync('sha256', root, '', 'refund-desk/direct-line/evidence', 32));
  }
}

/** As no file's id is written. */
export function transcriptOf(seq: number): string {
  return `transcript ${seq}`;
}

const LEAST_MS = 5 * 60_000;
const STEP_MS = 10 * 60_000;

/** This server as the client itself has just reached it. */
export function originOf(request: IncomingMessage): string {
  return `${isHttps(request) ? 'https' : 'http'}://${request.headers.host ?? 'localhost'}`;
}

function sign(key: Buffer, conversationId: string, what: string, expiresAt: string): Buffer {
  // The last two have no line break in them, so no two triples make one text.
  return createHmac('sha256', key).update(`${conversationId}\n${what}\n${expiresAt}`).digest();
}
