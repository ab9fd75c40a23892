import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { ConversationStore } from '../../../services/conversations/conversationStore.js';
import type { Log } from '../../../services/telemetry/log.js';
import { HttpError, type HttpRequest } from '../../http/httpEdge.js';
import { readAfter } from './activities.js';
import { noSuchConversation } from './callers.js';
import type { DirectLineStream } from './directLineStream.js';
import type { Origins } from './origins.js';
import { originOf } from './signedUrls.js';
import type { StreamTickets } from './streamTickets.js';

export type StreamDoorOptions = {
  readonly store: ConversationStore;
  readonly log: Log;
  readonly origins: Origins;
  readonly tickets: StreamTickets;
  readonly stream: DirectLineStream;
};

/** Looks at everything before a request may become a WebSocket, and uses its ticket up last. */
export class StreamDoor {
  readonly #options: StreamDoorOptions;
  readonly #handshakes = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    // 3,000 deflating sockets took 750 MB after one broadcast.
    perMessageDeflate: false,
    // Clients send empty frames only; a larger one is closed with 1009.
    maxPayload: 64 * 1024,
  });
  #isShut = false;

  constructor(options: StreamDoorOptions) {
    this.#options = options;
  }

  async open(request: HttpRequest, socket: Duplex, head: Buffer): Promise<void> {
    const { store, log, origins, tickets, stream } = this.#options;
    origins.check(request);
    const ticket = await tickets.read(request.query.get('t'));
    if (ticket.conv !== request.params.conversationId) throw noSuchConversation();
    if (ticket.origins) origins.check(request, ticket.origins);
    const { after } = await readAfter(request, { store, log, conversationId: ticket.conv, limit: 1 });
    await tickets.use(ticket);
    if (this.#isShut) throw new HttpError(503, 'stopping', 'Come back in a moment.', { 'Retry-After': '1' });
    if (stream.isFull(ticket.conv)) {
      throw new HttpError(429, 'tooManyStreams', 'This conversation is open in too many places.', {
        'Retry-After': '60',
      });
    }
    const origin = originOf(request);
    this.#handshakes.handleUpgrade(request, socket, head, (opened) =>
      stream.attach(opened, ticket.conv, after, origin),
    );
  }

  shut(): void {
    this.#isShut = true;
  }
}
