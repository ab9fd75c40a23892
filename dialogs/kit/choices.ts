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
