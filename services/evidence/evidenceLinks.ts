import { isIP } from 'node:net';

/** As many as a case takes (refund-rules: up to ten items is the safe default of other channels; the case holds 20). */
const MAX_LINKS = 20;
const MAX_LENGTH = 2_000;

/**
 * The links that may be filed, normalised, without repeats: https or http, a public host name, no password in them.
 * They are checked as text and never fetched. What is left out is simply not evidence.
 */
export function acceptLinks(written: readonly string[]): readonly string[] {
  const links = new Set<string>();
  for (const text of written) {
    const link = publicLink(text);
    if (link && links.size < MAX_LINKS) links.add(link);
  }
  return [...links];
}

function publicLink(text: string): string | undefined {
  if (text.length > MAX_LENGTH || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  return isPublicHost(url.hostname) ? url.href : undefined;
}

/** A name with a dot that is not of a private zone. Addresses in figures are never where a buyer keeps photos. */
function isPublicHost(hostname: string): boolean {
  const host = hostname.replace(/\.$/, '').toLowerCase();
  if (isIP(host) !== 0 || host.startsWith('[')) return false;
  const labels = host.split('.');
  if (labels.length < 2 || labels.some((label) => label === '')) return false;
  return !PRIVATE_ZONES.has(labels.at(-1) ?? '');
}

/**
 * Last labels of names that no seller and no agent can open. Sources: RFC 6761 (special names), RFC 6762 appendix G
 * (zones in private use), RFC 8375 (home.arpa; the other names of .arpa are no sites either), RFC 7686 (onion).
 */
const PRIVATE_ZONES = new Set(
  'localhost local internal intranet private corp home lan localdomain test invalid arpa onion'.split(' '),
);
