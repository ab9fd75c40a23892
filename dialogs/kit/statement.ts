/**
 * The part of a message that is no question: what stands before or after the sentence with the question mark. A message
 * without one is all question (it was taken for one by its first word). Linear in the text's length.
 */
export function statementOf(text: string): string {
  if (!text.includes('?')) return '';
  return partsOf(text)
    .filter((part) => !part.includes('?'))
    .join(', ');
}

/** A message in its sentences and what stands between commas and "and"s; the last of `most` parts has all the rest. */
export function partsOf(text: string, most = Number.POSITIVE_INFINITY): readonly string[] {
  const parts = text
    .replace(/\s+/g, ' ')
    .split(/(?<=[.!?;]) |, | and /i)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length <= most ? parts : [...parts.slice(0, most - 1), parts.slice(most - 1).join(', ')];
}
