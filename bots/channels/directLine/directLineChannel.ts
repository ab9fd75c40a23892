import type { ConversationStore } from '../../../services/conversations/conversationStore.js';
import type { EvidenceFiles } from '../../../services/evidence/evidenceFiles.js';
import type { Counters } from '../../../services/storage/counters.js';
import type { Records } from '../../../services/storage/records.js';
import type { Log } from '../../../services/telemetry/log.js';
import type { Metrics } from '../../../services/telemetry/metrics.js';
import type { Transcripts } from '../../../services/transcript/transcripts.js';
import { type HttpAnswer, type HttpEdge, HttpError, type HttpRequest } from '../../http/httpEdge.js';
import type { Intake } from '../../turn/intake.js';
import type { Channel } from '../channel.js';
import { Activities } from './activities.js';
import { CHANNEL_NAME } from './buyerActivity.js';
import { Callers } from './callers.js';
import { DirectLineJwt } from './directLineJwt.js';
import type { DirectLineSettings } from './directLineSettings.js';
import { DirectLineStream } from './directLineStream.js';
import { DirectLineTokens } from './directLineTokens.js';
import { EvidenceDoor } from './evidenceDoor.js';
import { Minting } from './minting.js';
import { MintLimit } from './mintLimit.js';
import { Origins } from './origins.js';
import { ResumeCookie } from './resumeCookie.js';
import { EVIDENCE_PATH, SignedUrls, TRANSCRIPT_PATH } from './signedUrls.js';
import { StreamDoor } from './streamDoor.js';
import { StreamTickets } from './streamTickets.js';
import type { ToDesk } from './toDesk.js';
import { TranscriptDoor } from './transcriptDoor.js';
import { Uploads } from './uploads.js';

export type DirectLineOptions = {
  readonly settings: DirectLineSettings;
  readonly intake: Intake;
  readonly store: ConversationStore;
  readonly records: Records;
  readonly counters: Counters;
  /** Absent: this desk takes no files, and the routes for them are not there. */
  readonly evidence?: EvidenceFiles;
  readonly transcripts: Transcripts;
  /** People answer at another desk, which shows the secret and says what becomes of a conversation. */
  readonly takesHandoffStatus?: boolean;
  /** Between buyers and agents: who types, and what has been handed over. Absent: nobody is told. */
  readonly toDesk?: ToDesk;
  /** ms since epoch. */
  readonly clock: () => number;
  /** Of tokens, limits and addresses: nobody moves it. Absent: `clock`. */
  readonly wallClock?: () => number;
  readonly log: Log;
  readonly metrics?: Metrics;
};

/**
 * Direct Line 3.0, as botframework-webchat and botframework-directlinejs speak it. The conversation's log is the
 * delivery: its sequence number is the watermark, so order is total and nothing is lost or said twice.
 */
export class DirectLineChannel implements Channel {
  readonly name = CHANNEL_NAME;
  readonly #origins: Origins;
  readonly #minting: Minting;
  readonly #activities: Activities;
  readonly #stream: DirectLineStream;
  readonly #door: StreamDoor;
  readonly #uploads: Uploads | undefined;
  readonly #evidenceDoor: EvidenceDoor | undefined;
  readonly #transcriptDoor: TranscriptDoor;

  constructor(options: DirectLineOptions) {
    const { settings, records, counters, log, evidence, transcripts } = options;
    const clock = options.wallClock ?? options.clock;
    const jwt = new DirectLineJwt({ secret: settings.secret, records, clock, log });
    const tokens = new DirectLineTokens(jwt, clock);
    const tickets = new StreamTickets(jwt, records, log);
    const origins = new Origins(settings.secret === undefined ? undefined : settings.allowedOrigins);
    const callers = new Callers(settings.secret, tokens, origins);
    const limit = new MintLimit({
      perMinute: settings.mintsPerMinute,
      proxyHops: settings.proxyHops,
      counters,
      clock,
      log,
    });
    this.#origins = origins;
    this.#minting = new Minting({ ...options, callers, limit, tokens, tickets, cookie: new ResumeCookie(jwt) });
    const urls = new SignedUrls({ secret: settings.secret, records, clock, log });
    this.#activities = new Activities({ ...options, callers, urls });
    this.#stream = new DirectLineStream({ ...options, urls });
    this.#door = new StreamDoor({ ...options, origins, tickets, stream: this.#stream });
    this.#uploads = evidence && new Uploads({ ...options, evidence, callers });
    this.#evidenceDoor = evidence && new EvidenceDoor({ evidence, urls, origins, log });
    this.#transcriptDoor = new TranscriptDoor({ transcripts, urls, origins, log });
  }

  mount(edge: HttpEdge): void {
    const conversation = '/v3/directline/conversations/:conversationId';
    this.#mountPath(edge, '/v3/directline/tokens/generate', { POST: (request) => this.#minting.generate(request) });
    this.#mountPath(edge, '/v3/directline/tokens/refresh', { POST: (request) => this.#minting.refresh(request) });
    this.#mountPath(edge, '/v3/directline/conversations', { POST: (request) => this.#minting.start(request) });
    this.#mountPath(edge, conversation, { GET: (request) => this.#minting.reconnect(request) });
    this.#mountPath(edge, `${conversation}/activities`, {
      GET: (request) => this.#activities.list(request),
      POST: (request) => this.#activities.post(request),
    });
    const [uploads, door] = [this.#uploads, this.#evidenceDoor];
    if (uploads) this.#mountPath(edge, `${conversation}/upload`, { POST: (request) => uploads.post(request) });
    if (door) edge.raw('GET', `${EVIDENCE_PATH}/:fileId`, (request, response) => door.send(request, response));
    edge.raw('GET', `${TRANSCRIPT_PATH}/:conversationId/:seq`, (request, response) =>
      this.#transcriptDoor.send(request, response),
    );
    edge.upgrade(`${conversation}/stream`, (request, socket, head) => this.#door.open(request, socket, head));
  }

  async close(): Promise<void> {
    this.#door.shut();
    await this.#stream.close();
  }

  /** Each path with its preflight; every answer, also a refusal, can be read by the pages that may call at all. */
  #mountPath(edge: HttpEdge, path: string, handlers: Partial<Record<'GET' | 'POST', Handler>>): void {
    for (const method of ['GET', 'POST'] as const) {
      const handler = handlers[method];
      if (handler) edge.route({ method, path, handle: (request) => this.#answer(request, handler) });
    }
    const methods = Object.keys(handlers).join(', ');
    edge.route({ method: 'OPTIONS', path, handle: async (request) => this.#origins.preflight(request, methods) });
  }

  async #answer(request: HttpRequest, handler: Handler): Promise<HttpAnswer> {
    const readable = this.#origins.headers(request);
    try {
      this.#origins.check(request);
      const answer = await handler(request);
      return { ...answer, headers: { ...answer.headers, ...readable } };
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      throw new HttpError(error.status, error.code, error.message, { ...error.headers, ...readable });
    }
  }
}

type Handler = (request: HttpRequest) => Promise<HttpAnswer>;
