/** What somebody wrote, as they wrote it; an address of the web in it can be followed, and shows whole where it leads. */
export function PlainText({ text, isInline = false }: { readonly text: string; readonly isInline?: boolean }) {
  const parts = withLinks(text);
  return isInline ? (
    <bdi>{parts}</bdi>
  ) : (
    <p class="plain" dir="auto">
      {parts}
    </p>
  );
}

/** Up to the first sign that no address has; what ends the sentence is not part of it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what ends an address
const ADDRESS = /https?:\/\/[^\s<>"'`\\^{|}\u0000-\u0020\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gi;
const SENTENCE_END = /[.,;:!?)\]]+$/;

function withLinks(text: string) {
  const parts: (string | preact.VNode)[] = [];
  let end = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const url = found[0].replace(SENTENCE_END, '');
    if (!URL.canParse(url)) continue;
    parts.push(
      text.slice(end, found.index),
      <a href={url} key={found.index} target="_blank" rel="noopener noreferrer">
        {url}
      </a>,
    );
    end = found.index + url.length;
  }
  return [...parts, text.slice(end)];
}
