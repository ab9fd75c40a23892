/**
 * The text in pieces of at most `limit` UTF-16 units, cut where it hurts least: between paragraphs, lines, sentences,
 * words; inside a word only where it alone is longer. No piece is empty unless the text is.
 */
export function splitText(text: string, limit: number): readonly string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const end = cutAt(rest, limit);
    pieces.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === '' && pieces.length > 0 ? pieces : [...pieces, rest];
}

const BOUNDARIES = ['\n\n', '\n', '. ', '? ', '! ', ' '];

/** The end of the first piece. A boundary in the first half would leave a stub: a lesser one further on is better. */
function cutAt(text: string, limit: number): number {
  // One more, because the blank behind the last word may fall away.
  const window = text.slice(0, limit + 1);
  let short = 0;
  for (const boundary of BOUNDARIES) {
    const at = window.lastIndexOf(boundary);
    if (at < 1) continue;
    const end = at + boundary.trimEnd().length;
    if (end >= limit / 2 && end <= limit) return end;
    if (end <= limit) short = Math.max(short, end);
  }
  return short > 0 ? short : wholeCharacters(text, limit);
}

/** Never between the halves of a surrogate pair. */
function wholeCharacters(text: string, end: number): number {
  const code = text.charCodeAt(end - 1);
  return code >= 0xd800 && code <= 0xdbff && end > 1 ? end - 1 : end;
}
