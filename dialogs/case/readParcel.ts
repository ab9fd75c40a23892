import { Parcel } from '../../services/refunds/caseEvent.js';
import { plain } from '../kit/choices.js';

/** `isSure`: a number, or a carrier whose name is known; any other name may be some other words. */
export type ReadParcel = { readonly carrier?: string; readonly number?: string; readonly isSure: boolean };

/** A tracking number has at least so many digits. */
const LEAST_DIGITS = 4;
/** More words than this are a sentence and no carrier's name. */
const MOST_NAME_WORDS = 4;
const READS = 200;
/** A name, and not something that only looks like one. */
const NAME = /^(?=.*\p{L}{2})[\p{L}\p{N} &.'-]{2,80}$/u;

/**
 * The carrier and the tracking number in a message, as far as they are there. `carriers`: known names, lower case.
 * `fillers`: words beside them that are no name. `except`: numbers that are something else (the order's, the case's).
 */
export function readParcel(
  text: string,
  words: { readonly carriers: readonly string[]; readonly carrierFillers: readonly string[] },
  except: readonly string[],
): ReadParcel {
  const tokens = text
    .slice(0, READS)
    .split(/[\s,;:()#]+/)
    .map((token) => token.replace(/\.+$/, ''));
  const left = tokens.filter((token) => !except.includes(token));
  const number = left.find(isNumber) ?? printedApart(left.filter((token) => !words.carriers.includes(plain(token))));
  const rest = left.filter((token) => !number?.includes(token.toUpperCase()) || token.length < 2);
  const named = rest.join(' ');
  const carrier = carrierIn(named, words);
  const isSure = number !== undefined || words.carriers.some((name) => hasWords(named, name));
  return { isSure, ...(carrier === undefined ? {} : { carrier }), ...(number === undefined ? {} : { number }) };
}

function isNumber(token: string): boolean {
  return Parcel.shape.number.safeParse(token).success && digitsIn(token) >= LEAST_DIGITS;
}

/** "1Z 999 AA1 01 2345 6784", as labels print it. */
function printedApart(tokens: readonly string[]): string | undefined {
  const parts: string[] = [];
  for (const token of [...tokens, '']) {
    if (/^[A-Z0-9]{1,10}$/.test(token) && (parts.length > 0 || digitsIn(token) > 0 || token.length < 4))
      parts.push(token);
    else if (isNumber(parts.join(''))) break;
    else parts.length = 0;
  }
  const joined = parts.join('');
  return isNumber(joined) ? joined : undefined;
}

function carrierIn(
  text: string,
  { carriers, carrierFillers }: { readonly carriers: readonly string[]; readonly carrierFillers: readonly string[] },
): string | undefined {
  const known = carriers.find((name) => hasWords(text, name));
  const names = text.split(/\s+/).filter((word) => word !== '' && !carrierFillers.includes(plain(word)));
  if (known !== undefined) return names.find((word) => plain(word) === known) ?? asName(known);
  if (names.length === 0 || names.length > MOST_NAME_WORDS) return undefined;
  const name = names.join(' ');
  return NAME.test(name) ? name : undefined;
}

function hasWords(text: string, words: string): boolean {
  return ` ${plain(text)} `.includes(` ${words} `);
}

function asName(known: string): string {
  return known.replace(/\b\p{L}/gu, (letter) => letter.toUpperCase());
}

function digitsIn(text: string): number {
  return text.replace(/\D/g, '').length;
}
