import { WebSocket } from 'ws';
import type { FromPage, ToPage } from '../../../services/desk/deskApi.js';
import { until } from '../../support/until.js';

type Frame<Type extends ToPage['type']> = Extract<ToPage, { readonly type: Type }>;

/** An agent's page as the stream sees it. Threads are put together as the page does it, with the numbers to go on from. */
export class AgentClient {
  readonly frames: ToPage[] = [];
  closed: { readonly code: number; readonly reason: string } | undefined;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => {
      // What the server writes is what this client is there to test.
      this.frames.push(JSON.parse(String(data)) as ToPage);
    });
    socket.on('error', () => undefined);
    socket.on('close', (code, reason) => {
      this.closed = { code, reason: String(reason) };
    });
  }

  static async open(
    origin: string,
    cookie: string,
    headers: Record<string, string> = { origin },
  ): Promise<AgentClient> {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/desk/api/stream`, {
      headers: { cookie, ...headers },
    });
    const client = new AgentClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('unexpected-response', (_, response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.once('end', () => reject(new RefusedStream(response.statusCode ?? 0, text)));
      });
      socket.once('error', reject);
    });
    return client;
  }

  say(frame: FromPage | object | string): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  watch(conversationId: string, after = 0, linesAfter = 0): void {
    this.say({ type: 'watch', conversationId, after, linesAfter });
  }

  of<Type extends ToPage['type']>(type: Type): readonly Frame<Type>[] {
    return this.frames.filter((frame): frame is Frame<Type> => frame.type === type);
  }

  last<Type extends ToPage['type']>(type: Type): Frame<Type> | undefined {
    return this.of(type).at(-1);
  }

  threadOf(conversationId: string) {
    const frames = this.of('thread').filter((frame) => frame.conversationId === conversationId);
    return {
      entries: frames.flatMap(({ entries }) => entries),
      lines: frames.flatMap(({ lines }) => lines),
      last: frames.at(-1),
    };
  }

  until(holds: () => boolean): Promise<void> {
    return until(holds);
  }

  close(): void {
    this.socket.terminate();
  }
}

export class RefusedStream extends Error {
  constructor(
    readonly status: number,
    readonly text: string,
  ) {
    super(`${status} ${text}`);
  }
}
