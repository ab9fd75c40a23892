/**
 * A message with a card says the same in words, for channels without cards (`channelData.textRepeatsCard`).
 * This page shows cards, so it leaves the words out.
 */
export function withoutRepeats(activity: unknown): unknown {
  if (!isRecord(activity) || !isRecord(activity.channelData)) return activity;
  if (activity.channelData.textRepeatsCard !== true) return activity;
  const { text: _repeated, ...rest } = activity;
  return rest;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
