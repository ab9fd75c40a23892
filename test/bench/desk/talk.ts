import { randomUUID } from 'node:crypto';
import { type Agent, request } from 'node:http';
import { WebSocket } from 'ws';
import { start } from '../directLine.js';
import { HeardOnce } from './heardOnce.js';

type Activity = { readonly text?: string; readonly channelData?: { readonly key?: string } };

/** A buyer's open chat and the agent's open page on it, each with its WebSocket, as the two pages have them. */
export class Talk {
  readonly byBuyer = new HeardOnce();
  readonly byAgent: HeardOnce;

  private constructor(
    readonly conversationId: string,
    private readonly origin: string,
    private readonly agent: Agent,
    private readonly token: string,
    private readonly desk: AgentSide,
  ) {
    this.byAgent = desk.heard;
  }

  /** Asks for a person, and is claimed. */
  static async open(origin: string, agent: Agent, secret: string, buyerId: string, desk: AgentSide): Promise<Talk> {
    const { token, streamUrl, conversationId } = await start(origin, agent, secret, buyerId);
    const socket = new WebSocket(streamUrl, { perMessageDeflate: false });
    const talk = new Talk(conversationId, origin, agent, token, desk);
    socket.on('message', (frame) => {
      if (String(frame) === '') return;
      // The desk's frames are Direct Line's activity sets.
      const { activities } = JSON.parse(String(frame)) as { readonly activities: readonly Activity[] };
      for (const { text, channelData } of activities) {
        talk.byBuyer.heard(text);
        talk.byBuyer.heard(channelData?.key);
      }
    });
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    const queued = talk.byBuyer.hear('handoff.queued');
    await talk.buyerSays('human');
    await queued;
    desk.watch(conversationId);
    const joined = talk.byBuyer.hear('handoff.joined');
    await talk.command({ command: 'claim', epoch: 1 });
    await joined;
    return talk;
  }

  async buyerSays(text: string): Promise<void> {
    const body = { type: 'message', text, channelData: { clientActivityID: randomUUID() } };
    const path = `/v3/directline/conversations/${this.conversationId}/activities`;
    await post(this.agent, `${this.origin}${path}`, { Authorization: `Bearer ${this.token}` }, body);
  }

  async agentSays(text: string): Promise<void> {
    await this.command({ command: 'message', epoch: 2, text });
  }

  async command(body: object): Promise<void> {
    const path = `/desk/api/conversations/${encodeURIComponent(this.conversationId)}/commands`;
    const headers = { cookie: this.desk.cookie, 'x-refund-desk': '1' };
    await post(this.agent, `${this.origin}${path}`, headers, { id: randomUUID(), ...body });
  }
}

/** An agent's page: its stream, with the list of what is theirs and every conversation of theirs watched. */
export class AgentSide {
  readonly heard = new HeardOnce();
  readonly #socket: WebSocket;

  private constructor(
    readonly cookie: string,
    socket: WebSocket,
  ) {
    this.#socket = socket;
    socket.on('message', (frame) => {
      const { entries } = JSON.parse(String(frame)) as {
        readonly entries?: readonly { readonly activity: Activity }[];
      };
      for (const { activity } of entries ?? []) this.heard.heard(activity.text);
    });
  }

  static async open(origin: string, cookie: string): Promise<AgentSide> {
    const url = `${origin.replace('http', 'ws')}/desk/api/stream`;
    const socket = new WebSocket(url, { perMessageDeflate: false, headers: { cookie, origin } });
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    const side = new AgentSide(cookie, socket);
    socket.send(JSON.stringify({ type: 'list', filter: 'mine' }));
    return side;
  }

  watch(conversationId: string): void {
    this.#socket.send(JSON.stringify({ type: 'watch', conversationId, after: 0, linesAfter: 0 }));
  }

  close(): void {
    this.#socket.terminate();
  }
}

function post(agent: Agent, url: string, headers: Record<string, string>, body: object): Promise<void> {
  const json = JSON.stringify(body);
  const all = { ...headers, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(json) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers: all }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`bench: POST ${url}: ${answer.statusCode} ${text}`));
      });
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(json);
  });
}
