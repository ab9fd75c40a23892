import type { Words } from '../../services/content/words.js';
import { plain } from '../kit/choices.js';
import type { Reply } from '../kit/dialogTurn.js';
import { ownWords } from './ownWords.js';

/** A message that tells what happened is the description: asking for it again would be asking twice. */
const ENOUGH_WORDS = 6;

/**
 * The buyer's own sentence without greeting, order numbers and links, if it says what went wrong in more than a few words.
 * It is shown on the review, where it can be changed.
 */
export function openingDescription(reply: Reply, words: Words): string | undefined {
  const { problem, slots } = reply.understood;
  if (!problem) return undefined;
  let text = ownWords(reply.text, words);
  for (const piece of [...slots.links, ...slots.orderIds]) text = text.split(piece).join(' ');
  const said = text.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  if (said.length < ENOUGH_WORDS) return undefined;
  return tidy(text).slice(0, 2_000) || undefined;
}

/** Do the words tell anything? To the description alone nearly any words do; in one answer to several questions "12 of 40, yesterday" tells nothing of it. */
export function isStory(text: string, alone: boolean, emptyWords: readonly string[]): boolean {
  if (alone) return text.replace(/[^\p{L}]+/gu, '').length >= 3;
  return plain(text)
    .split(' ')
    .some((word) => /^\p{L}{4,}$/u.test(word) && !emptyWords.includes(word));
}

/** "In 3 days": it has not happened, so it tells nothing of what has. */
export function isAhead(text: string, aheadWords: readonly string[]): boolean {
  const [, unit] = /^in (?:\d{1,3}|an?|one|two|three|a few) (\p{L}+)$/u.exec(plain(text)) ?? [];
  return unit !== undefined && aheadWords.includes(unit);
}

/** Without what is left hanging at both ends once numbers and links are gone. */
function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/ ([,.;:!?])/g, '$1')
    .replace(
      /^(?:[\s,.;:!#-]|(?:hello|hi|hey|good (?:morning|evening|day)|dear (?:sir|friend|team)|please|order(?: number)?)\b)+/iu,
      '',
    )
    .replace(
      /[\s,.;:-]*\b(?:see |my )?(?:photos?|pictures?|pics|videos?|links?|evidence|proof)(?: here)?[\s,.;:-]*$/iu,
      '',
    )
    .replace(/(?:[\s,;:-]|\b(?:for|of|on|about|my|the|this|order|number|it is)\b)+$/iu, '')
    .trim();
}
