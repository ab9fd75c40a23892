/** A case as GET /api/cases tells it: of it, what the panel shows. Times are ms since epoch. */
export type CaseView = {
  readonly case: {
    readonly caseId: string;
    readonly buyerId: string;
    readonly state: string;
    readonly hold: string;
    readonly openedAt: number;
    readonly request: { readonly orderId: string; readonly amount?: Money };
    readonly proposal?: { readonly by: string; readonly amount?: Money };
    readonly settlement?: { readonly remedy: string; readonly amount?: Money };
    readonly deadlines: readonly { readonly kind: string; readonly at: number }[];
  };
  readonly possibleEvents: readonly { readonly kind: string; readonly actor: string }[];
};
/** Whole minor units. */
export type Money = { readonly minor: number; readonly currency: string };
/** `now` absent: the clock cannot be moved. */
export type DemoTime = { readonly now?: number; readonly aheadMs?: number };

/** What is wrong, in words to show. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** The API of the shop and the platform, with the demo's key. */
export class PlatformApi {
  private constructor(
    private key: string,
    /** As it was when the page asked. */
    readonly time: DemoTime,
  ) {}

  /** undefined: this server is no demo. */
  static async open(): Promise<PlatformApi | undefined> {
    const answer = await fetch('/demo/panel');
    if (!answer.ok) return undefined;
    const { apiKey, ...time } = (await answer.json()) as DemoTime & { apiKey?: string }; // our own server's
    return apiKey === undefined ? undefined : new PlatformApi(apiKey, time);
  }

  /** Newest first. */
  async cases(): Promise<readonly CaseView[]> {
    const { cases } = await this.#call<{ cases: CaseView[] }>('GET', '/api/cases?limit=100');
    return cases.sort((one, other) => other.case.openedAt - one.case.openedAt);
  }

  /** What was paid for the order. */
  async paid(orderId: string): Promise<Money> {
    const { order } = await this.#call<{ order: { paid: Money } }>('GET', `/api/orders/${orderId}`);
    return order.paid;
  }

  async happens(caseId: string, event: object): Promise<void> {
    await this.#call('POST', `/api/cases/${caseId}/events`, { id: `panel-${crypto.randomUUID()}`, event });
  }

  async moveClock(byMs: number): Promise<DemoTime> {
    return this.#call('POST', '/demo/clock', { byMs });
  }

  /** Throws Refused, with the server's own words where it has any. */
  async #call<T>(method: string, path: string, body?: object, isAgain = false): Promise<T> {
    const answer = await fetch(path, {
      method,
      headers: { authorization: `Bearer ${this.key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch(() => undefined);
    if (!answer) throw new Refused('The server cannot be reached. Try again in a moment.');
    // The page's key is made at each start of the server: after a restart there is another.
    if (answer.status === 401 && !isAgain) {
      const anew = await PlatformApi.open().catch(() => undefined);
      if (anew) this.key = anew.key;
      return this.#call(method, path, body, true);
    }
    const text = await answer.text();
    if (answer.ok) return JSON.parse(text) as T; // our own server's
    throw new Refused(messageIn(text) ?? `The server says ${answer.status}.`);
  }
}

function messageIn(text: string): string | undefined {
  try {
    const { error } = JSON.parse(text) as { error?: { message?: string } };
    return error?.message;
  } catch {
    return undefined;
  }
}
