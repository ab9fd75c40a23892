import type { Token } from '../tokens.js';
import type { Slots } from '../understanding.js';
import { isPartOfDate } from './days.js';
import { isNegative, wholeNumber } from './numbers.js';
import { OF, readShare, skip } from './shares.js';

type Affected = NonNullable<Slots['affected']>;

/**
 * How much of the order is affected: "all 500 cups", "12 of 40 boxes", "half of 500", "three cartons", "20%".
 * `bare`: the open question asks for it, so a number alone is the count and "3/10" is 3 of 10.
 */
export function readAffected(tokens: readonly Token[], bare: boolean): Affected | undefined {
  const seen: Affected[] = [];
  let ordered: number | undefined;
  let came: number | undefined;
  for (let at = 0; at < tokens.length; at += 1) {
    const nothing = nothingUntil(tokens, at, bare);
    if (nothing !== undefined) {
      at = nothing - 1;
      continue;
    }
    const whole = readAll(tokens, at) ?? readShare(tokens, at) ?? readPart(tokens, at, bare);
    if (whole !== undefined) {
      seen.push(whole.value);
      at = whole.next - 1;
      continue;
    }
    const counted = readCounted(tokens, at, bare);
    if (counted === undefined) continue;
    if (counted.of === 'ordered') ordered = counted.count;
    else if (counted.of === 'came') came = counted.count;
    else seen.push({ count: counted.count });
    at = counted.next - 1;
  }
  if (seen.length === 0 && came !== undefined && ordered !== undefined && came < ordered) {
    return { count: ordered - came, total: ordered };
  }
  return merge(seen, ordered);
}

type Read = { readonly value: Affected; readonly next: number };

const ALL = new Set(['all', 'every', 'everything', 'whole', 'entire']);
const ALL_OF = new Set('of the my our them it these those this that units items'.split(' '));
const WHOLE_THINGS = new Set(
  'order lot batch shipment delivery parcel package box carton thing quantity pallet container'.split(' '),
);
const NOT_GOODS = new Set(
  'time day days week weeks month months year i we you he she they was is are were about this that information photos photo pictures details evidence money right good fine payment amount sum chat conversation messages'.split(
    ' ',
  ),
);

/** "all 500 cups", "all of them", "everything", "every single one", "the whole batch". */
function readAll(tokens: readonly Token[], start: number): Read | undefined {
  const word = tokens[start]?.text ?? '';
  if (!ALL.has(word) || NEGATIONS.has(tokens[start - 1]?.text ?? '')) return undefined;
  if (tokens[start - 1]?.text === 'at' || tokens[start - 1]?.text === 'after') return undefined;
  let at = start + 1;
  while (at < start + 4 && ALL_OF.has(tokens[at]?.text ?? '')) at += 1;
  const total = wholeNumber(tokens, at);
  if (total !== undefined && isGoods(tokens, at + 1))
    return { value: { all: true, count: total, total }, next: at + 1 };
  const following = tokens[start + 1]?.text ?? '';
  if ((word === 'whole' || word === 'entire') && !WHOLE_THINGS.has(following)) return undefined;
  if (at === start + 1 && word !== 'everything' && NOT_GOODS.has(following)) return undefined;
  if (
    tokens[at] !== undefined &&
    at > start + 1 &&
    NOT_GOODS.has(tokens[at]?.text ?? '') &&
    !isPronoun(tokens, at - 1)
  ) {
    return VERBS.has(tokens[at]?.text ?? '') ? { value: { all: true }, next: at } : undefined;
  }
  return { value: { all: true }, next: Math.max(at, start + 1) };
}

const NEGATIONS = new Set(['not', "don't", "didn't", 'no']);
const VERBS = new Set(['was', 'were', 'is', 'are']);

function isPronoun(tokens: readonly Token[], at: number): boolean {
  return ['them', 'it', 'these', 'those'].includes(tokens[at]?.text ?? '');
}

/** "12 of 40 boxes", "250 out of 500", "3 cartons out of 20", "12/40". "I received 400 of 500" says that 100 did not come. */
function readPart(tokens: readonly Token[], at: number, bare: boolean): Read | undefined {
  const count = wholeNumber(tokens, at);
  if (count === undefined) return undefined;
  const outOf = unitOutOf(tokens, at);
  if (outOf !== undefined && outOf.total >= count) return { value: { count, total: outOf.total }, next: outOf.next };
  const instead = insteadOf(tokens, at);
  if (instead !== undefined && instead.total > count) {
    return { value: { count: instead.total - count, total: instead.total }, next: instead.next };
  }
  const slash = tokens[at + 1]?.text === '/' && tokens[at + 3]?.text !== '/' && tokens[at - 1]?.text !== '/';
  const from = slash ? at + 2 : skip(tokens, at + 1, OF);
  if (from === at + 1) return undefined;
  const total = wholeNumber(tokens, from);
  const of = tokens[at + 1]?.text === 'of' || tokens[at + 1]?.text === 'out' || tokens[at + 1]?.text === 'from';
  if (total === undefined || (!slash && !of)) {
    return of && !slash && tokens[from]?.kind !== 'number' ? { value: { count }, next: from } : undefined;
  }
  // "3/10" may be a date; "13/40" cannot be one.
  if (total < count || (slash && !bare && count <= 31 && total <= 31)) return undefined;
  const came = saysReceived(tokens, at, from + 1) && count < total;
  return { value: { count: came ? total - count : count, total }, next: from + 1 };
}

/** The total of "3 cartons out of (the) 20". Not "12 boxes of 40", which is how many are in each. */
function unitOutOf(tokens: readonly Token[], at: number): { total: number; next: number } | undefined {
  if (!isGoods(tokens, at + 1) || tokens[at + 2]?.text !== 'out' || tokens[at + 3]?.text !== 'of') return undefined;
  const from = skip(tokens, at + 2, OF);
  const total = wholeNumber(tokens, from);
  return total === undefined ? undefined : { total, next: from + 1 };
}

/** The place behind a number that counts nothing: "-5", "600 of 500", "0 of 40", "12 of 0". */
function nothingUntil(tokens: readonly Token[], at: number, bare: boolean): number | undefined {
  if (tokens[at]?.kind !== 'number' && !isNegative(tokens, at)) return undefined;
  const isPair = tokens[at + 1]?.text === 'of' || tokens[at + 1]?.text === 'out';
  const from = isPair ? skip(tokens, at + 1, OF) : at + 1;
  const end = isPair && tokens[from]?.kind === 'number' ? from + 1 : undefined;
  if (isNegative(tokens, at)) return end ?? at + 1;
  return readPart(tokens, at, bare) === undefined ? end : undefined;
}

/** "80 bottles instead of 100": the number that should have come. */
function insteadOf(tokens: readonly Token[], at: number): { total: number; next: number } | undefined {
  const from = tokens[at + 1]?.text === 'instead' ? at + 1 : at + 2;
  if (tokens[from]?.text !== 'instead' || tokens[from + 1]?.text !== 'of') return undefined;
  const total = wholeNumber(tokens, from + 2);
  return total === undefined ? undefined : { total, next: from + 3 };
}

const GOT = new Set('received receive got get were was there have arrived delivered only just'.split(' '));
const CAME = new Set(['arrived', 'came', 'delivered', 'received']);
const ENDS = new Set(['.', ',', '!', '\n', 'and', 'so', 'but', 'the', 'where']);

function saysReceived(tokens: readonly Token[], at: number, next: number): boolean {
  const before = tokens[at - 1]?.text ?? '';
  const earlier = tokens[at - 2]?.text ?? '';
  if ((before === 'received' || before === 'got') && !hasVerdict(tokens, next)) return true;
  if ((before === 'only' || before === 'just') && GOT.has(earlier) && !hasVerdict(tokens, next)) return true;
  for (let after = next; after < next + 3; after += 1) {
    if (!CAME.has(tokens[after]?.text ?? '')) continue;
    const end = tokens[after + 1];
    return end === undefined || ENDS.has(end.text);
  }
  return false;
}

/** "I got 12 of 40 boxes broken": the number is of the broken ones. */
function hasVerdict(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at < from + 4; at += 1) {
    const text = tokens[at]?.text;
    if (text === undefined || text === '.' || text === ',') return false;
    if (text === 'broken' || text === 'damaged' || text === 'defective' || text === 'wrong' || text === 'faulty')
      return true;
  }
  return false;
}

type Counted = { readonly count: number; readonly of: 'affected' | 'ordered' | 'came'; readonly next: number };

const ORDERED = new Set('ordered order bought buy purchased purchase paid quantity'.split(' '));
const DELIVERED = new Set('received got sent shipped delivered only just arrived'.split(' '));
const BETWEEN = new Set([
  'for',
  'of',
  'about',
  'around',
  'is',
  'was',
  'a',
  'total',
  'exactly',
  'over',
  ':',
  'me',
  'us',
]);

/** "three cartons", "40 pcs"; "I ordered 500 mugs" is how many there were, "they sent me 5 chairs" how many came. */
function readCounted(tokens: readonly Token[], at: number, bare: boolean): Counted | undefined {
  const count = wholeNumber(tokens, at);
  if (count === undefined || isPartOfSomethingElse(tokens, at)) return undefined;
  let back = at - 1;
  while (back >= 0 && BETWEEN.has(tokens[back]?.text ?? '')) back -= 1;
  const verb = tokens[back]?.text ?? '';
  const ordered = ORDERED.has(verb);
  const atEnd = isEnd(tokens, at + 1) && (bare || (ordered && verb !== 'paid'));
  if (!isGoods(tokens, at + 1) && !atEnd) return undefined;
  const came = DELIVERED.has(verb) && !hasVerdict(tokens, at + 1) && !bare;
  return { count, of: ordered ? 'ordered' : came ? 'came' : 'affected', next: at + 1 };
}

const NOT_COUNTED = new Set(
  '% percent day days week weeks month months year years hour hours minute minutes am pm usd eur gbp cny dollars dollar bucks euro euros pounds pound quid yuan rmb st nd rd th times time star stars kg g cm mm m ft inch or k x business working and i we he she it they so but because the is was are were ago refund discount jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov november dec december o in on at to for from by not instead per'.split(
    ' ',
  ),
);

function isGoods(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token?.kind === 'word' && !NOT_COUNTED.has(token.text);
}

function isEnd(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token === undefined || token.text === '.' || token.text === ',' || token.text === '!' || token.text === '\n';
}

const SIGNS_BEFORE = new Set([
  '$',
  '€',
  '£',
  '¥',
  '₹',
  '#',
  '/',
  '-',
  '+',
  'usd',
  'eur',
  'gbp',
  'number',
  'no',
  'case',
  'at',
  'on',
]);

function isPartOfSomethingElse(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.kind === 'word') {
    // "one" is mostly a pronoun: "this one came broken", "no one answers".
    if (token.text === 'one' && !['only', 'just'].includes(tokens[at - 1]?.text ?? '')) return true;
    return isGoods(tokens, at + 1) === false && !isEnd(tokens, at + 1);
  }
  if (isPartOfDate(tokens, at) && !isGoods(tokens, at + 1)) return true;
  return (
    SIGNS_BEFORE.has(tokens[at - 1]?.text ?? '') || (tokens[at + 1]?.text === '-' && tokens[at + 2]?.kind === 'number')
  );
}

/** The last one said wins ("12, no, 14 boxes"); how many were ordered completes it. */
function merge(seen: readonly Affected[], ordered: number | undefined): Affected | undefined {
  const last = seen.at(-1);
  if (last === undefined) return undefined;
  const total = last.total ?? ordered ?? seen.findLast((one) => one.total !== undefined)?.total;
  if (total === undefined || (last.count !== undefined && last.count > total)) return last;
  if (last.all === true) return { all: true, count: last.count ?? total, total };
  if (last.share !== undefined && last.count === undefined) {
    const count = last.share * total;
    const whole = Math.abs(count - Math.round(count)) < 1e-9 ? { count: Math.round(count) } : {};
    return { share: last.share, total, ...whole };
  }
  return { ...last, total };
}
