import { EVIDENCE_LIMITS, type RefusedFile } from '../../../services/evidence/evidenceFile.js';
import type { EvidenceFiles, ReceivedFile } from '../../../services/evidence/evidenceFiles.js';
import { cleanFileName } from '../../../services/evidence/fileName.js';
import type { Log } from '../../../services/telemetry/log.js';
import { type HttpAnswer, HttpError, type HttpRequest } from '../../http/httpEdge.js';
import { parseJson } from '../../http/jsonBody.js';
import { type MultipartPart, readMultipart, textOf } from '../../http/multipartBody.js';
import type { Intake } from '../../turn/intake.js';
import { orAway, orRefused, parseBody } from '../receiving.js';
import { activityId, fromBuyer } from './buyerActivity.js';
import type { Callers } from './callers.js';
import type { TokenClaims } from './directLineTokens.js';
import { PostedActivity } from './directLineWire.js';

export type UploadsOptions = {
  readonly evidence: EvidenceFiles;
  readonly intake: Intake;
  readonly clock: () => number;
  readonly log: Log;
  readonly callers: Callers;
};

/** A message with files: one part `activity`, and the files, in any order. */
export class Uploads {
  readonly #options: UploadsOptions;
  readonly #underWay = new Map<string, number>();
  #total = 0;

  constructor(options: UploadsOptions) {
    this.#options = options;
  }

  /** A message whose files were all refused is still accepted, so that the buyer can be told why. */
  async post(request: HttpRequest): Promise<HttpAnswer> {
    const claims = await this.#options.callers.claimsHere(request);
    this.#enter(claims.conv);
    try {
      const { posted, received, refused } = await this.#read(request);
      // A signal, beside the conversation, has nothing to prove.
      if (posted.type !== 'message') {
        await this.#options.evidence.discard(received);
        return { status: 200, body: { id: activityId(claims.conv, posted.channelData?.clientActivityID) } };
      }
      return await this.#accept(claims, posted, received, refused);
    } finally {
      this.#leave(claims.conv);
    }
  }

  async #read(request: HttpRequest): Promise<Upload> {
    const { evidence, log } = this.#options;
    const received: ReceivedFile[] = [];
    const refused: RefusedFile[] = [];
    let posted: PostedActivity | undefined;
    try {
      await readMultipart(request, LIMITS, async (part) => {
        if (isActivity(part)) {
          if (posted) throw new HttpError(400, 'twoActivities', 'The body has more than one activity.');
          posted = parseBody(PostedActivity, parseJson(await textOf(part, MAX_ACTIVITY_BYTES)));
        } else if (received.length === EVIDENCE_LIMITS.filesAMessage) {
          part.bytes.resume();
          refused.push({ name: cleanFileName(part.fileName ?? ''), why: 'tooMany' });
        } else {
          const file = await orAway(log, evidence.receive(part.bytes, part.fileName ?? ''));
          if (file.kind === 'received') received.push(file);
          else refused.push({ name: file.name, why: file.why });
        }
      });
      if (!posted) throw new HttpError(400, 'noActivity', 'The body has no part named activity.');
      return { posted, received, refused };
    } catch (error) {
      await evidence.discard(received);
      throw error;
    }
  }

  async #accept(
    claims: TokenClaims,
    posted: PostedActivity,
    received: readonly ReceivedFile[],
    refused: readonly RefusedFile[],
  ): Promise<HttpAnswer> {
    const { evidence, intake, clock, log } = this.#options;
    const owner = { conversationId: claims.conv, buyerId: claims.user };
    const { receipt, id } = await orAway(
      log,
      evidence.keep(received, owner, async (files, noRoom) => {
        const enclosed = { files, refusedFiles: [...refused, ...noRoom] };
        const { message, entry } = fromBuyer(claims, posted, clock(), enclosed);
        const receipt = await intake.receive(claims.conv, message, entry);
        // A duplicate is a message that has its files already.
        return { taken: receipt.kind === 'accepted', answer: { receipt, id: entry.id } };
      }),
    );
    return { status: 200, body: { id: orRefused(receipt).entryId ?? id } };
  }

  #enter(conversationId: string): void {
    const here = this.#underWay.get(conversationId) ?? 0;
    if (here >= AT_ONCE_HERE) throw busy(429, 'tooManyUploads', 'Too many uploads at once. Try again in a moment.');
    if (this.#total >= AT_ONCE) throw busy(503, 'busy', 'We cannot take this right now. Try again in a moment.');
    this.#underWay.set(conversationId, here + 1);
    this.#total += 1;
  }

  #leave(conversationId: string): void {
    const here = (this.#underWay.get(conversationId) ?? 1) - 1;
    if (here === 0) this.#underWay.delete(conversationId);
    else this.#underWay.set(conversationId, here);
    this.#total -= 1;
  }
}

type Upload = {
  readonly posted: PostedActivity;
  readonly received: readonly ReceivedFile[];
  readonly refused: readonly RefusedFile[];
};

/** Web Chat writes a thumbnail of every picture into it, of some 60 KB each; they are dropped. */
const MAX_ACTIVITY_BYTES = 1024 * 1024;
/** Five files of 10 MB, and room for one that is too large, so that the buyer is told so by the bot. */
const LIMITS = {
  bodyBytes: 64 * 1024 * 1024,
  partBytes: EVIDENCE_LIMITS.fileBytes,
  parts: 20,
  idleMs: 15_000,
  // 10 MB at 0.7 Mbit/s, the upload of a poor phone network.
  wholeMs: 120_000,
};
/** Two tabs and a repeat. */
const AT_ONCE_HERE = 3;
/** What is under way takes 50 MB of disk at most each. */
const AT_ONCE = 64;

function isActivity({ name, type }: MultipartPart): boolean {
  return name === 'activity' || type === 'application/vnd.microsoft.activity';
}

function busy(status: number, code: string, message: string): HttpError {
  return new HttpError(status, code, message, { 'Retry-After': '2' });
}
