import { Agent, request } from 'node:http';
import { WebSocket } from 'ws';
import { z } from 'zod';

const Granted = z.object({ token: z.string(), conversationId: z.string(), streamUrl: z.string().optional() });
const Posted = z.object({ id: z.string() });
const Seen = z.looseObject({
  id: z.string(),
  type: z.string(),
  from: z.looseObject({ role: z.string().optional() }),
  text: z.string().optional(),
  channelData: z
    .looseObject({
      key: z.string().optional(),
      topic: z.string().optional(),
      clientActivityID: z.string().optional(),
    })
    .optional(),
});
/** An activity as Direct Line hands it out. */
export type Seen = z.infer<typeof Seen>;
const ActivitySet = z.object({ activities: z.array(Seen), watermark: z.string().optional() });

/** No process is waited for longer: one that is frozen never answers. */
const ANSWER_WITHIN_MS = 1_500;
const AGAIN_MS = 60;

/** The desk as a client of Direct Line meets it: several addresses, any of which may be gone, refuse, or hang. */
export class DeskClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256 });
  /** Calls that did not get an answer that counts, and were made again. */
  retries = 0;

  constructor(
    readonly origins: readonly string[],
    private readonly secret: string,
  ) {}

  async open(buyerId: string, giveUpAt: number): Promise<{ conversationId: string; token: string }> {
    const minted = await this.call('POST', '/v3/directline/tokens/generate', this.secret, giveUpAt, {
      user: { id: buyerId },
    });
    const { token } = Granted.parse(minted);
    const started = Granted.parse(await this.call('POST', '/v3/directline/conversations', token, giveUpAt, {}));
    return { conversationId: started.conversationId, token: started.token };
  }

  /** Until it is taken, under the same id, wherever that may be. Answers with the id that it was acknowledged by. */
  async post(chat: Chat, clientActivityID: string, text: string, giveUpAt: number): Promise<string> {
    const activity = { type: 'message', text, channelData: { clientActivityID } };
    return Posted.parse(await this.call('POST', `${pathOf(chat)}/activities`, chat.token, giveUpAt, activity)).id;
  }

  /** Once, to one of them, and whatever becomes of it: a network that delivers again. */
  async repeat(chat: Chat, clientActivityID: string, text: string): Promise<void> {
    const activity = { type: 'message', text, channelData: { clientActivityID } };
    await this.#once(this.#any(), 'POST', `${pathOf(chat)}/activities`, chat.token, activity).catch(() => undefined);
  }

  async streamUrl(chat: Chat, watermark: number, giveUpAt: number): Promise<string> {
    const path = `${pathOf(chat)}?watermark=${watermark}`;
    return Granted.parse(await this.call('GET', path, chat.token, giveUpAt)).streamUrl ?? '';
  }

  async transcript(chat: Chat, giveUpAt: number): Promise<readonly Seen[]> {
    const all: Seen[] = [];
    for (let watermark = '0'; ; ) {
      const path = `${pathOf(chat)}/activities?watermark=${watermark}`;
      const page = ActivitySet.parse(await this.call('GET', path, chat.token, giveUpAt));
      all.push(...page.activities);
      if (page.activities.length === 0 || page.watermark === undefined) return all;
      watermark = page.watermark;
    }
  }

  /** Rejects with GaveUp when its time is over, or at once where the answer will not change. */
  async call(method: string, path: string, bearer: string, giveUpAt: number, body?: object): Promise<unknown> {
    let origin = this.#any();
    for (;;) {
      try {
        return await this.#once(origin, method, path, bearer, body);
      } catch (error) {
        if (error instanceof Refused || Date.now() > giveUpAt) throw new GaveUp(`${method} ${path}`, { cause: error });
        this.retries += 1;
        origin = this.#any(origin);
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS * (0.5 + Math.random())));
      }
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  #any(but?: string): string {
    const others = this.origins.filter((origin) => origin !== but);
    return others[Math.floor(Math.random() * others.length)] ?? this.origins[0] ?? '';
  }

  #once(origin: string, method: string, path: string, bearer: string, body?: object): Promise<unknown> {
    const json = body === undefined ? '' : JSON.stringify(body);
    const headers = {
      Authorization: `Bearer ${bearer}`,
      ...(body === undefined
        ? {}
        : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(json)) }),
    };
    return new Promise((resolve, reject) => {
      const asked = request(`${origin}${path}`, { method, agent: this.#agent, headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text += chunk;
        });
        answer.on('error', reject);
        answer.on('end', () => {
          clearTimeout(late);
          const status = answer.statusCode ?? 0;
          if (status === 200 || status === 201) resolve(JSON.parse(text));
          else if (status === 503 || status === 429) reject(new Error(`${status} ${text}`));
          else reject(new Refused(`${method} ${path}: ${status} ${text}`));
        });
      });
      const late = setTimeout(() => asked.destroy(new Error('no answer in time')), ANSWER_WITHIN_MS);
      asked.on('error', (error) => {
        clearTimeout(late);
        reject(error);
      });
      asked.end(json);
    });
  }
}

export type Chat = { readonly conversationId: string; readonly token: string };

/** An answer that is neither yes nor "later": the desk should never give one to what these clients ask. */
class Refused extends Error {
  override readonly name = 'Refused';
}

export class GaveUp extends Error {
  override readonly name = 'GaveUp';
}

function pathOf({ conversationId }: Chat): string {
  return `/v3/directline/conversations/${conversationId}`;
}

/** A stream that comes back by itself, at any of the addresses, with what it has seen as its watermark. */
export class Listening {
  readonly seen: Seen[] = [];
  /** Frames that do not follow on the one before: something was left out, or came twice. */
  gaps = 0;
  /** The codes that its streams were closed with. */
  readonly closes: number[] = [];
  #watermark = 0;
  #socket: WebSocket | undefined;
  #isOver = false;
  #onNews: (() => void) | undefined;

  constructor(
    private readonly client: DeskClient,
    private readonly chat: Chat,
  ) {
    void this.#keepOpen();
  }

  /** Resolves at the next news, or after `withinMs`. */
  async news(withinMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      this.#onNews = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#onNews = undefined;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  end(): void {
    this.#isOver = true;
    this.#socket?.terminate();
  }

  async #keepOpen(): Promise<void> {
    while (!this.#isOver) {
      try {
        const url = await this.client.streamUrl(this.chat, this.#watermark, Date.now() + 30_000);
        if (this.#isOver) return;
        this.closes.push(await this.#listen(url));
      } catch (error) {
        if (error instanceof GaveUp) return;
      }
      await new Promise((resolve) => setTimeout(resolve, 100 * Math.random()));
    }
  }

  #listen(url: string): Promise<number> {
    const socket = new WebSocket(url, { perMessageDeflate: false, handshakeTimeout: ANSWER_WITHIN_MS });
    this.#socket = socket;
    // A process that is frozen says nothing any more, and its sockets stay open: the desk sends a beat every 20 s, which
    // is too long to wait for here, so that a client that has heard nothing looks elsewhere.
    let heardAt = Date.now();
    const silent = setInterval(() => {
      if (Date.now() - heardAt > SILENT_FOR_MS) socket.terminate();
    }, 250);
    socket.on('message', (frame) => {
      heardAt = Date.now();
      this.#hear(String(frame));
    });
    socket.on('error', () => undefined);
    return new Promise((resolve) => {
      socket.once('close', (code) => {
        clearInterval(silent);
        resolve(code);
      });
    });
  }

  #hear(frame: string): void {
    if (frame === '') return;
    const { activities, watermark } = ActivitySet.parse(JSON.parse(frame));
    const last = Number(watermark);
    if (last - activities.length !== this.#watermark) this.gaps += 1;
    this.#watermark = last;
    this.seen.push(...activities);
    this.#onNews?.();
  }
}

const SILENT_FOR_MS = 2_000;
