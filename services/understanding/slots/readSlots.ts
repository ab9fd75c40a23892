import type { Token } from '../tokens.js';
import type { Slots } from '../understanding.js';
import { type Clause, isPasted } from '../words.js';
import { today } from './calendar.js';
import { readDay } from './days.js';
import { readAmount } from './money.js';
import { readOrderNumbers } from './orderNumbers.js';
import { readAffected } from './quantities.js';
import { readRemedy } from './remedy.js';
import { readSellerActs } from './sellerActs.js';
import { readSeller } from './sellerOutcome.js';

/** What a message was taken apart into; `asked` is the copy key of the open question. */
export type Parts = {
  readonly tokens: readonly Token[];
  readonly clauses: readonly Clause[];
  readonly links: readonly string[];
  readonly locale: string;
  readonly now: number;
  readonly timeZone: string | undefined;
  readonly asked: string | undefined;
};

/** Everything that the words themselves say. Each scanner is linear in the length of the message. */
export function readSlots(parts: Parts): Slots {
  const { tokens, clauses, asked } = parts;
  const details = asked === 'refund.askDetails';
  // A pasted page has numbers of all kinds, and its buttons tell nothing of the seller.
  const pasted = isPasted(clauses);
  const affected = pasted ? undefined : readAffected(tokens, details);
  // "600" to what the buyer wants is a sum; in more words a bare number may be anything.
  const bare = asked === 'refund.askAmount' || (asked === 'refund.askRemedy' && tokens.length === 1);
  const corrects = asked !== undefined && AFTER_AMOUNT.has(asked);
  const sum = readAmount(tokens, { bare, corrects });
  // "0" answers "how much?", though it cannot be filed; to what the buyer wants it says nothing.
  const amount = sum && (sum.minor > 0 || asked === 'refund.askAmount' || corrects) ? sum : undefined;
  const day = readDay(tokens, today(parts.now, parts.timeZone), { bare: details, locale: parts.locale });
  const seller = pasted ? undefined : readSeller(clauses, asked === 'refund.askSeller');
  const sellerActs = pasted ? [] : readSellerActs(clauses, asked === 'refund.askSeller');
  const remedy = readRemedy(clauses, asked === 'refund.askRemedy');
  return {
    orderIds: readOrderNumbers(tokens),
    links: parts.links,
    ...(affected && { affected }),
    ...(amount && { amount }),
    ...(day && { day }),
    ...(seller && { seller }),
    ...(sellerActs.length > 0 && { sellerActs }),
    ...(remedy && { remedy }),
  };
}

/** Where what is said of money corrects what was asked for. */
const AFTER_AMOUNT = new Set(['refund.askEvidence', 'refund.review']);
