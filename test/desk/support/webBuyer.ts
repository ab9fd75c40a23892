import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { until } from '../../support/until.js';

export type Heard = {
  readonly type: string;
  readonly id: string;
  readonly text?: string;
  readonly from: { readonly name?: string; readonly role?: string };
  readonly attachments?: readonly {
    readonly contentType: string;
    readonly contentUrl: string;
    readonly name: string;
  }[];
  readonly channelData?: { readonly key?: string; readonly isTyping?: boolean };
};

/** A buyer in Web Chat, as the wire sees it. */
export class WebBuyer {
  readonly heard: Heard[] = [];
  /** Every frame as it came. */
  readonly raw: string[] = [];

  private constructor(
    readonly origin: string,
    readonly conversationId: string,
    readonly token: string,
    readonly socket: WebSocket,
  ) {
    socket.on('message', (data) => {
      const frame = String(data);
      if (frame === '') return;
      this.raw.push(frame);
      this.heard.push(...JSON.parse(frame).activities);
    });
    socket.on('error', () => undefined);
  }

  static async open(origin: string, secret: string, id: string, name?: string): Promise<WebBuyer> {
    const user = { id, ...(name === undefined ? {} : { name }) };
    const minted = await call(origin, secret, 'POST', '/v3/directline/tokens/generate', { user });
    const started = await call(origin, minted.token, 'POST', '/v3/directline/conversations', {});
    const socket = new WebSocket(started.streamUrl);
    const buyer = new WebBuyer(origin, started.conversationId, started.token, socket);
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return buyer;
  }

  post(activity: object): Promise<Body> {
    return call(
      this.origin,
      this.token,
      'POST',
      `/v3/directline/conversations/${this.conversationId}/activities`,
      activity,
    );
  }

  async says(text: string): Promise<void> {
    await this.post({ type: 'message', text, channelData: { clientActivityID: randomUUID() } });
  }

  types(): Promise<Body> {
    return this.post({ type: 'typing' });
  }

  get keys(): readonly string[] {
    return this.heard.flatMap(({ channelData }) => channelData?.key ?? []);
  }

  hears(key: string): Promise<void> {
    return until(() => this.keys.includes(key));
  }

  close(): void {
    this.socket.terminate();
  }
}

type Body = {
  readonly token: string;
  readonly conversationId: string;
  readonly streamUrl: string;
  readonly id: string;
};

async function call(origin: string, bearer: string, method: string, path: string, body: object): Promise<Body> {
  const response = await fetch(origin + path, {
    method,
    headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  // The answer's form is Direct Line's, tested elsewhere.
  return (await response.json()) as Body;
}
