import type { Reply } from '../kit/dialogTurn.js';

/** A message that tells what happened is the description: asking for it again would be asking twice. */
const ENOUGH_WORDS = 6;

/**
 * The buyer's own sentence without order numbers and links, if it says what went wrong in more than a few words.
 * It is shown on the review, where it can be changed.
 */
export function openingDescription(reply: Reply): string | undefined {
  if (!reply.understood.problem) return undefined;
  let text = reply.text;
  for (const piece of [...reply.understood.slots.links, ...reply.understood.slots.orderIds])
    text = text.split(piece).join(' ');
  const words = text.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  if (words.length < ENOUGH_WORDS) return undefined;
  return (
    text
      .replace(/\s+/g, ' ')
      .replace(/^(?:[\s,.;:#-]|order)+|[\s,;:-]+$/giu, '')
      .trim()
      .slice(0, 2_000) || undefined
  );
}
