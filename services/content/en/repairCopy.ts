import type { Copy } from '../copy.js';
import { amountLead } from './askCopy.js';
import { explainWords } from './explainWords.js';
import { varied } from './onceMore.js';
import { whyWords } from './whyWords.js';
import { words } from './words.js';

const { command } = words;

type RepairCopy = Pick<Copy, Extract<keyof Copy, `repair.${string}`>>;

/** What is said when the buyer steers: cancels, corrects, goes back, skips, asks why. */
export const repairCopy: RepairCopy = {
  'repair.cancelAsk': ({ replaces }, nth = 0) => ({
    text:
      varied(
        nth,
        'Shall I stop here? Nothing is filed; your answers are kept as a draft.',
        'Shall I really stop? What you told me stays as a draft.',
      ) + (replaces ? ` It takes the place of your draft about order ${replaces.orderId} (${replaces.title}).` : ''),
    buttons: [command.stop, command.goOn],
  }),
  'repair.cancelled': ({ kept }) => ({
    text: `All right, I have stopped. Nothing was filed.${kept ? ' I keep what you told me, in case you want to go on.' : ''}`,
    // Not first: a "yes" to having stopped is no wish to go on.
    buttons: kept ? [command.start, command.resume] : [command.start],
  }),
  'repair.nothingToCancel': (_, nth = 0) => ({
    text: varied(
      nth,
      'There is nothing under way that I could cancel. What can I do for you?',
      'Nothing is under way, so nothing has to be stopped.',
    ),
    buttons: [command.start, command.track],
  }),
  'repair.corrected': ({ fields, rows, takenBack }) => {
    if (takenBack) return { text: 'All right, as it was before.' };
    const values = rows.map(({ title, value }) => `${title}: ${value}.`).join(' ');
    return { text: `Noted. ${values || fields.map((field) => words.field[field]).join(', ')}`.trim() };
  },
  'repair.orderUnknown': ({ said, kept }) => ({
    text: `I cannot match ${said.join(', ')} to one order of yours, so we stay with ${kept.orderId} (${kept.title}).`,
  }),
  'repair.amountImpossible': ({ because, atMost }, nth = 0) => ({
    text: amountLead(because, words.money(atMost), nth),
  }),
  'repair.onceMore': () => ({ text: 'Here it is once more, to copy:' }),
  'repair.nothingBack': (_, nth = 0) => ({
    text: varied(nth, 'This is the first question; there is nothing before it.', 'We are at the very beginning.'),
  }),
  'repair.cannotSkip': ({ question }, nth = 0) => ({
    text: `${varied(nth, 'I cannot leave this one out.', 'I do need this one.', 'Without it I cannot file.')} ${whyWords(question)}`,
  }),
  'repair.notReady': (_, nth = 0) => ({
    text: varied(
      nth,
      'We are not there yet: before I can file, I need this.',
      'Nearly. One thing is still open.',
      'Not yet; this is missing.',
    ),
  }),
  'repair.explain': ({ field }, nth = 0) => ({
    text: nth === 0 ? explainWords[field] : `${varied(nth, 'As I said:', 'In short:')} ${explainWords[field]}`,
  }),
  'repair.empty': ({ filing }, nth = 0) => ({
    text:
      varied(nth, 'That message was empty.', 'There was nothing in that one, either.', 'Empty again.') +
      (filing ? '' : ' What happened with your order?'),
    buttons: [command.start, command.track],
  }),
  'repair.tooLong': ({ limit }) => ({
    text: `That is longer than I can read at once (about ${limit.toLocaleString('en')} characters). It is kept in our conversation; please tell me the main point in a few sentences.`,
  }),
  'repair.why': ({ question }, nth = 0) => ({
    text: nth === 0 ? whyWords(question) : `${varied(nth, 'As I said:', 'In short:')} ${whyWords(question)}`,
  }),
};
