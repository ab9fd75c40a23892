import { words as desk } from '../words.js';
import { Outside } from './outside.js';

const words = desk.context.evidence;

/**
 * An address from outside, whole, with the host that it leads to marked: "https://alibaba.com@evil.example" leads to
 * evil.example. Shown as the browser reads it, so foreign letters that look like others are seen as such.
 */
export function ShownUrl({ url }: { readonly url: string }) {
  const parts = partsOf(url);
  if (!parts)
    return (
      <>
        <Outside text={url} />
        <span class="about-soft">{words.notOpened}</span>
      </>
    );
  const { href, before, host, rest } = parts;
  return (
    <a class="about-url" href={href} target="_blank" rel="noopener noreferrer" title={words.newTab}>
      <bdi dir="ltr">
        {before}
        <strong>{host}</strong>
        {rest}
      </bdi>
    </a>
  );
}

/** undefined: no address that may be opened. */
function partsOf(url: string) {
  if (!URL.canParse(url)) return undefined;
  const { href, protocol } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  // As `href` is written by the browser, the authority ends at the first slash, and the host follows its last @.
  const authority = href.slice(`${protocol}//`.length).split('/', 1)[0] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const hostAt = `${protocol}//`.length + authority.length - host.length;
  return { href, before: href.slice(0, hostAt), host, rest: href.slice(hostAt + host.length) };
}
