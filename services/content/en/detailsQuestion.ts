import type { DetailField, ProblemType } from '../../refunds/refundTerms.js';
import type { CopyValues, Said } from '../copy.js';
import { onceMore } from './onceMore.js';
import { words } from './words.js';

/** All that is missing in one question, or the one thing that still is. */
export function detailsQuestion({ fields, order, problem, again }: CopyValues['refund.askDetails'], nth = 0): Said {
  const [only] = fields;
  const unit = order ? `${order.units.count.toLocaleString('en')} ${order.units.noun}` : 'items';
  if (only && fields.length === 1) {
    const open = only === 'description' ? [] : [words.command.notSure];
    const question = one(only, problem, unit);
    const short = only === 'description' ? question : `${question} If you do not know, say "skip".`;
    return {
      text: onceMore({ first: question, short, again, nth }),
      buttons: [...QUICK[only], ...open],
      wantsNumber: only === 'affected',
    };
  }
  const parts = fields.map((field) => part(field, problem, unit));
  const last = parts.pop();
  const question = `${parts.join(', ')} and ${last}?`;
  return {
    text: onceMore({
      first: `Please tell me in a sentence or two: ${question}`,
      short: `In your own words: ${question} One at a time is fine, too.`,
      again,
      nth,
    }),
    buttons: [],
  };
}

function part(field: DetailField, problem: ProblemType, unit: string): string {
  switch (field) {
    case 'affected':
      return problem === 'shortQuantity'
        ? `how many of the ${unit} are missing`
        : `how many of the ${unit} are affected`;
    case 'description':
      return (WHAT[problem] ?? WHAT_EXACTLY).part;
    case 'noticedOn':
      return 'when you noticed it';
  }
}

function one(field: DetailField, problem: ProblemType, unit: string): string {
  switch (field) {
    case 'affected':
      return `How many of the ${unit} are ${problem === 'shortQuantity' ? 'missing' : 'affected'}? For example "12" or "half".`;
    case 'description':
      return (WHAT[problem] ?? WHAT_EXACTLY).one;
    case 'noticedOn':
      return 'When did you notice it? For example "yesterday" or "3 October".';
  }
}

type What = { readonly part: string; readonly one: string };

const WHAT_EXACTLY: What = {
  part: 'what exactly is wrong',
  one: 'What exactly is wrong? A sentence or two, as you would tell the seller.',
};
const SO_FAR: What = {
  part: 'what has happened so far',
  one: 'What has happened so far? A sentence or two: what was promised, what you were told, and whether you agreed to a later date.',
};

/** What to tell, where "what is wrong" would be the wrong question. */
const WHAT: Readonly<Partial<Record<ProblemType, What>>> = {
  notShipped: SO_FAR,
  lateShipment: SO_FAR,
  notReceived: SO_FAR,
  falseTracking: {
    part: 'what the carrier says of the number',
    one: 'What does the carrier say of the tracking number? A sentence is enough.',
  },
  notAsDescribed: {
    part: 'what differs from the order',
    one: 'What differs from what was ordered? Name each difference, as you would tell the seller.',
  },
  wrongItem: { part: 'what came instead', one: 'What came instead of what you ordered? A sentence is enough.' },
  shortQuantity: { part: 'what exactly is missing', one: 'What exactly is missing? A sentence is enough.' },
  counterfeit: { part: 'how you see that it is a fake', one: 'How do you see that it is a fake? A sentence or two.' },
  customsHeld: {
    part: 'what customs says',
    one: 'What does customs say, and what do they want? A sentence is enough.',
  },
  cancelBeforeShipment: { part: 'why you cancel', one: 'Why do you want to cancel? A sentence is enough.' },
  refundNotArrived: {
    part: 'what was agreed',
    one: 'What was agreed, how much and when, and what does the order page say now?',
  },
  overchargedOrDuplicate: {
    part: 'what was charged, and what it should have been',
    one: 'What was charged, and what should it have been? A sentence is enough.',
  },
};

const QUICK: Readonly<Record<DetailField, readonly string[]>> = {
  affected: ['All of them', 'Half of them'],
  description: [],
  noticedOn: ['Today', 'Yesterday'],
};
