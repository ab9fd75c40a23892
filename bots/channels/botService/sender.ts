import type { Activity } from 'botbuilder';
import { type BotFrameworkAuthentication, ClaimsIdentity } from 'botframework-connector';
import { DeliveryRefused } from '../channel.js';
import type { Address } from './addresses.js';

/** One try. Azure's own clients wait as long. */
const TIMEOUT_MS = 10_000;
/** Statuses below 500 that are no refusal: too slow, too many. */
const TRY_AGAIN = new Set([408, 429]);

/** Who signs what we send; undefined in the demo, where nothing is signed. */
export type Signer = { readonly appId: string; readonly authentication: BotFrameworkAuthentication };

/**
 * Posts activities to the Bot Connector API. By fetch and not by the SDK's client, which follows redirects to any host
 * with the bot's token, and tries again on its own while the effect worker does so, too.
 */
export class Sender {
  readonly #signer: Signer | undefined;
  readonly #timeoutMs: number;
  readonly #closing = new AbortController();
  #credentials: Promise<Credentials> | undefined;

  constructor(signer: Signer | undefined, timeoutMs: number = TIMEOUT_MS) {
    this.#signer = signer;
    this.#timeoutMs = timeoutMs;
  }

  /** Throws DeliveryRefused where they said no; anything else: they were not reached, or are not able to. */
  async send({ serviceUrl, conversation }: Address, activity: Partial<Activity>): Promise<void> {
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(this.#timeoutMs)]);
    const base = serviceUrl.replace(/\/+$/, '');
    const headers = new Headers({ 'Content-Type': 'application/json; charset=utf-8' });
    await within(signal, this.#sign(headers));
    const response = await fetch(`${base}/v3/conversations/${encodeURIComponent(conversation.id)}/activities`, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: JSON.stringify(activity),
      signal,
    });
    // What they answer is of no use; the connection is, for the next one.
    await response.arrayBuffer().catch(() => undefined);
    const { status } = response;
    if (status >= 200 && status < 300) return;
    if (status < 500 && !TRY_AGAIN.has(status)) throw new DeliveryRefused(`${new URL(base).host} answered ${status}`);
    throw new Error(`${new URL(base).host} answered ${status}`);
  }

  /** Cuts what is under way: it stays in the outbox. */
  close(): void {
    this.#closing.abort(new Error('closing'));
  }

  async #sign(headers: Headers): Promise<void> {
    if (this.#signer === undefined) return;
    this.#credentials ??= openCredentials(this.#signer);
    const credentials = await this.#credentials;
    // All that signing touches of an SDK request: it sets one header.
    await credentials.signRequest({ headers } as unknown as Parameters<Credentials['signRequest']>[0]);
  }
}

type Credentials = Awaited<ReturnType<typeof openCredentials>>;

/** They renew their token by themselves, and hold for every service URL. */
async function openCredentials({ appId, authentication }: Signer) {
  const claims = new ClaimsIdentity([{ type: 'aud', value: appId }]);
  // The URL is never called: all we want of this client is how it signs.
  const connector = await authentication.createConnectorFactory(claims).create('https://api.botframework.com');
  return connector.credentials;
}

async function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  signal.throwIfAborted();
  return Promise.race([
    work,
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true })),
  ]);
}
