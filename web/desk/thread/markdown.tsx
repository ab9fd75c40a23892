import { Lexer, type Token } from 'marked';
import { Fragment, type VNode } from 'preact';
import { PlainText } from './plainText.js';

/** Longer than anything that the bot writes: shown as it stands. */
const LONGEST = 20_000;

/**
 * The bot's markdown. A parser makes tokens of it and these become elements here: no text is ever read as HTML, links lead to
 * the web or to a mail, and pictures are named and not loaded.
 */
export function Markdown({ text }: { readonly text: string }) {
  if (text.length > LONGEST) return <PlainText text={text} />;
  return <div class="markdown">{all(new Lexer({ gfm: true, breaks: true }).lex(text))}</div>;
}

function all(tokens: readonly Token[] | undefined): VNode[] {
  return (tokens ?? []).map((token, index) => <Fragment key={index}>{one(token)}</Fragment>);
}

function one(token: Token) {
  switch (token.type) {
    case 'space':
    case 'def':
      return null;
    case 'paragraph':
      return <p dir="auto">{all(token.tokens)}</p>;
    case 'heading':
      return (
        <p class="strong" dir="auto">
          {all(token.tokens)}
        </p>
      );
    case 'strong':
      return <strong>{all(token.tokens)}</strong>;
    case 'em':
      return <em>{all(token.tokens)}</em>;
    case 'del':
      return <s>{all(token.tokens)}</s>;
    case 'codespan':
      return <code>{token.text}</code>;
    case 'code':
      return <pre>{token.text}</pre>;
    case 'br':
      return <br />;
    case 'hr':
      return <hr />;
    case 'blockquote':
      return <blockquote>{all(token.tokens)}</blockquote>;
    case 'list':
      return list(token as ListToken);
    case 'link':
      return link(String(token['href']), all(token.tokens));
    case 'image':
      return <PlainText text={String(token['text'])} isInline />;
    case 'escape':
      return token.text;
    case 'text':
      return 'tokens' in token && token.tokens ? all(token.tokens) : token.text;
    default:
      // HTML, tables and whatever else there is: as it was written.
      return token.raw;
  }
}

type ListToken = Token & {
  readonly ordered: boolean;
  readonly start: number | '';
  readonly items: readonly { readonly tokens?: readonly Token[] }[];
};

function list({ ordered, start, items }: ListToken) {
  const lines = items.map((item, index) => <li key={index}>{all(item.tokens)}</li>);
  return ordered ? <ol start={start === '' ? 1 : start}>{lines}</ol> : <ul>{lines}</ul>;
}

function link(href: string, inside: VNode[]) {
  if (!isSafe(href)) return <>{inside}</>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {inside}
    </a>
  );
}

/** As the browser reads it, so that no sign in it is overlooked. */
function isSafe(href: string): boolean {
  return URL.canParse(href) && ['http:', 'https:', 'mailto:'].includes(new URL(href).protocol);
}
