import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { ConversationStore } from '../../services/conversations/conversationStore.js';
import type { Agent } from '../../services/desk/agents.js';
import type { UploadedFile } from '../../services/desk/deskApi.js';
import { deskOf } from '../../services/desk/deskOf.js';
import { EVIDENCE_LIMITS, type EvidenceFile, type RefusedFile } from '../../services/evidence/evidenceFile.js';
import type { EvidenceFiles } from '../../services/evidence/evidenceFiles.js';
import type { Log } from '../../services/telemetry/log.js';
import { orAway } from '../channels/receiving.js';
import { liftBodyDeadline } from '../http/bodyDeadline.js';
import { HttpError, type HttpRequest } from '../http/httpEdge.js';
import { headInert, noSuchFile } from '../http/inertFile.js';
import { noSuchConversation } from './commandAnswer.js';

export type DeskFilesOptions = {
  readonly evidence: EvidenceFiles;
  readonly store: Pick<ConversationStore, 'state'>;
  /** Whether who comes in by this channel can be shown a file. */
  readonly showsFiles: (channel: string) => boolean;
  /** ms since epoch. */
  readonly clock: () => number;
  readonly log: Log;
};

/** As long as a buyer's upload may take. */
const IDLE_MS = 15_000;
const WHOLE_MS = 120_000;
/** An upload that nobody sends is swept after an hour: one that old is no longer taken, so that none goes in between. */
const SEND_WITHIN_MS = 50 * 60_000;
const SHOWN = ['image/png', 'image/jpeg', 'image/webp'];

/** Files at the desk: what agents send to buyers, and what of either side agents look at. */
export class DeskFiles {
  readonly #options: DeskFilesOptions;

  constructor(options: DeskFilesOptions) {
    this.#options = options;
  }

  /** Takes a file as buyers' are taken: by its bytes. It goes when no message names it within the hour. */
  async receive(request: HttpRequest, conversationId: string, agent: Agent, name: string): Promise<UploadedFile> {
    const { evidence, store, log, showsFiles } = this.#options;
    const refusal = refusalByHeaders(request);
    // Read to its end unseen: a client that is cut off while it writes does not get to read the answer.
    if (refusal) request.resume();
    if (refusal) throw refusal;
    const { buyer, owner } = deskOf(await orAway(log, store.state(conversationId)));
    if (!buyer) throw noSuchConversation();
    if (owner.kind !== 'agent' || owner.agent.id !== agent.id)
      throw new HttpError(403, 'notYours', 'Files are sent by the agent who has the conversation.');
    if (!showsFiles(buyer.channel)) throw cannotShow();
    const file = await orAway(log, evidence.receive(bytesOf(request), name));
    if (file.kind === 'refused') throw refused(file);
    const kept = await orAway(
      log,
      evidence.keep([file], { conversationId, buyerId: buyer.id, agentId: agent.id }, async ([first]) => ({
        taken: 'later',
        answer: first,
      })),
    );
    if (!kept) throw refused({ name: file.name, why: 'tooMany' });
    const { fileId, type, size } = kept;
    return { fileId, name: kept.name, contentType: type, size };
  }

  /** The files of a message that is about to be sent. Throws HttpError 404: one is no agent's of this conversation. */
  async toSend(conversationId: string, fileIds: readonly string[]): Promise<readonly EvidenceFile[]> {
    const { evidence, log, clock } = this.#options;
    const found = await orAway(log, Promise.all(fileIds.map((fileId) => evidence.find(fileId))));
    return found.map((file) => {
      const isOurs = file?.conversationId === conversationId && file.agentId !== undefined;
      if (!isOurs || clock() - file.keptAt > SEND_WITHIN_MS)
        throw new HttpError(404, 'fileNotFound', 'files: one is not there, or was uploaded too long ago.');
      const { fileId, name, type, size, sha256 } = file;
      return { fileId, name, type, size, sha256 };
    });
  }

  /** Any file of the conversation, of either side, in which no browser finds anything to run. */
  async send(conversationId: string, fileId: string, request: HttpRequest, response: ServerResponse): Promise<void> {
    const { evidence, log } = this.#options;
    const file = await orAway(log, evidence.find(fileId));
    if (file?.conversationId !== conversationId) throw noSuchFile();
    const bytes = await orAway(log, evidence.read(fileId));
    if (!bytes) throw noSuchFile();
    headInert(response, { ...file, isShown: SHOWN.includes(file.type) });
    response.setHeader('Content-Length', file.size);
    if (request.method === 'HEAD') {
      bytes.destroy();
      response.end();
      return;
    }
    await pipeline(bytes, response).catch((error: unknown) =>
      log.warn({ fileId, err: error }, 'evidence: not all sent'),
    );
  }
}

function refusalByHeaders({ headers }: IncomingMessage): HttpError | undefined {
  if (headers['content-encoding'] !== undefined)
    return new HttpError(415, 'encodedBody', 'Send the body without Content-Encoding.');
  return Number(headers['content-length'] ?? 0) > EVIDENCE_LIMITS.fileBytes ? tooLarge() : undefined;
}

/** The body as it comes. Throws HttpError: 413 too large, 408 too slow, 400 cut short. */
async function* bytesOf(request: HttpRequest): AsyncGenerator<Uint8Array> {
  liftBodyDeadline(request);
  let late: HttpError | undefined;
  const end = () => {
    late = new HttpError(408, 'tooSlow', 'The request took too long to arrive.', { Connection: 'close' });
    request.destroy(late);
  };
  const idle = setTimeout(end, IDLE_MS);
  const whole = setTimeout(end, WHOLE_MS);
  let length = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      idle.refresh();
      length += chunk.length;
      if (length > EVIDENCE_LIMITS.fileBytes) throw tooLarge();
      yield chunk;
    }
  } catch (error) {
    request.resume();
    if (error instanceof HttpError) throw error;
    throw late ?? new HttpError(400, 'cutShort', 'The body ended early.');
  } finally {
    clearTimeout(idle);
    clearTimeout(whole);
  }
}

function refused({ why }: Pick<RefusedFile, 'why' | 'name'>): HttpError {
  switch (why) {
    case 'empty':
      return new HttpError(400, 'emptyFile', 'The file is empty.');
    case 'tooLarge':
      return tooLarge();
    case 'tooMany':
      return new HttpError(429, 'tooManyFiles', `At most ${EVIDENCE_LIMITS.filesADay} files a day in a conversation.`, {
        'Retry-After': '3600',
      });
    case 'wrongKind':
      return new HttpError(415, 'wrongKind', 'By its bytes it is no PNG, JPEG, WebP, HEIC or PDF.');
  }
}

function tooLarge(): HttpError {
  return new HttpError(413, 'fileTooLarge', `The file is over ${EVIDENCE_LIMITS.fileBytes / 1024 / 1024} MB.`);
}

function cannotShow(): HttpError {
  return new HttpError(409, 'filesNotShown', 'The buyer’s channel shows no files of ours: describe it in words.');
}
