import type { Words } from '../copy.js';
import { formatDay } from '../formatDay.js';
import { formatMoney } from '../formatMoney.js';
import { evidenceHow, evidenceNames } from './evidenceHow.js';
import { nextStepWords } from './nextStepWords.js';
import { PHRASES } from './phrases.js';
import { transcriptWords } from './transcriptWords.js';

const DAY = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;

/** The short words of English: what choices, labels and fields are called. */
export const words: Words = {
  problem: {
    notShipped: 'Not shipped at all',
    lateShipment: 'Shipped late',
    notReceived: 'It has not arrived',
    falseTracking: 'The tracking number is false',
    damaged: 'It arrived broken',
    defective: 'It does not work',
    notAsDescribed: 'Not as described',
    wrongItem: 'The wrong item came',
    shortQuantity: 'Some of it is missing',
    counterfeit: 'It is a fake',
    customsHeld: 'Customs holds it',
    cancelBeforeShipment: 'I want to cancel before it ships',
    refundNotArrived: 'My refund has not arrived',
    unauthorisedCharge: 'A charge I did not make',
    overchargedOrDuplicate: 'Charged too much, or twice',
    changeOfMind: 'I changed my mind',
    offPlatformPayment: 'I paid outside the platform',
    other: 'Something else',
  },
  remedy: {
    fullRefund: 'Full refund',
    partialRefund: 'Part of the money',
    returnAndRefund: 'Send it back and get the money',
    replacement: 'A replacement',
    resendMissing: 'Send what is missing',
    compensationForDelay: 'Compensation for the delay',
    cancelOrder: 'Cancel the order and refund it',
  },
  seller: {
    notContacted: 'I have not asked yet',
    silent: 'No answer',
    refused: 'The seller said no',
    offered: 'They offered something',
    agreed: 'The seller agreed',
    talking: 'We are still talking',
  },
  field: {
    order: 'Order',
    problem: 'Problem',
    affected: 'How many',
    description: 'What happened',
    noticedOn: 'Noticed on',
    seller: 'The seller',
    remedy: 'You ask for',
    amount: 'Amount',
    evidence: 'Evidence',
  },
  fieldWords: {
    order: ['order', 'order number'],
    problem: ['problem', 'reason', 'issue'],
    affected: ['how many', 'quantity', 'number of items', 'count'],
    description: ['description', 'what happened', 'text', 'story', 'details'],
    noticedOn: ['date', 'day', 'noticed'],
    seller: ['seller', 'supplier'],
    remedy: ['remedy', 'you ask for', 'i ask for', 'what i want', 'resolution'],
    amount: ['amount', 'money', 'sum'],
    evidence: ['evidence', 'link', 'links', 'photo', 'photos', 'proof'],
  },
  changeWords: PHRASES.changeWords,
  questionWords: PHRASES.questionWords,
  evidence: {
    allContentsInOneFrame: 'one photo of everything that came',
    bankStatement: 'the bank statement',
    batchCount: 'a count of how many are faulty',
    beneficiaryName: 'the name of the account you paid to',
    brandOwnerStatement: 'a statement of the brand owner',
    cardStatement: 'the card statement',
    carrierDamageNote: "the carrier's damage note",
    carrierNoRecordPage: "the carrier's page that knows no such number",
    carrierStatement: "the carrier's word that it was not delivered",
    carrierTrackingPage: "the carrier's tracking page",
    cartonCountAndWeight: 'the number of cartons and their weight',
    customsDocument: 'the customs document that gives the reason',
    differencesList: 'a list of what differs',
    faultVideo: 'a video of the fault',
    innerPacking: 'photos of the inner packing',
    inspectionReport: 'an inspection report, if it is worth one',
    itemBesideListing: 'the item beside its listing',
    itemCloseUp: 'close-up photos of the items',
    listingScreenshot: 'a screenshot of the listing',
    orderDates: 'the dates in the order',
    orderLine: 'the line of the order',
    outerCarton: 'photos of the carton from outside',
    packingList: 'the packing list',
    proformaInvoice: 'the proforma invoice',
    refundStatusPage: 'the page that shows the refund',
    sellerChat: 'your chat with the seller on the platform',
    sellerChatNoDelayAgreed: 'the chat, showing that you did not agree to a delay',
    serialNumbers: 'the serial numbers',
    shippingLabel: 'a photo of the shipping label',
    sizeWithRuler: 'a photo with a ruler beside it',
    transferCopy: 'the copy of the transfer',
    unboxingVideo: 'a video of the unpacking',
    unitWeight: 'the weight of one piece',
  },
  evidenceHow,
  evidenceNames,
  strength: {
    0: 'no evidence yet',
    1: 'thin',
    2: 'fair',
    3: 'good',
    4: 'strong',
  },
  checklistLine: ({ item, ticked }) =>
    ticked ? `✓ ${words.evidence[item]}` : `○ ${words.evidence[item]}: ${evidenceHow[item]}`,
  command: {
    submit: 'Submit',
    change: 'Change something',
    resume: 'Go on with my draft',
    noLinks: 'I have none yet',
    notSure: 'I am not sure',
    sent: 'I have sent it',
    later: 'I will wait for the answer',
    start: 'My order went wrong',
    track: 'Where is my refund?',
    howLong: 'How long does it take?',
    person: 'Talk to a person',
    cancel: 'Cancel',
    somethingElse: 'Something else',
  },
  alsoCommand: PHRASES.alsoCommand,
  weakYes: PHRASES.weakYes,
  takeBackWords: PHRASES.takeBackWords,
  titleFillers: PHRASES.titleFillers,
  onceMore: ['Once more: ', 'As before: ', 'Again: '],
  vagueWords: PHRASES.vagueWords,
  vagueDays: PHRASES.vagueDays,
  vagueNote: (field, said) => (field === 'affected' ? `How many: ${said}.` : `Noticed: ${said}.`),
  emptyWords: PHRASES.emptyWords,
  labelChoice: (label, faq) => LABELS[label] ?? faq.entry(label)?.question,
  money: formatMoney('en'),
  day: (at, timeZone) => formatDay(at, 'en-GB', { ...DAY, timeZone }),
  calendarDay: (day) => formatDay(Date.parse(`${day}T12:00:00Z`), 'en-GB', { ...DAY, timeZone: 'UTC' }),
  affected: ({ count, total }, order) => {
    const noun = order && total === order.units.count ? ` ${order.units.noun}` : '';
    return count === total && noun !== ''
      ? `all ${total.toLocaleString('en')}${noun}`
      : `${count.toLocaleString('en')} of ${total.toLocaleString('en')}${noun}`;
  },
  sellerStatement: ({ outcome, silentDays }) =>
    outcome === 'silent' && silentDays
      ? `No answer for ${silentDays} ${silentDays === 1 ? 'day' : 'days'}`
      : words.seller[outcome],
  nextStep: nextStepWords,
  timelineStop: ({ station, is, at }, timeZone) => {
    const day = at === undefined ? '' : formatDay(at, 'en-GB', { day: 'numeric', month: 'long', timeZone });
    const by = day === '' ? '' : is === 'done' ? `, ${day}` : `, by about ${day}`;
    return `${{ done: '●', now: '◉', ahead: '○' }[is]} ${STATIONS[station]}${is === 'now' ? ' (now)' : ''}${by}`;
  },
  state: {
    awaitingSeller: 'Waiting for the seller',
    proposalPending: 'The seller made a proposal',
    agreed: 'You and the seller agreed',
    mediation: 'The platform is looking at it',
    awaitingEvidence: 'The platform asks for evidence',
    decided: 'The platform has decided',
    arbitration: 'In arbitration',
    decidedFinal: 'Decided for good',
    awaitingReturn: 'The goods are to be sent back',
    returnInTransit: 'The goods are on their way back',
    refundPending: 'The refund is being started',
    refundFailed: 'The refund did not go through',
    refunded: 'Refunded',
    rejected: 'Rejected',
    withdrawn: 'Withdrawn',
    expired: 'Expired',
  },
  caseHeading: (caseId) => `Case ${caseId}`,
  transcript: transcriptWords,
  label: {
    review: 'This is what I will file',
    strength: 'Your evidence',
    nothingYet: 'Nothing is filed before you submit it.',
    whoseTurn: 'Next',
    opened: 'Opened',
    order: 'Order',
    source: 'Source',
    notGiven: 'not given',
  },
};

const STATIONS = {
  opened: 'Case opened',
  sellersAnswer: "Seller's answer",
  platform: 'Platform steps in, if there is no agreement',
  decision: 'Decision',
  refund: 'Refund',
} as const;

const LABELS: Readonly<Record<string, string>> = {
  openRefund: words.command.start,
  trackRefund: words.command.track,
  contactHuman: words.command.person,
  complaint: words.command.start,
};
