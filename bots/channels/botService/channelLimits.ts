/** What a channel shows of an activity. `buttons`: suggested actions at once, 0: none. `textChars`: UTF-16 units a message. */
export type ChannelLimits = {
  readonly textChars: number;
  readonly buttons: number;
  /** Adaptive Cards with their buttons. */
  readonly cards: boolean;
  /** Hands our channelData on to the client as it is. Elsewhere it would be read as an order in the platform's own terms. */
  readonly data: boolean;
};

/** A chat page: nothing is hard but patience. */
const PAGE: ChannelLimits = { textChars: 10_000, buttons: 100, cards: true, data: true };
/** What is not known shows plain text at least: the shortest limit of a messenger that is published (TikTok's 950). */
const UNKNOWN: ChannelLimits = { textChars: 950, buttons: 0, cards: false, data: false };

/**
 * By the protocol's channel id. Lengths as the platforms publish them, read 2026-11; suggested actions as the SDK has them
 * (botbuilder-dialogs, choices/channel), Teams' six from its own pages. A channel that turns Adaptive Cards into pictures
 * (Slack, Telegram, Facebook) shows none of their buttons, so it counts as one without cards.
 */
const LIMITS: Readonly<Record<string, ChannelLimits>> = {
  webchat: PAGE,
  directline: PAGE,
  emulator: PAGE,
  msteams: { textChars: 10_000, buttons: 6, cards: true, data: false },
  slack: { ...UNKNOWN, textChars: 4_000 },
  telegram: { ...UNKNOWN, textChars: 4_096, buttons: 100 },
  whatsapp: { ...UNKNOWN, textChars: 4_096 },
  facebook: { ...UNKNOWN, textChars: 2_000, buttons: 10 },
  instagram: { ...UNKNOWN, textChars: 1_000 },
  line: { ...UNKNOWN, buttons: 13 },
  // Two segments of 160, the most that is surely put together again.
  sms: { ...UNKNOWN, textChars: 320 },
  email: { ...UNKNOWN, textChars: 10_000 },
};

export function limitsOf(channelId: string): ChannelLimits {
  return Object.hasOwn(LIMITS, channelId) ? (LIMITS[channelId] ?? UNKNOWN) : UNKNOWN;
}
