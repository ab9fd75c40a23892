import type { AskedAction, ChatAction } from '../../refunds/allowedActions.js';
import type { RefundCase } from '../../refunds/refundCase.js';
import type { Copy, CopyValues } from '../copy.js';
import { offeredButtons } from './offeredActs.js';
import { timeLeft } from './timeLeft.js';
import { words } from './words.js';

type CaseActsCopy = Pick<
  Copy,
  | 'case.actAsk'
  | 'case.askAmount'
  | 'case.askEvidence'
  | 'case.evidenceTaken'
  | 'case.askParcel'
  | 'case.acting'
  | 'case.notActed'
  | 'case.acted'
  | 'case.actLost'
  | 'case.cannot'
  | 'case.which'
>;
type Asked = CopyValues['case.actAsk'];

const { command } = words;

/** What a buyer does to a case: what it needs, what it does to the money and the dates, and what became of it. */
export const caseActsCopy: CaseActsCopy = {
  'case.actAsk': (values) => ({
    text: [...DOES[values.action](values), `Shall I do it for case ${values.case.caseId}?`]
      .filter((part) => part !== '')
      .join(' '),
    buttons: [command.actYes, command.actNo],
  }),
  'case.askAmount': ({ case: { caseId, proposal }, paid, suggested, because }, nth = 0) => {
    const offered = proposal?.by === 'seller' && proposal.amount ? words.money(proposal.amount) : undefined;
    const fault: Readonly<Record<string, string>> = {
      over: `That is more than the ${words.money(paid)} you paid for this order, and more than that cannot be claimed.`,
      zero: 'That is no amount of money.',
      wrongCurrency: `This order was paid in ${paid.currency}: please name the amount in that.`,
      notMore: `The seller offers ${offered ?? 'as much'} already. To take that, say "${command.buyerAccepts}".`,
      unreadable: 'I did not find an amount in that.',
    };
    return {
      text: [
        because === undefined ? '' : (fault[because] ?? ''),
        nth === 0 && because === undefined && offered ? `The seller offers ${offered}.` : '',
        `How much do you ask for in case ${caseId}? At most ${words.money(paid)}, which is what you paid.`,
        nth === 0 && because === undefined
          ? 'Or say what else would settle it: a replacement, the missing pieces, or sending it back for the money.'
          : '',
      ]
        .filter((part) => part !== '')
        .join(' '),
      buttons: [...suggested.map((amount) => words.money(amount)), command.actNo],
    };
  },
  'case.askEvidence': ({ case: refundCase, isObjection, because, now, timeZone }) => ({
    text: [
      because === 'nothingNew'
        ? 'That is in the case already.'
        : because === 'nothing'
          ? 'There is nothing to hand in yet.'
          : '',
      isObjection
        ? "An objection needs evidence that was not there before: a photo or video that was not handed in, a report of an inspector or repairer, the carrier's word, a message in which the seller admits it. Saying once more that the decision is wrong does not count. With an objection the decision is set aside, and the platform weighs the case once more: it may also decide worse."
        : because === undefined && refundCase.evidenceAsked
          ? `The platform asks: "${refundCase.evidenceAsked}"`
          : '',
      `Send photos, PDFs or links here, in as many messages as you like, then "${command.handIn}".`,
      until(refundCase, 'evidence', now, timeZone),
    ]
      .filter((part) => part !== '')
      .join(' '),
    buttons: [command.actNo],
  }),
  'case.evidenceTaken': ({ case: refundCase, isObjection, links, files, said, now, timeZone }) => ({
    text: [
      `For case ${refundCase.caseId} I have: ${listed([
        files.length > 0 ? files.join(', ') : '',
        links > 0 ? `${links} ${links === 1 ? 'link' : 'links'}` : '',
        said === undefined ? '' : 'your words',
      ])}.`,
      isObjection && links + files.length === 0
        ? 'An objection needs a photo, a PDF or a link that was not there before.'
        : `Send more, or say "${command.handIn}": the platform has it only then. It may not ask a second time.`,
      until(refundCase, 'evidence', now, timeZone),
    ]
      .filter((part) => part !== '')
      .join(' '),
    buttons: [...(isObjection && links + files.length === 0 ? [] : [command.handIn]), command.actNo],
  }),
  'case.askParcel': ({ case: refundCase, carrier, number, because, now, timeZone }, nth = 0) => ({
    text: [
      because === undefined ? '' : 'I did not find that in your message.',
      carrier === undefined && number === undefined && nth === 0
        ? `Send the goods to the address of the case and to no other, whoever writes you another one: ${(refundCase.returnTo?.lines ?? []).join(', ')}.`
        : '',
      number === undefined
        ? carrier === undefined
          ? 'When they are on their way: which carrier has them, and what is the tracking number?'
          : `And the tracking number of ${carrier}?`
        : `And which carrier is ${number} with?`,
      number === undefined ? until(refundCase, 'sendBack', now, timeZone) : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
    buttons: [command.actNo],
  }),
  'case.acting': ({ action, caseId }) => ({
    text: `${DOING[action].now} case ${caseId} now, and tell you here when it is done.`,
  }),
  'case.notActed': ({ caseId }) => ({
    text: `All right, nothing was done. Case ${caseId} stays as it is.`,
    buttons: [command.track],
  }),
  'case.acted': ({ became, action, case: { caseId }, next, acts, timeZone }) => ({
    text: [
      became === 'done'
        ? `${DOING[action].done}: case ${caseId}.`
        : became === 'changed'
          ? `I have not done it: something else has happened to case ${caseId} since you saw it. Please look again.`
          : `That cannot be done to case ${caseId} now, and nothing was done.`,
      ...(next.what === 'nothing' ? [] : [words.nextStep(next, timeZone)]),
    ].join(' '),
    buttons: [...offeredButtons(acts), command.track],
  }),
  'case.actLost': () => ({
    text: 'I could not do that: the order system does not know this case as yours any more. Nothing was done.',
    buttons: [command.track, command.person],
  }),
  'case.cannot': ({ action, why, case: { caseId }, from, next, acts, days, reminds, timeZone }) => ({
    text: [
      why === 'tooEarly' && from !== undefined
        ? `Case ${caseId} can be escalated from ${words.day(from, timeZone)}, ${words.clock(from, timeZone)} on. Why not before: from the filing on, the seller and you have ${days} days to agree, and until then the platform takes no case.${reminds ? ' I tell you here when the day has come.' : ''}`
        : why === 'hold'
          ? `Case ${caseId} stands still, so nothing can be done to it until that is over.`
          : why === 'proposal'
            ? `In case ${caseId} there is no proposal of the seller to answer.`
            : NOT_NOW[action].replace('{case}', `case ${caseId}`),
      next.what === 'nothing' ? '' : words.nextStep(next, timeZone),
    ]
      .filter((part) => part !== '')
      .join(' '),
    buttons: [...offeredButtons(acts), command.track, command.person],
  }),
  'case.which': ({ action, caseIds }) => ({
    text: `You have ${caseIds.length} open cases. Which one is it about?`,
    buttons: caseIds.map((caseId) => `${command[action]}: ${caseId}`),
  }),
};

/** What each does to the money and to the dates, before it is done. */
const DOES: Readonly<Record<AskedAction, (values: Asked) => readonly string[]>> = {
  buyerAccepts: ({ case: { proposal }, paid, rules }) => [
    `If you accept, the case is settled for what the seller proposes${proposal ? `: ${words.settlement(proposal)}${ofPaid(proposal.amount, paid)}` : ''}.`,
    'The rest cannot be claimed any more, and you cannot take it back.',
    proposal?.remedy === 'returnAndRefund'
      ? 'You send the goods back to the address that the case is to name, and the money comes after they are there.'
      : proposal?.amount
        ? `The refund is to be started within ${rules.refundInitiationBusinessDays.value} business days.`
        : 'Nothing is paid with it.',
  ],
  buyerCounters: ({ case: refundCase, settlement, paid, now, timeZone }) => [
    settlement
      ? `The seller gets your proposal: ${words.settlement(settlement)}${ofPaid(settlement.amount, paid)}.`
      : '',
    'If they agree, the case is settled for that, and no more can be claimed. Until they answer nothing is paid.',
    wayUp(refundCase, now, timeZone),
  ],
  buyerRejects: ({ case: refundCase, now, timeZone }) => [
    'If you reject it, this offer is gone; the seller may make another one, and you lose no right by it. Nothing is paid for now.',
    wayUp(refundCase, now, timeZone),
  ],
  buyerEscalates: ({ finding, rules, timeZone }) => [
    finding ? words.sellerVerdict.whyUp(finding, timeZone) : '',
    `If you escalate, the platform looks at both sides, usually within ${rules.mediatorFirstTouchWorkingDays.value} working days, and decides. That is its own mediation and costs you nothing that I know of.`,
    'Have your evidence ready: what it asks for has a date, and missing that cancels the request.',
  ],
  buyerShipsBack: ({ parcel, case: { returnTo } }) => [
    parcel ? `I enter that the goods are on their way back: ${parcel.carrier}, ${parcel.number}.` : '',
    `Please check that the parcel goes to the address of the case (${(returnTo?.lines ?? []).join(', ')}) and to no other. The money comes when the seller has confirmed that it is there.`,
  ],
  buyerGoesToArbitration: () => [
    'Arbitration is something else than the mediation of the platform: a legal procedure outside of it, in Hong Kong. It costs money and time, and what it decides is final. Ask somebody who knows the law before you begin it.',
  ],
  buyerWithdraws: ({ case: { state } }) => [
    'A case that is withdrawn cannot be opened again, whatever was promised for it. If the seller promised money for closing it, wait until the money is there.',
    state === 'mediation' || state === 'awaitingEvidence'
      ? 'Since the platform is looking at it already, tell its person in the case as well.'
      : '',
  ],
};

/** While it is done, and when it was. */
const DOING: Readonly<Record<ChatAction, { readonly now: string; readonly done: string }>> = {
  buyerAccepts: { now: 'I accept the proposal in', done: 'The proposal is accepted' },
  buyerCounters: { now: 'I send your proposal to the seller in', done: 'The seller has your proposal' },
  buyerRejects: { now: 'I reject the proposal in', done: 'The proposal is rejected' },
  buyerAddsEvidence: { now: 'I hand in your evidence for', done: 'The platform has your evidence' },
  buyerEscalates: { now: 'I escalate', done: 'It is with the platform' },
  buyerShipsBack: { now: 'I enter the parcel in', done: 'The parcel is entered' },
  buyerObjects: { now: 'I hand in your objection in', done: 'Your objection is with the platform' },
  buyerGoesToArbitration: {
    now: 'I note that you go to arbitration with',
    done: 'It is noted that you go to arbitration',
  },
  buyerWithdraws: { now: 'I withdraw', done: 'It is withdrawn' },
};

/** Where the case is in no state for it. */
const NOT_NOW: Readonly<Record<ChatAction, string>> = {
  buyerAccepts: 'In {case} there is nothing to accept now.',
  buyerCounters: 'In {case} a proposal of yours cannot be made now: it answers one of the seller, or their no.',
  buyerRejects: 'In {case} there is nothing to reject now.',
  buyerAddsEvidence:
    'The platform takes evidence for {case} when it asks for it, and I tell you here when it does. Keep what you have, and send it to the seller in the chat of the order meanwhile.',
  buyerEscalates: 'There is nothing to escalate in {case} now.',
  buyerShipsBack:
    'In {case} nothing is to be sent back now. Please send nothing before the case names the address: what goes elsewhere is not protected.',
  buyerObjects: 'In {case} there is no decision to object to.',
  buyerGoesToArbitration: 'For {case} arbitration is not open: it comes after a decision of the platform.',
  buyerWithdraws: 'There is nothing to withdraw in {case} now.',
};

function ofPaid(amount: Asked['paid'], paid: Asked['paid']): string {
  return amount && paid && amount.minor < paid.minor ? ` of the ${words.money(paid)} you paid` : '';
}

/** What an answer to the seller does to the dates: nothing, and which those are. */
function wayUp({ deadlines }: RefundCase, now: number, timeZone: string): string {
  const at = (kind: string) => deadlines.find((each) => each.kind === kind)?.at;
  const [opens, automatic] = [at('escalationOpens'), at('autoEscalation')];
  const may =
    opens === undefined || opens <= now
      ? 'you may escalate now'
      : `you may escalate from ${words.day(opens, timeZone)} on`;
  const by =
    automatic === undefined || automatic <= now
      ? ''
      : `, and about ${words.day(automatic, timeZone)} the platform steps in by itself`;
  return `The dates stay as they are: ${may}${by}.`;
}

function until({ deadlines }: RefundCase, wanted: 'evidence' | 'sendBack', now: number, timeZone: string): string {
  const by = deadlines.find(({ kind }) => kind === wanted)?.at;
  if (by === undefined || by <= now) return '';
  return `Time for it until ${words.day(by, timeZone)}, ${words.clock(by, timeZone)}: ${timeLeft(by - now)}.`;
}

function listed(parts: readonly string[]): string {
  const there = parts.filter((part) => part !== '');
  return there.length < 2 ? there.join('') : `${there.slice(0, -1).join(', ')} and ${there.at(-1)}`;
}
