import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { AgentSessions } from '../../services/desk/agentSessions.js';
import type { Log } from '../../services/telemetry/log.js';
import { orAway } from '../channels/receiving.js';
import { HttpError, type HttpRequest } from '../http/httpEdge.js';
import { sessionOf } from './agentCookie.js';
import { callerOf } from './deskCallers.js';
import type { DeskStream } from './deskStream.js';

export type DeskStreamDoorOptions = {
  readonly sessions: AgentSessions;
  readonly stream: DeskStream;
  readonly log: Log;
  /** ms since epoch. */
  readonly clock: () => number;
};

/** Looks at everything before a request may become an agent's WebSocket: a page of ours, and a session that goes on. */
export class DeskStreamDoor {
  readonly #options: DeskStreamDoorOptions;
  readonly #handshakes = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    // Frames of the page's are of some 100 bytes; a larger one is closed with 1009.
    maxPayload: 4 * 1024,
  });
  #isShut = false;

  constructor(options: DeskStreamDoorOptions) {
    this.#options = options;
  }

  async open(request: HttpRequest, socket: Duplex, head: Buffer): Promise<void> {
    const { sessions, stream, log, clock } = this.#options;
    fromOwnOrigin(request);
    const agent = await orAway(log, callerOf(request, sessions, clock(), 'GET /desk/api/stream'));
    const token = sessionOf(request) ?? '';
    if (this.#isShut) throw new HttpError(503, 'stopping', 'Come back in a moment.', { 'Retry-After': '1' });
    if (stream.isFull(agent))
      throw new HttpError(429, 'tooManyStreams', 'The desk is open in too many places.', { 'Retry-After': '60' });
    // An open page alone does not keep a session going: what its agent does in it does.
    const session = (isUsed: boolean) => sessions.goesOn(token, clock(), isUsed);
    this.#handshakes.handleUpgrade(request, socket, head, (opened) => stream.attach(opened, agent, session));
  }

  shut(): void {
    this.#isShut = true;
  }
}

/** A browser names the page's origin with every WebSocket, and its cookies go along whosever page it is. */
function fromOwnOrigin({ headers: { origin, host } }: HttpRequest): void {
  const isOurs = origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
  if (!isOurs) throw new HttpError(403, 'foreignOrigin', 'Only a page of this desk may do that.');
}
