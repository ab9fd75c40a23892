import type { RealDesk } from './realDesk.js';

/** An activity as it is handed out; only what is read here. */
export type Seen = {
  readonly id: string;
  readonly type: string;
  readonly text?: string;
  readonly value?: unknown;
  readonly from: { readonly id: string; readonly role?: string; readonly name?: string };
  readonly conversation: { readonly id: string };
  readonly channelId: string;
  readonly timestamp: string;
  readonly channelData?: { readonly key?: string; readonly caseId?: string };
};

/** A conversation by plain requests, of a buyer who does nothing wrong. */
export class ChatOver {
  readonly #desk: RealDesk;
  token = '';
  id = '';
  streamUrl = '';

  constructor(desk: RealDesk) {
    this.#desk = desk;
  }

  /** `secret`: the shop's, where it is one that mints. */
  async start(secret?: string, userId?: string): Promise<this> {
    const minted = await this.#desk.send('POST', '/v3/directline/tokens/generate', {
      token: secret,
      body: userId === undefined ? {} : { user: { id: userId } },
    });
    const { token, conversationId } = read<{ token: string; conversationId: string }>(minted.text);
    Object.assign(this, { token, id: conversationId });
    const started = await this.#desk.send('POST', '/v3/directline/conversations', { token, body: {} });
    this.streamUrl = read<{ streamUrl: string }>(started.text).streamUrl;
    await this.said(1);
    return this;
  }

  post(body: unknown, path = 'activities') {
    return this.#desk.send('POST', this.path(path), { token: this.token, body });
  }

  path(rest: string): string {
    return `/v3/directline/conversations/${this.id}/${rest}`;
  }

  async log(): Promise<readonly Seen[]> {
    const all: Seen[] = [];
    for (let watermark = '0'; ; ) {
      const { text } = await this.#desk.send('GET', this.path(`activities?watermark=${watermark}`), {
        token: this.token,
      });
      const page = read<{ activities: readonly Seen[]; watermark: string }>(text);
      all.push(...page.activities);
      if (page.activities.length === 0 || page.watermark === watermark) return all;
      watermark = page.watermark;
    }
  }

  /** The keys of what the bot has said, as soon as that is so much. */
  async said(count: number, withinMs = 5_000): Promise<readonly string[]> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const keys = (await this.log()).flatMap(({ channelData }) => channelData?.key ?? []);
      if (keys.length >= count) return keys;
      if (performance.now() > deadline) throw new Error(`the bot has said ${keys.join(', ')} and no more`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

function read<T>(text: string): T {
  // The answers' form is what the tests around this look at.
  return JSON.parse(text) as T;
}
