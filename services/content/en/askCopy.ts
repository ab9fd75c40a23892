import type { Copy, CopyValues } from '../copy.js';
import { filingRows } from '../filingRows.js';
import { askOrder } from './askOrder.js';
import { detailsQuestion } from './detailsQuestion.js';
import { onceMore, varied } from './onceMore.js';
import { sellerMessage } from './sellerMessage.js';
import { words } from './words.js';

const { command } = words;

type AskCopy = Pick<Copy, Extract<keyof Copy, `refund.ask${string}`> | 'refund.sellerDraft' | 'refund.review'>;

/** The questions of the filing. Each has a full wording, a short one for the second time, and never repeats itself. */
export const askCopy: AskCopy = {
  'refund.askOrder': askOrder,
  'refund.askProblem': ({ order, choices, again, turnedDown }, nth = 0) => {
    const titles = choices.map((problem) => words.problem[problem]);
    const short = 'What went wrong? Pick what comes closest, or tell me in a few words.';
    const first = `${order ? `Order ${order.orderId}: ${order.title}. ` : ''}What went wrong?`;
    return { text: onceMore({ first, short, again, turnedDown, nth, choices: titles }), buttons: titles };
  },
  'refund.askDetails': detailsQuestion,
  'refund.askSeller': askSeller,
  'refund.sellerDraft': ({ facts, answerBy, timeZone, again }, nth = 0) => ({
    text:
      nth === 0
        ? [
            "The seller comes first. Here is a message you can copy into the order's chat on the platform, where it counts as evidence:",
            sellerMessage(facts, answerBy, timeZone),
            'Once it is sent we can go on and file. Or wait for the answer: I keep your draft.',
          ].join('\n\n')
        : onceMore({
            first: '',
            short:
              'Have you sent the message to the seller? Then we go on and file; or wait for the answer, and I keep your draft. ' +
              'Say "repeat" to see it again.',
            again,
            nth,
          }),
    buttons: [command.sent, command.later],
  }),
  'refund.askRemedy': askRemedy,
  'refund.askAmount': ({ atMost, suggested, because }, nth = 0) => {
    const share = suggested ? `; the affected share comes to ${words.money(suggested)}` : '';
    const limit = `You can ask for up to ${words.money(atMost)}${share}.`;
    // It was asked once before there can be anything wrong with an answer.
    const lead = amountLead(because, words.money(atMost), nth + 1);
    const question = varied(
      nth,
      'How much do you ask for?',
      'Which amount shall I put?',
      'A figure is enough: how much?',
    );
    return {
      text: [lead, question, limit].filter((part) => part !== '').join(' '),
      ...(suggested ? { buttons: [words.money(suggested)] } : {}),
    };
  },
  'refund.askEvidence': ({ items, because }, nth = 0) => ({
    text: [
      evidenceLead(because, nth),
      ...(because || nth > 0
        ? []
        : [
            'What helps most:',
            ...items.slice(0, 4).map((item) => words.checklistLine({ item, ticked: false })),
            // Dispute rules, article 22: other chats count only if both sides accept them.
            'The seller will see it, so hide bank and identity data. Of what was said, the chat on the platform counts most.',
          ]),
    ].join('\n'),
    buttons: [command.noLinks],
  }),
  'refund.review': ({ facts, again, choosing }, nth = 0) =>
    choosing
      ? {
          text: varied(nth, 'Which answer shall I change?', 'Pick what I should change, or say "nothing".'),
          buttons: choosing.map((field) => words.field[field]),
        }
      : {
          text: [
            reviewLead(again, nth),
            filingRows(words, facts)
              .map(({ title, value }) => `${title}: ${value}`)
              .join('\n'),
            'Submit it, or tell me what to change.',
          ].join('\n\n'),
          buttons: [command.submit, command.change],
        },
};

function askSeller(
  { sellerName, choices: outcomes, again, contacted, turnedDown }: CopyValues['refund.askSeller'],
  nth = 0,
): ReturnType<Copy['refund.askSeller']> {
  const choices = outcomes.map((outcome) => words.seller[outcome]);
  if (contacted && !turnedDown)
    return { text: varied(nth, 'Good. And what did they say?', 'What did they answer?'), buttons: choices };
  const first = `Have you asked ${sellerName} about it, and what did they say? The marketplace wants the seller asked first.`;
  const short = 'Have you written to the seller about it, and what did they say?';
  return { text: onceMore({ first, short, again, turnedDown, nth, choices }), buttons: choices };
}

function askRemedy(
  { choices, share, again, unfit, turnedDown }: CopyValues['refund.askRemedy'],
  nth = 0,
): ReturnType<Copy['refund.askRemedy']> {
  const titles = choices.map((remedy) => words.remedy[remedy]);
  const part = share ? ` The affected part cost ${words.money(share)}.` : '';
  const short = 'Which of these do you want?';
  const first = unfit
    ? `"${words.remedy[unfit]}" is not open for this order and problem by the rules. ${short}`
    : `What would put it right for you?${part}`;
  return { text: onceMore({ first, short, again, turnedDown, nth, choices: titles }), buttons: titles };
}

function reviewLead(again: boolean, nth: number): string {
  if (again)
    return varied(
      nth,
      'I did not get that. This is still what I would file.',
      'It is not filed yet. This is what it says.',
    );
  if (nth === 0) return `${words.label.review}. Nothing is sent before you say so.`;
  return varied(nth, 'This is how it stands. It is sent when you say "submit".', 'So this is what I would file now.');
}

/** Why an amount cannot be. */
export function amountLead(because: CopyValues['refund.askAmount']['because'], atMost: string, nth: number): string {
  switch (because) {
    case 'over':
      return varied(
        nth,
        `That is more than can be asked for here (${atMost}).`,
        `No more than ${atMost} can be asked for on this order.`,
      );
    case 'zero':
      return varied(nth, 'The amount must be more than zero.', 'It has to be some money: more than zero.');
    case 'wrongCurrency':
      return varied(
        nth,
        'The order was paid in another currency, and the claim has to be in that one.',
        `The claim has to be in the currency of the order, up to ${atMost}.`,
      );
    case 'unreadable':
      return varied(nth, 'I could not read an amount there.', 'That is no amount that I can read.');
    case undefined:
      return '';
  }
}

function evidenceLead(because: CopyValues['refund.askEvidence']['because'], nth: number): string {
  if (because)
    return varied(
      nth,
      'I could not find a file or a link there. A link has to be a full one that others can open, such as https://photos.example.com/1.',
      'I need a full web link that others can open, such as https://photos.example.com/1. Do you have one?',
      'No link yet. If you have none, say so: the case can be filed without.',
    );
  return varied(
    nth,
    'Can you show it? Send photos or documents here, or links to them; a case with evidence stands much better.',
    'Back to the evidence: do you have photos, videos or documents, as files or links?',
    'Any photos, videos or documents, as files or links?',
  );
}
