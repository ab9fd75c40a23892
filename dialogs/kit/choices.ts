export type Choice<T> = { readonly value: T; readonly title: string };

/** The choice that a text names: by its title or by its number, 1 first. Nothing fuzzy: that is understanding's work. */
export function matchChoice<T>(text: string, choices: readonly Choice<T>[]): T | undefined {
  const said = plain(text);
  if (said === '') return undefined;
  const byTitle = choices.find((choice) => plain(choice.title) === said);
  if (byTitle) return byTitle.value;
  // The text itself, because "-1" is no choice.
  return /^[\d\s.)#]{1,6}$/.test(text) && /^\d{1,2}$/.test(said) ? choices[Number(said) - 1]?.value : undefined;
}

/** Is it this command, by its title or one of its other words? */
export function isCommand(text: string, title: string, others: readonly string[] = []): boolean {
  const said = plain(text);
  return said !== '' && (plain(title) === said || others.includes(said));
}

/** Lower case, letters and digits only, single spaces; linear in the text's length. */
export function plain(text: string): string {
  return text
    .slice(0, 200)
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** How choices are named by their place, and how a message begins that turns some down; all lower case. */
export type ChoiceWords = {
  readonly notWords: readonly string[];
  readonly declineWords: readonly string[];
  readonly ordinals: readonly (readonly string[])[];
  readonly lastWords: readonly string[];
};

/** "The second one", "the last". */
export function choiceByPlace<T>(text: string, choices: readonly Choice<T>[], words: ChoiceWords): T | undefined {
  const name = bare(plain(text));
  return choices.find((_, at) => isPlace(name, at, choices.length, words))?.value;
}

/**
 * "Not the first one", "neither a refund nor the last": the choices that are left. Undefined: the text turns nothing down,
 * or says more than that, or leaves nothing.
 */
export function choicesLeft<T>(
  text: string,
  choices: readonly Choice<T>[],
  words: ChoiceWords,
): readonly Choice<T>[] | undefined {
  const named = declined(text, words)?.split(/ (?:or|nor|and) /);
  if (!named) return undefined;
  const names = named.map((name) => bare(name.replace(/^not /, '')));
  const left = choices.filter(
    ({ title }, at) => !names.some((name) => name === bare(plain(title)) || isPlace(name, at, choices.length, words)),
  );
  return left.length < choices.length && left.length > 0 ? left : undefined;
}

/** What is turned down: the message without its "not" or "I don't want". Undefined: it does not begin like that. */
export function declined(text: string, { notWords, declineWords }: ChoiceWords): string | undefined {
  const said = plain(text);
  // "No, not" before "no".
  const [not] = [...notWords, ...declineWords]
    .filter((word) => said.startsWith(`${word} `))
    .sort((one, other) => other.length - one.length);
  if (not === undefined) return undefined;
  const name = said.slice(not.length).trim();
  // "No replacement" turns it down, "no, a replacement" wants it.
  const wants = declineWords.includes(not) && (/^\s*\p{L}+\s*[,.;:!]/u.test(text) || bare(name) !== name);
  return wants ? undefined : name;
}

function isPlace(name: string, at: number, count: number, { ordinals, lastWords }: ChoiceWords): boolean {
  return ordinals[at]?.includes(name) === true || (at === count - 1 && lastWords.includes(name));
}

function bare(name: string): string {
  return name.replace(/^(?:the|a|an) /, '');
}

/** Whether a short text has one of these phrases in it, as whole words; they are lower case. */
export function isAmong(text: string, phrases: readonly string[]): boolean {
  const said = ` ${plain(text)} `;
  return said.length <= 80 && phrases.some((phrase) => said.includes(` ${phrase} `));
}
