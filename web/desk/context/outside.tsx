/** Words from outside: as text, in a direction of their own, and without signs that turn what stands around them. */
export function Outside({ text }: { readonly text: string }) {
  return (
    <bdi class="about-outside" dir="auto">
      {plain(text)}
    </bdi>
  );
}

/** Words of several lines. */
export function OutsideLines({ text }: { readonly text: string }) {
  return (
    <p class="about-lines" dir="auto">
      {plain(text)}
    </p>
  );
}

/** For titles and labels, where there is no element to set the direction: a name that ends in ".exe" shall look so. */
export function plain(text: string): string {
  return text.replace(STEERING, '\uFFFD');
}

// Overrides, embeddings and isolates of direction, invisible joiners of tags, and control signs but tab and line breaks.
const STEERING = /[\u202A-\u202E\u2066-\u2069\u{E0000}-\u{E007F}]|(?![\t\n\r])\p{Cc}/gu;
