/** An activity as Direct Line hands it out; only what tests read. */
export type SeenActivity = {
  readonly id: string;
  readonly text?: string;
  readonly from: { readonly role?: string };
  readonly channelData?: { readonly key?: string; readonly caseId?: string; readonly field?: string };
};

/** The plainest Direct Line client: REST, polling, no retries of its own. Every call throws when the server is away. */
export class DirectLineClient {
  token = '';
  conversationId = '';
  constructor(public origin: string) {}

  async start(): Promise<void> {
    const minted = await this.#call('POST', '/v3/directline/tokens/generate', {});
    this.token = minted.token;
    await this.begin();
  }

  /** With a token that it was given. */
  async begin(): Promise<void> {
    const started = await this.#call('POST', '/v3/directline/conversations', {});
    this.conversationId = started.conversationId;
  }

  async post(clientActivityID: string, text: string): Promise<string> {
    const activity = { type: 'message', text, from: { id: 'me' }, channelData: { clientActivityID } };
    const posted = await this.#call('POST', `/v3/directline/conversations/${this.conversationId}/activities`, activity);
    return posted.id;
  }

  /** The whole transcript. */
  async activities(): Promise<SeenActivity[]> {
    const all: SeenActivity[] = [];
    for (let watermark = '0'; ; ) {
      const path = `/v3/directline/conversations/${this.conversationId}/activities?watermark=${watermark}`;
      const page = await this.#call('GET', path);
      all.push(...page.activities);
      if (page.activities.length === 0 || page.watermark === watermark) return all;
      watermark = page.watermark;
    }
  }

  async #call(method: string, path: string, body?: object) {
    const response = await fetch(this.origin + path, {
      method,
      headers: { 'Content-Type': 'application/json', ...(this.token ? { Authorization: `Bearer ${this.token}` } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    // The answer's form is what this client is there to test.
    return (await response.json()) as {
      token: string;
      conversationId: string;
      id: string;
      activities: SeenActivity[];
      watermark: string;
    };
  }
}

export function keysOf(activities: readonly SeenActivity[]): string[] {
  return activities.flatMap(({ channelData }) => channelData?.key ?? []);
}
