import type { DetailField } from '../../refunds/refundTerms.js';
import type { CopyValues, Said } from '../copy.js';
import { words } from './words.js';

/** All that is missing in one question, or the one thing that still is. */
export function detailsQuestion({ fields, order, again }: CopyValues['refund.askDetails']): Said {
  const [only] = fields;
  const unit = order ? `${order.units.count} ${order.units.noun}` : 'items';
  if (only && fields.length === 1) {
    const open = only === 'description' ? [] : [words.command.notSure];
    return { text: `${again ? 'I did not get that. ' : ''}${ONE[only](unit)}`, buttons: [...QUICK[only], ...open] };
  }
  const parts = fields.map((field) => PART[field](unit));
  const last = parts.pop();
  return {
    text: `${again ? 'I did not get that. Please tell me in a sentence or two: ' : 'Please tell me in a sentence or two: '}${parts.join(', ')} and ${last}?`,
    buttons: [],
  };
}

const PART: Readonly<Record<DetailField, (unit: string) => string>> = {
  affected: (unit) => `how many of the ${unit} are affected`,
  description: () => 'what exactly is wrong',
  noticedOn: () => 'when you noticed it',
};

const ONE: Readonly<Record<DetailField, (unit: string) => string>> = {
  affected: (unit) => `How many of the ${unit} are affected? For example "12" or "half".`,
  description: () => 'What exactly is wrong? A sentence or two, as you would tell the seller.',
  noticedOn: () => 'When did you notice it? For example "yesterday" or "3 October".',
};

const QUICK: Readonly<Record<DetailField, readonly string[]>> = {
  affected: ['All of them', 'Half of them'],
  description: [],
  noticedOn: ['Today', 'Yesterday'],
};
