import type { Copy } from '../copy.js';
import { filingRows } from '../filingRows.js';
import { detailsQuestion } from './detailsQuestion.js';
import { ineligibleWords } from './ineligibleWords.js';
import { sellerMessage } from './sellerMessage.js';
import { whyWords } from './whyWords.js';
import { words } from './words.js';

const { command } = words;

/** Every sentence that the bot says in English. Short, kind, exact: what happens next, who acts, by when. */
export const copy: Copy = {
  'root.welcome': () => ({
    text:
      'Hello, I am Refund Desk. If something went wrong with an order, I help you get your money back: ' +
      'I ask a few questions, open the case with you, and tell you whose turn it is. What happened?',
    buttons: [command.start, command.track, command.howLong],
  }),
  'root.clarify': ({ choices }) => ({
    text: 'I want to be sure that I got you right. Did you mean one of these?',
    buttons: choices,
  }),
  'root.outOfScope': () => ({
    text:
      'I am sorry, I did not get that. I know about refunds: opening a case, where a refund is, fees, times, evidence, ' +
      'and what to do when a seller says no. Could you say it in other words?',
    buttons: [command.start, command.track, command.person],
  }),
  'root.help': () => ({
    text:
      'I can open a refund case with you, show where your cases stand, and answer questions about fees, times, evidence and ' +
      'difficult sellers. While I ask, you can say "back", "cancel", "start over" or "why", or correct anything you said.',
    buttons: [command.start, command.track],
  }),
  'root.greeting': () => ({
    text: 'Hello! Tell me what went wrong with your order, and we will sort it out.',
    buttons: [command.start, command.track],
  }),
  'root.thanks': () => ({ text: 'You are welcome. I am here whenever you need me.' }),
  'root.goodbye': () => ({ text: 'Goodbye. Your cases and your answers are kept; come back at any time.' }),
  'root.botChallenge': () => ({
    text: "I am a program, not a person. I work by the marketplace's published rules, and I say so when I do not know something.",
  }),
  'root.wait': () => ({ text: 'Take your time. I keep everything as it is.' }),
  'root.failed': ({ incident }) => ({
    text:
      `I am sorry, something went wrong on my side. Nothing you told me is lost; please send your last message again. ` +
      `If it happens again, quote incident ${incident} to support.`,
  }),
  'root.backendAway': () => ({
    text: 'I cannot reach the order system just now. Nothing you told me is lost; please send your last message again in a minute.',
  }),

  'refund.askOrder': ({ orders, because }) => ({
    text: `${askOrderLead(because)} ${orders.length > 0 ? 'Pick it below or type its number.' : 'Type its number: it is on the order page, 9 to 20 digits.'}`,
    buttons: orders.map(({ title, orderId }) => ({ title, message: orderId })),
  }),
  'refund.askProblem': ({ order, choices, again }) => ({
    text: again
      ? 'I did not get what is wrong. Pick what comes closest, or tell me in a few words.'
      : `${order ? `Order ${order.orderId}: ${order.title}. ` : ''}What went wrong?`,
    buttons: choices.map((problem) => words.problem[problem]),
  }),
  'refund.askDetails': detailsQuestion,
  'refund.askSeller': ({ sellerName, again }) => ({
    text: again
      ? 'I did not get that. Have you written to the seller about it, and what did they say?'
      : `Have you asked ${sellerName} about it, and what did they say? The marketplace wants the seller asked first.`,
    buttons: (['refused', 'silent', 'offered', 'talking', 'notContacted'] as const).map(
      (outcome) => words.seller[outcome],
    ),
  }),
  'refund.sellerDraft': ({ facts, answerBy, timeZone, again }) => ({
    text:
      `${again ? 'Have you sent it? Here it is once more.' : "The seller comes first. Here is a message you can copy into the order's chat on the platform, where it counts as evidence:"}\n\n` +
      `${sellerMessage(facts, answerBy, timeZone)}\n\n` +
      'Once it is sent we can go on and file. Or wait for the answer: I keep your draft.',
    buttons: [command.sent, command.later],
  }),
  'refund.askRemedy': ({ choices, again }) => ({
    text: again ? 'I did not get that. Which of these do you want?' : 'What would put it right for you?',
    buttons: choices.map((remedy) => words.remedy[remedy]),
  }),
  'refund.askAmount': ({ atMost, suggested, because }) => ({
    text: `${amountLead(because, words.money(atMost))} You can ask for up to ${words.money(atMost)}${
      suggested ? `; the affected share comes to ${words.money(suggested)}` : ''
    }.`,
    ...(suggested ? { buttons: [words.money(suggested)] } : {}),
  }),
  'refund.askEvidence': ({ items, because }) => ({
    text: `${evidenceLead(because)} What helps most: ${items
      .slice(0, 4)
      .map((item) => words.evidence[item])
      .join('; ')}. The seller will see them, so hide bank and identity data.`,
    buttons: [command.noLinks],
  }),
  'refund.review': ({ facts, again, choosing }) =>
    choosing
      ? { text: 'Which answer shall I change?', buttons: choosing.map((field) => words.field[field]) }
      : {
          text:
            `${again ? 'Submit it as it is, or tell me what to change.' : `${words.label.review}. Nothing is sent before you say so.`}\n\n` +
            `${filingRows(words, facts)
              .map(({ title, value }) => `${title}: ${value}`)
              .join('\n')}\n\nSubmit it, or tell me what to change.`,
          buttons: [command.submit, command.change],
        },
  'refund.ineligible': ineligibleWords,
  'refund.caseOpen': ({ case: refundCase, next, timeZone }) => ({
    text: `There is already a case open on this order: ${refundCase.caseId}. ${words.nextStep(next, timeZone)} An order has one case at a time.`,
    buttons: [command.track],
  }),
  'refund.filing': ({ orderId }) => ({ text: `Thank you. I am opening your case on order ${orderId} now.` }),
  'refund.stillFiling': ({ orderId }) => ({
    text: `Your case on order ${orderId} is on its way. You need not send it again: it is opened once, and I tell you its number here.`,
  }),
  'refund.filed': ({ case: refundCase, next, timeZone }) => ({
    text:
      `Your case is open: ${refundCase.caseId}. ${words.nextStep(next, timeZone)} ` +
      'Until it is settled, please do not confirm receipt of the order, do not agree to new dates in the chat, and do not close ' +
      'the case for a promise: a case that you withdraw cannot be opened again.',
    buttons: [command.track],
  }),
  'refund.notFiled': ({ why }) => ({
    text:
      why === 'unknownOrder'
        ? 'I could not open the case: the order system no longer knows this order as yours. Nothing was filed. Please check the order number with me again.'
        : 'I could not open the case: this draft was already used for another request. Nothing new was filed. Please start again with me.',
    buttons: [command.start, command.person],
  }),
  'refund.parked': () => ({
    text: `I keep your draft. Come back when the seller has answered, or after three days without an answer, and say "${command.resume}".`,
    buttons: [command.resume],
  }),

  'track.cases': ({ rows, timeZone }) => ({
    text: [
      rows.length === 1 ? 'This is your case.' : `These are your ${rows.length} latest cases.`,
      ...rows.map(
        ({ case: refundCase, next, title }) =>
          `${refundCase.caseId}, ${title}: ${words.state[refundCase.state]}. ${words.nextStep(next, timeZone)}`,
      ),
    ].join('\n\n'),
  }),
  'track.none': ({ hasDraft }) => ({
    text: hasDraft
      ? 'You have no case yet, but there is a draft that was not filed. Shall we go on with it?'
      : 'You have no case with us yet. If something went wrong with an order, we can open one now.',
    buttons: [hasDraft ? command.resume : command.start],
  }),

  'repair.cancelled': ({ kept }) => ({
    text: `All right, I have stopped. Nothing was filed.${kept ? ' I keep what you told me, in case you want to go on.' : ''}`,
    buttons: kept ? [command.resume, command.start] : [command.start],
  }),
  'repair.nothingToCancel': () => ({
    text: 'There is nothing under way that I could cancel. What can I do for you?',
    buttons: [command.start, command.track],
  }),
  'repair.corrected': ({ fields }) => ({
    text: `Got it, I have noted: ${fields.map((field) => words.field[field].toLowerCase()).join(', ')}.`,
  }),
  'repair.nothingBack': () => ({ text: 'This is the first question; there is nothing before it.' }),
  'repair.tooLong': ({ limit }) => ({
    text: `That is longer than I can read at once (about ${limit.toLocaleString('en')} characters). It is kept in our conversation; please tell me the main point in a few sentences.`,
  }),
  'repair.why': ({ question }) => ({ text: whyWords(question) }),
  'handoff.offer': ({ because }) => ({
    text:
      `${HANDOFF_LEAD[because]} There is no person in this chat. The marketplace's own support has people round the clock: on the order ` +
      "page choose Customer Service, then live chat. Don't trust phone numbers found elsewhere. What you told me stays here.",
    buttons: [command.start, command.track],
  }),
};

const HANDOFF_LEAD = {
  asked: 'Of course.',
  lost: 'I am sorry that I do not get it; a person may do better.',
  needsPerson: 'This is a matter for a person.',
} as const;

function askOrderLead(because: Parameters<Copy['refund.askOrder']>[0]['because']): string {
  if (!because) return 'I am sorry to hear that; let us sort it out. Which order is it about?';
  if (because.kind === 'several')
    return `You named more than one order (${because.said.join(', ')}). Which one shall we start with?`;
  if (because.kind === 'unknown') {
    return `I do not find order ${because.said.join(', ')} among your orders. Please check the number. Which order is it?`;
  }
  return 'I could not read an order number there. Which order is it about?';
}

function amountLead(because: Parameters<Copy['refund.askAmount']>[0]['because'], atMost: string): string {
  switch (because) {
    case 'over':
      return `That is more than you paid (${atMost}). How much do you ask for?`;
    case 'zero':
      return 'The amount must be more than zero. How much do you ask for?';
    case 'wrongCurrency':
      return 'The order was paid in another currency, and the claim has to be in that one. How much do you ask for?';
    case 'unreadable':
      return 'I could not read an amount there. How much do you ask for?';
    case undefined:
      return 'How much do you ask for?';
  }
}

function evidenceLead(because: Parameters<Copy['refund.askEvidence']>[0]['because']): string {
  return because
    ? 'I need a full web link that others can open, such as https://photos.example.com/1. Do you have one?'
    : 'Do you have photos or videos of it? Send links to them; a case with evidence stands much better.';
}
