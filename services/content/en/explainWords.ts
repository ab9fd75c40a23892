import type { ReviewField } from '../copy.js';
import type { Words } from '../words.js';

/** What each thing is that the bot asks for, and where the buyer finds it. */
export const explainWords: Readonly<Record<ReviewField, string>> = {
  order: 'The order number stands at the top of the order page, under Orders: 9 to 20 digits.',
  problem: 'The problem is what went wrong, in a few words: broken, not working, missing, late...',
  affected: 'This is how many pieces of the order have the problem.',
  description: 'This is what happened, in your own words, as you would tell the seller.',
  noticedOn: 'This is the day on which you first saw that something was wrong; about is enough.',
  seller: 'The seller is the shop that you ordered from. What counts is what they said in the chat of the order.',
  remedy: 'The remedy is what you ask for: the money, a part of it, another piece, or what is missing.',
  amount: 'The amount is how much of what you paid you ask to get back.',
  evidence: 'Evidence is whatever shows the problem: photos, videos, documents, your chat with the seller.',
};

/** How a buyer asks for such a thing. */
export const explain: Words['explain'] = {
  begins: [
    ...['what', 'whats', 'what s', 'what is', 'what are', 'what does', 'what do you mean by', 'what do you mean with'],
    ...[
      'what counts as',
      'which',
      'who is',
      'where do i find',
      'where can i find',
      'where do i see',
      'where can i see',
    ],
    ...['where do i get', 'how do i find', 'define', 'explain'],
  ],
  before: ['the', 'a', 'an', 'my', 'this', 'that', 'your', 'by'],
  after: ['mean', 'means', 'exactly', 'good for', 'for', 'please', 'about'],
  that: ['that', 'this', 'it', 'number'],
  terms: {
    order: ['order number', 'order no', 'order id', 'number of the order'],
    problem: ['problem', 'problem type', 'reason'],
    affected: ['affected', 'affected pieces', 'how many'],
    description: ['description', 'exactly is wrong'],
    noticedOn: ['noticed', 'date', 'day'],
    seller: ['seller', 'supplier'],
    remedy: ['remedy', 'remedies'],
    amount: ['amount', 'sum'],
    evidence: ['evidence', 'proof'],
  },
};
