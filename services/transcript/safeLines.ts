/** All that some program shows as a line's end, so that everything said stays indented in each of them. */
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
/** Marks that turn the direction of writing around, for the rest of a line or until the next one. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** A text that is only shown needs none of the others: they move the cursor, ring, or are a terminal's orders. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g;

/** What was written as lines that do nothing but show. No line at the end is empty. Linear in the text's length. */
export function safeLines(text: string): string[] {
  const lines = text.split(LINE_END).map((line) => line.replace(DIRECTION, '').replace(CONTROL, ' ').trimEnd());
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  return lines;
}
