/** Text that is markup already: made by `html` only. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | Html | undefined | false | readonly Html[];

/** Markup with values in it, which can be nothing but text: their signs are escaped. `undefined` and `false` are left out. */
export function html(markup: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const written = parts.map((part) => {
    if (part === undefined || part === false) return '';
    if (typeof part === 'string') return escaped(part);
    return part instanceof Html ? part.text : part.map(({ text }) => text).join('');
  });
  return new Html(markup.map((text, at) => text + (written[at] ?? '')).join(''));
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
