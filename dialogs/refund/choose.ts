import { type Choice, type ChoiceWords, choiceByPlace, choicesLeft, matchChoice } from '../kit/choices.js';
import type { RefundDraft } from './refundDraft.js';

/** picked: one was named, or is the only one left. fewer: some were turned down, and several are left. */
export type Choosing<T> = { readonly kind: 'picked'; readonly value: T } | { readonly kind: 'fewer' };

/** What is offered of the choices: not what was turned down, as long as something else is left. */
export function offeredOf<T extends string>(
  { unwanted = [] }: RefundDraft,
  choices: readonly Choice<T>[],
): readonly Choice<T>[] {
  const left = choices.filter(({ value }) => !unwanted.includes(value));
  return left.length > 0 ? left : choices;
}

/** Reads a choice by its title, its number or its place, or by the others being turned down; these are then noted. */
export function choose<T extends string>(
  draft: RefundDraft,
  text: string,
  choices: readonly Choice<T>[],
  words: ChoiceWords,
): Choosing<T> | undefined {
  const value = matchChoice(text, choices) ?? choiceByPlace(text, choices, words);
  if (value !== undefined) return { kind: 'picked', value };
  const left = choicesLeft(text, choices, words);
  const [only, another] = left ?? [];
  if (!left || !only) return undefined;
  if (!another) return { kind: 'picked', value: only.value };
  turnDown(draft, ...choices.filter((choice) => !left.includes(choice)).map((choice) => choice.value));
  return { kind: 'fewer' };
}

/** Is not offered again. */
export function turnDown(draft: RefundDraft, ...values: readonly string[]): void {
  draft.unwanted = [...new Set([...(draft.unwanted ?? []), ...values])].slice(-MOST);
}

const MOST = 20;
