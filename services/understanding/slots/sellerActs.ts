import { SellerAct } from '../../refunds/refundTerms.js';
import { type Clause, ideaOf, type Word } from '../words.js';

/**
 * What the seller did beside answering: "he asked me to close the dispute first", "they promised a refund, nothing came",
 * "they offered 10%", "he wants me to pay by bank". Questions ("what if they ask me to close it?") tell nothing. With
 * `bare` the open question is about the seller, so none has to be named. Each once, in the order of the list.
 */
export function readSellerActs(clauses: readonly Clause[], bare: boolean): readonly SellerAct[] {
  const found = new Set<SellerAct>();
  let isNamed = bare;
  for (const [at, clause] of clauses.entries()) {
    isNamed ||= clause.words.some(({ idea }) => idea === 'seller');
    if (clause.asks || !(isNamed || clause.words.some(({ idea }) => idea === 'they'))) continue;
    for (const { act, terms, ofCondition } of PATTERNS)
      if ((ofCondition || !clause.supposes) && isInOrder(clause.words, terms)) found.add(act);
    if (!clause.supposes && breaksPromise([clause, ...clauses.slice(at + 1, at + 3)])) found.add('brokePromise');
  }
  // Part of the money outside of the case is outside of the case.
  if (found.has('offeredOutside')) found.delete('offeredPart');
  return SellerAct.options.filter((act) => found.has(act));
}

type Term = ReadonlySet<string>;
type Pattern = { readonly act: SellerAct; readonly terms: readonly Term[]; readonly ofCondition: boolean };

const ASKS = 'ask/want/tell/told/say/insist/push/pressure/request/beg/require/make/expect/suggest';
const CLOSE = 'close/cancel/stop/drop/remove';
const OFFERS = 'offer/promise/will/give/say/agree/suggest/refund/pay/send';
const OUTSIDE = 'outside/paypal/messenger/western/alipay/crypto/bitcoin/privat/offline/private';

/** Words in this order in one clause, few others between them. `condition`: also where it stands behind an "if". */
const PATTERNS: readonly Pattern[] = [
  ...pattern('askedToClose', `${ASKS} me/i/us/we ${CLOSE} case/request`),
  ...pattern('askedToClose', `${ASKS} me/i/us/we ${CLOSE} order`),
  ...pattern('askedToClose', `ask/want/insist ${CLOSE} case`),
  ...pattern('askedToClose', `if/after/once/when/until/first/before i/we ${CLOSE} case`, true),
  ...pattern('askedToConfirm', `${ASKS} me/i/us/we confirm receipt/receive/delivery/goods/order/arrive`),
  ...pattern(
    'askedToConfirm',
    'if/after/once/when/until/first/before i/we confirm receipt/receive/goods/order/arrive',
    true,
  ),
  ...pattern('askedToPayOutside', `${ASKS} me/i/us/we pay/send/transfer bank/account/cash/${OUTSIDE}`),
  ...pattern('askedToPayOutside', `${ASKS} me/i/us/we transfer money/rest/balanc/deposit`),
  ...pattern('askedToPayOutside', `want/ask pay/transfer bank/account/${OUTSIDE}`),
  ...pattern('offeredOutside', `${OFFERS} refund/pay/money/discount/compensat/# ${OUTSIDE}`),
  ...pattern('offeredOutside', `offer/promise/refund/suggest ${OUTSIDE}`),
  ...pattern('offeredOutside', `want refund ${OUTSIDE}`),
  ...pattern('offeredOutside', 'offer/promise/will/want/give/suggest next/future order'),
  ...pattern('offeredPart', 'offer part/half/discount/#/percent/little/coupon'),
  ...pattern('offeredPart', 'only give/refund/pay/offer part/half/discount/#/percent/little'),
  ...pattern('offeredPart', 'want/will only give/refund/pay/offer'),
];

/** How many other words may stand between two of a pattern. */
const GAP = 5;

function pattern(act: SellerAct, words: string, ofCondition = false): Pattern[] {
  const terms = words
    .split(' ')
    .map((term) => new Set(term.split('/').map((word) => (word === '#' ? '#' : ideaOf(word)))));
  return [{ act, terms, ofCondition }];
}

/** Linear: behind each word only the next few are looked at. */
function isInOrder(words: readonly Word[], [first, ...rest]: readonly Term[]): boolean {
  return words.some((word, at) => {
    if (!first?.has(word.idea) || isDenied(words, at)) return false;
    let last = at;
    for (const term of rest) {
      let next = last + 1;
      while (next <= last + 1 + GAP && !term.has(words[next]?.idea ?? '')) next += 1;
      if (next > last + 1 + GAP) return false;
      last = next;
    }
    return true;
  });
}

function isDenied(words: readonly Word[], at: number): boolean {
  return words[at - 1]?.idea === 'not' || words[at - 2]?.idea === 'not';
}

const PROMISES = new Set(['promise', ideaOf('promising'), 'agree']);
const COMES = new Set(
  'arrive happen receive refund pay send do did done keep came since still yet money compensate replace'
    .split(' ')
    .map(ideaOf),
);

/** "Promised a refund last week, nothing came", "keeps promising", "did not keep his word". */
function breaksPromise([first, ...behind]: readonly Clause[]): boolean {
  const words = first?.words ?? [];
  if (isInOrder(words, BROKEN) || isInOrder(words, KEEPS)) return true;
  const keeps = words.findIndex(({ idea }, at) => idea === 'not' && words[at + 1]?.text.startsWith('keep'));
  if (keeps >= 0 && words.slice(keeps).some(({ idea, text }) => idea === 'promise' || text === 'word')) return true;
  const promise = words.findIndex(({ idea }, at) => PROMISES.has(idea) && words[at - 1]?.text !== 'i');
  if (promise < 0 || isDenied(words, promise)) return false;
  const told = behind.filter(({ asks, supposes }) => !asks && !supposes);
  // "Promised me nothing" is no promise.
  const here = words.slice(promise + 3);
  return nothingComes(here) || told.some((clause) => nothingComes(clause.words));
}

const BROKEN: readonly Term[] = [new Set([ideaOf('broke')]), new Set(['promise'])];
const KEEPS: readonly Term[] = [
  new Set(['keep', 'always', ideaOf('keeps')]),
  new Set(['promise', ideaOf('promising')]),
];

function nothingComes(words: readonly Word[]): boolean {
  return words.some(({ idea, text }, at) => {
    if (idea !== 'not') return false;
    const next = words.slice(at + 1, at + 4);
    return next.some((word) => COMES.has(word.idea)) || (text === 'nothing' && next.length === 0);
  });
}
