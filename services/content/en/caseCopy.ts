import { type Copy, REVIEW_FIELDS } from '../copy.js';
import { fieldRows } from '../filingRows.js';
import { heedWords } from './heedWords.js';
import { ineligibleWords } from './ineligibleWords.js';
import { offeredButtons } from './offeredActs.js';
import { varied } from './onceMore.js';
import { parcelWords } from './parcelWords.js';
import { words } from './words.js';

const { command } = words;

type CaseCopy = Omit<
  Pick<Copy, Extract<keyof Copy, `refund.${string}` | `track.${string}` | `evidence.${string}`>>,
  Extract<keyof Copy, `refund.ask${string}`> | 'refund.sellerDraft' | 'refund.review'
>;

const REFUSED = {
  wrongKind: 'it has to be a picture (PNG, JPEG, WebP, HEIC) or a PDF',
  tooLarge: 'it is larger than 10 MB',
  empty: 'it is empty',
  tooMany: 'there are too many; 5 fit in a message, and 20 in a case',
} as const;

/** What becomes of a filing: it cannot be, it is under way, it is open, and where it stands. */
export const caseCopy: CaseCopy = {
  'refund.heed': heedWords,
  'refund.ineligible': ineligibleWords,
  'refund.caseOpen': ({ case: refundCase, next, timeZone }, nth = 0) => ({
    text: `${varied(nth, 'There is already a case open on this order', 'As before, this order has an open case')}: ${refundCase.caseId}. ${words.nextStep(next, timeZone)} An order has one case at a time.`,
    buttons: [command.track],
  }),
  'refund.filing': ({ orderId }) => ({ text: `Thank you. I am opening your case on order ${orderId} now.` }),
  'refund.stillFiling': ({ orderId }, nth = 0) => ({
    text: `${varied(nth, `Your case on order ${orderId} is on its way.`, `I am still opening your case on order ${orderId}.`)} You need not send it again: it is opened once, and I tell you its number here.`,
  }),
  'refund.filed': ({ case: refundCase, next, timeZone, finding }) => {
    const why = finding ? words.sellerVerdict.whyUp(finding, timeZone) : '';
    return {
      text: [
        `Your case is open: ${refundCase.caseId}.`,
        ...(why === '' ? [] : [why, 'So it goes up: as a case it has dates, and you can bring in the platform.']),
        words.nextStep(next, timeZone),
        'Until it is settled, please do not confirm receipt of the order, do not agree to new dates in the chat, take no payment ' +
          'outside of the platform, and do not close the case for a promise: a case that you withdraw cannot be opened again.',
        ...(why === '' ? [] : ['If you like, a person looks at it with you.']),
      ].join(' '),
      buttons: why === '' ? [command.track] : [command.track, command.person],
    };
  },
  'refund.goesUp': ({ finding, timeZone, answered }) => ({
    text: [
      words.sellerVerdict.whyUp(finding, timeZone),
      words.sellerVerdict.beware(finding, answered),
      `I have noted it, so that whoever takes this up sees it. If you like, a person looks at it: say "human".`,
    ]
      .filter((part) => part !== '')
      .join(' '),
    buttons: [command.person, command.track],
  }),
  'refund.orderChanged': ({ order }) => ({
    text: `Nothing is filed yet: the order has changed meanwhile, and ${words.money(order.paid)} stand there as paid now. Please look at it once more.`,
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
  'refund.resumed': (_, nth = 0) => ({
    text: varied(
      nth,
      'I have a draft about this order, so we go on with that.',
      'Your draft about this order is still here: on with it.',
    ),
  }),
  'track.parcels': ({ orders, now, timeZone }, nth = 0) => ({
    text: [
      varied(
        nth,
        orders.length === 1 ? 'This is what the order says:' : 'This is what your orders say:',
        'Nothing has changed since I looked last:',
      ),
      ...orders.map((order) => `- ${order.title} (${order.orderId}): ${parcelWords(order, now, timeZone)}`),
    ].join('\n'),
    buttons: [command.start],
  }),
  'track.parcelElsewhere': (_, nth = 0) => ({
    text: varied(
      nth,
      'I cannot look into your orders here. On the marketplace, open My Orders and the order: it shows the tracking number ' +
        'and where the parcel is. If the ship-by date has passed, or the parcel does not come, I help you ask for a refund.',
      'The page of the order on the marketplace shows where the parcel is. If it does not come, tell me.',
    ),
    buttons: [command.start],
  }),
  'track.withdraw': ({ hasCase }, nth = 0) => ({
    text: varied(
      nth,
      'Closing a case is for good: it cannot be opened again, whatever was promised. So close it only when the money is with ' +
        'you, or when you no longer want anything from the seller. You close it yourself, on the page of the case on the marketplace.',
      'A case that is closed cannot be opened again. You close it on its page on the marketplace; I cannot do it for you.',
    ),
    buttons: hasCase ? [command.track, command.person] : [command.person],
  }),
  'track.cases': ({ rows, timeZone, acts }, nth = 0) => ({
    text: [
      rows.length === 1
        ? varied(nth, 'This is your case.', 'Your case, as it stands now:')
        : varied(
            nth,
            `These are your ${rows.length} latest cases.`,
            `Your ${rows.length} latest cases, as they stand now:`,
          ),
      ...rows.map(
        ({ case: refundCase, next, title }) =>
          `${refundCase.caseId}, ${title}: ${words.caseState(refundCase)}. ${words.nextStep(next, timeZone)}`,
      ),
    ].join('\n\n'),
    ...(offeredButtons(acts).length > 0 ? { buttons: offeredButtons(acts) } : {}),
  }),
  'track.draft': ({ draft, missing }, nth = 0) => ({
    text: [
      varied(nth, 'There is a draft that is not filed yet:', 'The draft, as it stands:'),
      ...fieldRows(words, draft, REVIEW_FIELDS).map(({ title, value }) => `- ${title}: ${value}`),
      ...(missing.length > 0
        ? [`${words.label.missing}: ${missing.map((field) => words.field[field]).join(', ')}`]
        : []),
      `Say "${command.resume}" to take it up, or "${command.discard}".`,
    ].join('\n'),
    buttons: [command.resume, command.discard],
  }),
  'track.discardAsk': ({ order }, nth = 0) => {
    const draft = `draft${order ? ` about order ${order.orderId} (${order.title})` : ''}`;
    return {
      text: varied(
        nth,
        `The ${draft} would be gone, with all that you told me for it. Shall I discard it?`,
        `Do you want the ${draft} thrown away? It cannot be had back.`,
      ),
      buttons: [command.discardYes, command.keep],
    };
  },
  'track.discarded': ({ filing }) => ({
    text: 'The draft is gone. Nothing was filed.',
    ...(filing ? {} : { buttons: [command.start, command.track] }),
  }),
  'track.draftKept': ({ filing }, nth = 0) => ({
    text: varied(nth, 'All right, I keep the draft.', 'It stays.'),
    ...(filing ? {} : { buttons: [command.resume, command.track] }),
  }),
  'refund.alsoNamed': ({ order }) => ({
    text: `You also named order ${order.orderId} (${order.title}). Shall we do that one now?`,
    buttons: [{ title: 'Yes, that one too', message: `My order ${order.orderId} went wrong` }, command.track],
  }),
  'evidence.refused': ({ refused }) => ({
    text: refused
      .map(({ name, why }) => `I could not keep ${name === '' ? 'a file' : name}: ${REFUSED[why]}.`)
      .join(' '),
  }),
  'evidence.duplicate': ({ links, files }, nth = 0) => ({
    text: [
      files.length > 0 ? `I have ${files.join(', ')} already, so I keep it once.` : '',
      links > 0
        ? varied(
            nth,
            links === 1
              ? 'I have that link already, so I keep it once.'
              : 'I have those links already, so I keep each once.',
            'That one is on the list already.',
          )
        : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  }),
  'track.none': ({ hasDraft }, nth = 0) => ({
    text: hasDraft
      ? varied(
          nth,
          'You have no case yet, but there is a draft that was not filed. Shall we go on with it?',
          'Still no case, only the draft. Shall we finish it?',
        )
      : varied(
          nth,
          'You have no case with us yet. If something went wrong with an order, we can open one now.',
          'There is still no case of yours. Shall we open one?',
        ),
    buttons: [hasDraft ? command.resume : command.start],
  }),
};
