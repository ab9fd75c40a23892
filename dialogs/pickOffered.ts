import type { ConversationState } from './conversationState.js';
import { type Choice, type ChoiceWords, choiceByPlace, choicesLeft } from './kit/choices.js';

/**
 * "2" under three buttons is the second one, as is "the second one"; "not the first one" under two is the other. Any other
 * text is itself. `somethingElse`: the button that is no choice of its own.
 */
export function pickOffered(
  { offered }: ConversationState,
  text: string,
  words: ChoiceWords,
  somethingElse: string,
): string {
  const number = /^(?:no\.? ?|number |#)?(\d{1,2})[.)]?$/i.exec(text)?.[1];
  if (number) return offered[Number(number) - 1] ?? text;
  const choices = choicesOf(offered, somethingElse);
  const [only, another] = choicesLeft(text, choices, words) ?? [];
  return choiceByPlace(text, choices, words) ?? (only && !another ? only.value : text);
}

/** What is left of an offer when some of it is turned down; empty: nothing was, or nothing of it is left. */
export function leftOfOffer(
  { offered }: ConversationState,
  text: string,
  words: ChoiceWords,
  somethingElse: string,
): readonly string[] {
  return (choicesLeft(text, choicesOf(offered, somethingElse), words) ?? []).map(({ value }) => value);
}

function choicesOf(offered: readonly string[], somethingElse: string): readonly Choice<string>[] {
  return offered.filter((title) => title !== somethingElse).map((title) => ({ value: title, title }));
}
