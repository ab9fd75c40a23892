import { CUPS_ORDER_ID } from '../support/cupsOrder.js';

/** What a buyer types, and the copy keys of what the bot answers, in order; the last of them ends the turn. */
export type Exchange = { readonly text: string; readonly keys: readonly string[] };
export type Script = { readonly greeting: readonly string[]; readonly exchanges: readonly Exchange[] };

const TEXTS = [
  'my parcel arrived broken',
  CUPS_ORDER_ID,
  '250 of the 500 cups are cracked, I noticed it yesterday',
  'The seller said no',
  'Full refund',
  'https://photos.example.com/1.jpg',
  'submit',
] as const;

/** The desk's own questions; the last turn includes the effect that opens the case, and the turn that tells of it. */
export const DESK_SCRIPT: Script = {
  greeting: ['root.welcome'],
  exchanges: exchanges([
    ['refund.askOrder'],
    ['refund.askDetails'],
    ['refund.askSeller'],
    ['refund.askRemedy'],
    ['refund.askEvidence'],
    ['refund.review'],
    ['refund.filing', 'refund.filed'],
  ]),
};

/** The stock bot asks its first question with its greeting, as the samples do, so the same seven texts answer seven. */
export const STOCK_QUESTIONS = [
  { key: 'problem', text: 'What went wrong with your order?' },
  { key: 'order', text: 'Which order is it about? Please send its number.' },
  { key: 'details', text: 'How many of how many are affected, and when did you notice it?' },
  { key: 'seller', text: 'What did the seller say?', choices: ['The seller said no', 'No answer', 'Not asked yet'] },
  { key: 'remedy', text: 'What would you like?', choices: ['Full refund', 'Partial refund', 'Replacement'] },
  { key: 'evidence', text: 'Please send links to photos or videos of it.' },
  { key: 'review', text: 'Shall I submit this?', choices: ['submit', 'cancel'] },
] as const;

export const STOCK_SCRIPT: Script = {
  greeting: ['welcome', STOCK_QUESTIONS[0].key],
  exchanges: exchanges([...STOCK_QUESTIONS.slice(1).map(({ key }) => [key]), ['refund.filed']]),
};

function exchanges(keys: readonly (readonly string[])[]): readonly Exchange[] {
  return TEXTS.map((text, index) => ({ text, keys: keys[index] ?? [] }));
}
