import { type DirectLineClient, keysOf } from '../../support/directLineClient.js';
import { StreamClient } from '../../wire/support/streamClient.js';

/** The stream of the client's conversation at this process, from its beginning or a watermark on. */
export async function openStream(
  desk: { readonly origin: string },
  client: DirectLineClient,
  watermark = '0',
): Promise<StreamClient> {
  return new StreamClient(await streamUrl(desk, client, watermark)).open();
}

export async function streamUrl(
  { origin }: { readonly origin: string },
  { token, conversationId }: DirectLineClient,
  watermark = '0',
): Promise<string> {
  const response = await fetch(`${origin}/v3/directline/conversations/${conversationId}?watermark=${watermark}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  if (!response.ok) throw new Error(`reconnect: ${response.status}`);
  const body: { streamUrl: string } = JSON.parse(await response.text());
  return body.streamUrl;
}

/** The copy keys of what the bot has said on it. */
export function keysOn(stream: StreamClient): string[] {
  return keysOf(stream.frames.flatMap(({ activities }) => activities));
}
