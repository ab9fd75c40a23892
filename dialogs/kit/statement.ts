/**
 * The part of a message that is no question: what stands before or after the sentence with the question mark. A message
 * without one is all question (it was taken for one by its first word). Linear in the text's length.
 */
export function statementOf(text: string): string {
  if (!text.includes('?')) return '';
  const parts = text.replace(/\s+/g, ' ').split(/(?<=[.!?;]) |, | and /i);
  return parts
    .filter((part) => !part.includes('?'))
    .join(', ')
    .trim();
}
