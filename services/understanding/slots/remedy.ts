import type { Remedy } from '../../refunds/refundTerms.js';
import { createCueReader, cues } from '../cues.js';
import type { Clause } from '../words.js';

/**
 * What the buyer asks for: "full refund", "my money back", "send the missing ones". What the seller offered or refused
 * is not it. With `bare` the open question asks for it, so "refund" alone is a full refund.
 */
export function readRemedy(clauses: readonly Clause[], bare: boolean): Remedy | undefined {
  let wanted: Remedy | undefined;
  for (const clause of clauses) {
    if (clause.supposes && !bare) continue;
    const wants = clause.words.some((word) => WANTS.has(word.idea) || WANTS.has(word.text));
    if (isOpenQuestion(clause)) continue;
    if (!wants && !bare && clause.words.some((word) => word.idea === 'seller' || word.idea === 'they')) continue;
    const found = strongest(readRemedies(clause)) ?? (bare ? strongest(readShort(clause)) : undefined);
    if (found !== undefined) wanted = found;
  }
  return wanted;
}

const WANTS = new Set(['want', 'please', 'prefer', 'like', 'give', 'asking', 'ask', 'expect', 'hope']);

/** "how long does a full refund take": about it, not for it. "can I get a full refund?" is for it. */
function isOpenQuestion(clause: Clause): boolean {
  const first = clause.words[0]?.text ?? '';
  return (
    clause.asks && (first.startsWith('wh') || first === 'how' || first === 'is' || first === 'are' || first === 'do')
  );
}

const say = cues<Remedy>;

const readRemedies = createCueReader<Remedy>([
  ...say(
    'fullRefund',
    0.95,
    'whole refund/money/amount, refund whole/100, all my money, all of money, money back, full money, everything back, 100 refund, all money',
  ),
  ...say('fullRefund', 0.94, 'refund all/everything, refund for all/everything, refund of everything, my money'),
  ...say(
    'partialRefund',
    0.96,
    'money for #, part refund, refund part, part of money/price/amount, some money, some of money, half money, half of money, half back, half refund, # back, refund for broken/damaged/missing/bad/half',
  ),
  ...say(
    'partialRefund',
    0.96,
    'refund half/difference, part money, refund for part/some, # % back, part of +it back, price reduction, refund # of, keep goods/them',
  ),
  ...say(
    'returnAndRefund',
    0.96,
    'send back, send it/them/goods back, return goods/it/them/order, return and refund, return for refund, want return, give it back, take them/it back',
  ),
  ...say('replacement', 0.96, 'replace, new one/ones/goods, send new/again/another, swap, send correct/right'),
  ...say(
    'resendMissing',
    0.97,
    'send miss/rest/remaining, resend, rest of order/goods, miss goods/pieces/ones/units send, send what miss, remaining goods/pieces, want miss, want rest',
  ),
  ...say('compensationForDelay', 0.97, 'compensate, compensate delay/late, compensate for delay'),
  ...say('cancelOrder', 0.95, 'cancel order, cancel it and'),
  // What somebody does not want, or money that only came up.
  ...say(
    undefined,
    0.99,
    'lose money, not want refund/replace/return/money, not need refund/replace/return, not want any/a/new/another replace/refund/one, where my money, no replacement, not receive money',
  ),
  ...say(
    undefined,
    0.99,
    'money back guarantee, not partial, not part refund, not want part, send back photo, not return',
  ),
]);

const readShort = createCueReader<Remedy>([
  ...say('fullRefund', 0.8, 'refund, money, all, whole, everything'),
  ...say('partialRefund', 0.85, 'part, half, some, partial'),
  ...say('returnAndRefund', 0.85, 'return, back'),
  ...say('replacement', 0.85, 'new, again, other'),
  ...say('resendMissing', 0.85, 'miss, rest, remaining'),
  ...say('cancelOrder', 0.85, 'cancel'),
  // "They did not answer at all."
  ...say(undefined, 0.9, 'at +all'),
]);

function strongest(scores: ReadonlyMap<Remedy, number>): Remedy | undefined {
  let best: Remedy | undefined;
  for (const [remedy, score] of scores) if (best === undefined || score > (scores.get(best) ?? 0)) best = remedy;
  return best;
}
