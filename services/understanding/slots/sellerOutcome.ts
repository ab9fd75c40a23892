import type { SellerOutcome } from '../../refunds/refundTerms.js';
import { createCueReader, cues } from '../cues.js';
import type { Slots } from '../understanding.js';
import type { Clause } from '../words.js';
import { numberOf } from './numbers.js';

/**
 * What the seller did when the buyer wrote: "ignores me for a week" is silent for 7 days. The last thing said wins
 * ("agreed first, now no answer"). Questions and suppositions ("what if he refuses?") tell nothing. With `bare` the
 * open question is about the seller, so no subject is needed: "no answer".
 */
export function readSeller(clauses: readonly Clause[], bare: boolean): Slots['seller'] {
  let known = bare;
  let outcome: SellerOutcome | undefined;
  let before: Clause | undefined;
  for (const clause of clauses) {
    const spoke = before;
    before = clause;
    known ||= clause.words.some((word) => word.idea === 'seller');
    if (clause.supposes || (clause.asks && !bare)) continue;
    const named = known || clause.words.some((word) => word.idea === 'they');
    if (known && spoke && leadsToWords(spoke) && isNo(clause)) {
      outcome = 'refused';
      continue;
    }
    const best = named ? strongest(readOutcomes(clause)) : undefined;
    // "I wrote to them" adds nothing to what is known of their answer.
    if (best !== undefined && !(best === 'talking' && outcome !== undefined)) outcome = best;
  }
  if (outcome === undefined) return undefined;
  const days = outcome === 'silent' ? silentDays(clauses) : undefined;
  return days === undefined ? { outcome } : { outcome, silentDays: days };
}

/** "The seller said sorry": their words follow, after a comma or a colon. */
function leadsToWords({ words }: Clause): boolean {
  const rest = words.map(({ text }) => text);
  while (MAY_FOLLOW.has(rest.at(-1) ?? '')) rest.pop();
  return SPOKE.has(rest.at(-1) ?? '') && rest.at(-2) !== 'i';
}

function isNo({ words }: Clause): boolean {
  return words.some(({ text }) => NO.has(text)) && words.every(({ text }) => NO.has(text) || MAY_FOLLOW.has(text));
}

const SPOKE = new Set(['say', 'says', 'said', 'answer', 'answers', 'answered', 'reply', 'replies', 'replied', 'told']);
const MAY_FOLLOW = new Set(['sorry', 'me', 'us', 'just', 'only', 'simply', 'way']);
const NO = new Set(['no', 'nope', 'never']);

const say = cues<SellerOutcome>;

const readOutcomes = createCueReader<SellerOutcome>([
  ...say(
    'notContacted',
    0.97,
    'not contact, not contact seller/them, not talk to/with seller/they/them, not ask seller/them, not tell seller/them',
  ),
  ...say(
    'notContacted',
    0.97,
    'not contact them/seller, i not yet, not yet asked, not yet contact, not asked yet, not asked seller/them/him/her, forgot contact, should i contact',
  ),
  ...say(
    'silent',
    0.95,
    'ignore, not answer, not react, not read, silence, silent, left on read, stop answer, blocked me, disappeared',
  ),
  ...say(
    'silent',
    0.95,
    'not heard, not hear, not word, not come +back, not contact +me, not get +back, not say anything, still wait answer, wait for answer',
  ),
  ...say('silent', 0.95, 'not help answer, not reaction, not feedback, not +wrote +back, not contact back'),
  ...say(
    'refused',
    0.95,
    'refuse, say not, said not, says not, told me not, not refund, not help, not give, not pay, not agree, not cooperate, not want',
  ),
  ...say(
    'refused',
    0.95,
    'not +their/his/her/them fault/problem/responsibility, not fault/problem/responsibility/responsible/liable, blame/blames/blamed, my fault',
  ),
  ...say(
    'refused',
    0.95,
    'say/says/said they/it are/is fine/ok/good/genuine, says genuine, insist/insists/claims/claim genuine, say they genuine',
  ),
  ...say('silent', 0.93, 'wrote times nothing, contact times nothing, contact not +happen, contact and +not'),
  ...say(
    'refused',
    0.95,
    'not accept, not replace, not take responsibility, not care, not compensate, not send +me, not my problem',
  ),
  ...say(
    'offered',
    0.95,
    'offer, want to give, only give, only want give, suggest/suggested/suggests, give me discount, discount next/on order, willing give',
  ),
  ...say(
    'agreed',
    0.95,
    'seller/they agree, agree to refund/send/replace/pay, promise, say +yes, said +yes, says +yes, said ok/okay, will refund/replace/pay/send',
  ),
  ...say('agreed', 0.94, "agree, approved, said will, they'll refund, confirmed refund"),
  ...say(
    'talking',
    0.9,
    'talk, in contact, contact seller/them, wrote, asked/told seller/them, waiting for them, still talk, ask/asks for photo/evidence, ask more time',
  ),
  ...say(
    undefined,
    0.99,
    'i agree, i accept, i not accept, i not agree, i refuse, i not want, not answer question, refuse delivery, i offer',
  ),
  ...say(undefined, 0.99, 'not receive goods, they not arrive, not receive any goods'),
]);

function strongest(scores: ReadonlyMap<SellerOutcome, number>): SellerOutcome | undefined {
  let best: SellerOutcome | undefined;
  for (const [outcome, score] of scores) if (best === undefined || score > (scores.get(best) ?? 0)) best = outcome;
  return best;
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ['day', 1],
  ['days', 1],
  ['d', 1],
  ['week', 7],
  ['weeks', 7],
  ['w', 7],
  ['month', 30],
  ['months', 30],
]);

/** "for a week", "since 5 days", "48 hours": said with the silence, else with the writing ("wrote them 5 days ago"). */
function silentDays(clauses: readonly Clause[]): number | undefined {
  const silent = clauses.filter((clause) => readOutcomes(clause).has('silent'));
  const wrote = clauses.filter((clause) =>
    clause.words.some((word) => word.idea === 'contact' || word.text === 'asked'),
  );
  for (const clause of [...silent, ...wrote, ...(clauses.length <= 3 ? clauses : [])]) {
    const days = duration(clause);
    if (days !== undefined) return days;
  }
  return undefined;
}

function duration(clause: Clause): number | undefined {
  for (let at = 0; at + 1 < clause.words.length; at += 1) {
    const count = numberOf(clause.words[at]?.text ?? '');
    const unit = clause.words[at + 1]?.text ?? '';
    if (count === undefined) continue;
    if (clause.words[at + 2]?.text === 'ago' && clause.words.some((word) => BOUGHT.has(word.text))) continue;
    const days = UNITS.get(unit);
    if (days !== undefined && count * days <= 3_650) return count * days;
    if (unit.startsWith('hour') && count >= 24 && count <= 2_400) return Math.floor(count / 24);
  }
  return undefined;
}

const BOUGHT = new Set(['ordered', 'bought', 'received', 'arrived', 'came', 'delivered', 'paid']);
