/** A question with all its words for being asked again. */
type Question = {
  readonly first: string;
  /** Without the explanations that were given the first time. */
  readonly short: string;
  /** The answer was not understood; otherwise something else came in between. */
  readonly again: boolean;
  readonly nth: number;
  /** Some of the choices were turned down. */
  readonly turnedDown?: boolean | undefined;
  /** What can be picked; said in words once it was not understood twice. */
  readonly choices?: readonly string[];
};

/** The question as it is put the nth time: never with the words that were just used. */
export function onceMore({ first, short, again, nth, turnedDown = false, choices = [] }: Question): string {
  if (!again && !turnedDown && nth === 0) return first;
  const leads = turnedDown ? NOT_THAT : again ? MISSED : BACK;
  const lead = leads[nth % leads.length] ?? '';
  if (!again || nth < 2 || choices.length === 0) return `${lead} ${short}`;
  return `${lead} ${short}\n\n${choices.map((choice, index) => `${index + 1}. ${choice}`).join('\n')}`;
}

/** `words`, then the others in turn. */
export function varied(nth: number, ...words: readonly [string, string, ...string[]]): string {
  return words[nth % words.length] ?? words[0];
}

const MISSED = [
  'I did not get that.',
  'I am sorry, I do not follow.',
  'Let us try it another way.',
  'Not clear to me yet.',
];
const BACK = ['Back to my question.', 'So, where we were.', 'My question is still open.', 'Let us go on.'];
const NOT_THAT = ['All right, not that.', 'Then without that.', 'Understood, not that.'];
