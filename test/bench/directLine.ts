import { Agent, request } from 'node:http';
import { WebSocket } from 'ws';
import { z } from 'zod';

const Minted = z.object({ token: z.string() });
const Started = z.object({ token: z.string(), streamUrl: z.string(), conversationId: z.string() });
export type Started = z.infer<typeof Started>;

const CONVERSATIONS = '/v3/directline/conversations';
/** Longer than any turn of either server takes when something is not broken. */
const REPLY_LIMIT_MS = 15_000;

/** One buyer's chat as a page has it: minted, posted by REST, answered on the WebSocket. As lean as Node allows. */
export class Chat {
  readonly #heard: string[] = [];
  #waiting: { readonly count: number; readonly resolve: () => void } | undefined;

  private constructor(
    private readonly agent: Agent,
    private readonly address: string,
    private readonly token: string,
    private readonly socket: WebSocket,
  ) {
    // Frames carry the buyer's own echo too; only what has a copy key is the bot's.
    socket.on('message', (frame) => this.#hear(String(frame)));
  }

  /** `post`: the process that gets what the buyer says, which need not be the one that has the stream. */
  static async open(
    at: { readonly stream: string; readonly post: string },
    agent: Agent,
    secret: string,
    buyerId: string,
  ): Promise<Chat> {
    const { token, streamUrl, conversationId } = await start(at.stream, agent, secret, buyerId);
    const socket = new WebSocket(streamUrl, { perMessageDeflate: false });
    const address = `${at.post}${CONVERSATIONS}/${conversationId}/activities`;
    const chat = new Chat(agent, address, token, socket);
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return chat;
  }

  /** Resolves when the bot has said `keys`, in this order and nothing else. Rejects otherwise. */
  async hears(keys: readonly string[]): Promise<void> {
    if (this.#heard.length < keys.length) await this.#wait(keys);
    const said = this.#heard.splice(0, keys.length);
    if (said.join() !== keys.join()) throw new Error(`bench: expected ${keys.join()}, the bot said ${said.join()}`);
    if (this.#heard.length > 0) throw new Error(`bench: after ${keys.join()} the bot also said ${this.#heard.join()}`);
  }

  async post(clientActivityID: string, text: string): Promise<void> {
    await call(this.agent, this.address, this.token, { type: 'message', text, channelData: { clientActivityID } });
  }

  close(): void {
    this.socket.close();
  }

  #hear(frame: string): void {
    if (frame === '') return;
    // Either server's frames are Direct Line's activity sets.
    const { activities } = JSON.parse(frame) as { activities: readonly { channelData?: { key?: string } }[] };
    for (const { channelData } of activities) if (channelData?.key !== undefined) this.#heard.push(channelData.key);
    if (this.#waiting && this.#heard.length >= this.#waiting.count) this.#waiting.resolve();
  }

  async #wait(keys: readonly string[]): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve, reject) => {
      const late = () => reject(new Error(`bench: ${keys.join()} not said in time, but: ${this.#heard.join()}`));
      timer = setTimeout(late, REPLY_LIMIT_MS);
      this.#waiting = { count: keys.length, resolve };
    });
    clearTimeout(timer);
    this.#waiting = undefined;
  }
}

export function openAgent(): Agent {
  return new Agent({ keepAlive: true, noDelay: true });
}

/** Mints by the shop's secret and begins the conversation. As directlinejs does: from here on the newer token. */
export async function start(origin: string, agent: Agent, secret: string, buyerId: string): Promise<Started> {
  const mint = await call(agent, `${origin}/v3/directline/tokens/generate`, secret, { user: { id: buyerId } });
  return Started.parse(await call(agent, `${origin}${CONVERSATIONS}`, Minted.parse(mint).token, {}));
}

/** The address of a new stream, from the last line read on. Rejects while the server is away. */
export async function comeBack(origin: string, agent: Agent, known: Started, watermark: number): Promise<Started> {
  const url = `${origin}${CONVERSATIONS}/${known.conversationId}?watermark=${watermark}`;
  return Started.parse(await call(agent, url, known.token));
}

/** Without a body it is a GET. Sent again, as browsers do, where the server closed an idle connection just then. */
async function call(agent: Agent, url: string, bearer: string, body?: object): Promise<unknown> {
  try {
    return await callOnce(agent, url, bearer, body);
  } catch (error) {
    if (error !== IDLE_CLOSED) throw error;
    return callOnce(agent, url, bearer, body);
  }
}

const IDLE_CLOSED = new Error('bench: a kept connection was closed as it was used again');

function callOnce(agent: Agent, url: string, bearer: string, body?: object): Promise<unknown> {
  const json = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    ...(json === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(json) }),
    Authorization: `Bearer ${bearer}`,
  };
  const method = json === undefined ? 'GET' : 'POST';
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => {
        const isTaken = answer.statusCode === 200 || answer.statusCode === 201;
        if (isTaken) resolve(JSON.parse(text));
        else reject(new Error(`bench: ${method} ${url}: ${answer.statusCode} ${text}`));
      });
      answer.on('error', reject);
    });
    sent.on('error', (error) => reject(sent.reusedSocket ? IDLE_CLOSED : error));
    sent.end(json);
  });
}
