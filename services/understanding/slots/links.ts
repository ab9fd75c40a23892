/** How many links of one message are taken. Source: RefundRequest.evidenceLinks. */
const MAX_LINKS = 20;
/** Longer ones are not links that anybody can check. Source: RefundRequest.evidenceLinks. */
const MAX_LENGTH = 2_000;

/** Every http(s) link as it is written, without repeats, and the text without them (a line break in each one's place). */
export function readLinks(text: string): { links: string[]; rest: string } {
  const found = new Set<string>();
  let rest = '';
  let from = 0;
  const folded = text.toLowerCase();
  // A few characters change their length in lower case; offsets then would not fit.
  const lower = folded.length === text.length ? folded : text;
  for (let at = lower.indexOf('http'); at !== -1; at = lower.indexOf('http', at)) {
    const host = hostStart(lower, at);
    if (host === undefined) {
      at += 4;
      continue;
    }
    const end = linkEnd(text, host);
    if (end > host && end - at <= MAX_LENGTH && found.size < MAX_LINKS) found.add(text.slice(at, end));
    rest += `${text.slice(from, at)}\n`;
    from = end;
    at = Math.max(end, at + 4);
  }
  return { links: [...found], rest: rest + text.slice(from) };
}

function hostStart(lower: string, at: number): number | undefined {
  if (lower.startsWith('http://', at)) return at + 7;
  return lower.startsWith('https://', at) ? at + 8 : undefined;
}

/** "https://a.example/1,https://a.example/2": two links without a blank. */
function startsAnother(text: string, at: number): boolean {
  const char = text.charAt(at);
  return (char === ',' || char === ';') && text.startsWith('http', at + 1);
}

const STOPS = new Set([' ', '\n', '<', '>', '"', '|', '\\', '^', '{', '}']);
const TRAILING = new Set(['.', ',', ';', ':', '!', '?', "'", ']', '*', '_', '~']);

function linkEnd(text: string, from: number): number {
  let end = from;
  let open = 0;
  while (end < text.length && !STOPS.has(text.charAt(end)) && !startsAnother(text, end)) {
    if (text.charAt(end) === '(') open += 1;
    if (text.charAt(end) === ')') open -= 1;
    end += 1;
  }
  // A closing bracket belongs to the link only if the link opened it: "(see https://a.example/x)".
  while (end > from && (TRAILING.has(text.charAt(end - 1)) || (open < 0 && text.charAt(end - 1) === ')'))) {
    if (text.charAt(end - 1) === ')') open += 1;
    end -= 1;
  }
  return end;
}
