import { own, words } from '../words.js';

const NAMES: Readonly<Record<string, string>> = words.channel;

/** A channel that the words do not know goes by its own name. */
export function channelName(channel: string): string {
  return own(NAMES, channel) ?? channel;
}
