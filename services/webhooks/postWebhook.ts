import { webhookHeaders } from './webhookSignature.js';

export type WebhookCall = {
  readonly url: string;
  readonly secrets: string | readonly string[];
  /** The same for every try of the same thing. */
  readonly id: string;
  /** Of this try, ms since epoch. */
  readonly at: number;
  /** JSON. */
  readonly body: string;
  readonly signal: AbortSignal;
};

/** The status that was answered. Throws where nothing was. */
export async function postWebhook({ url, secrets, id, at, body, signal }: WebhookCall): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    // A redirect would carry what is told to wherever it points.
    redirect: 'manual',
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...webhookHeaders(secrets, id, at, body) },
    body,
    signal,
  });
  // What they answer is of no use, and may be endless.
  await response.body?.cancel().catch(() => undefined);
  return response.status;
}
