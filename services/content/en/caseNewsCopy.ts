import type { CaseNewsValues } from '../caseCopyValues.js';
import type { Copy, CopyValues } from '../copy.js';
import { offeredButtons } from './offeredActs.js';
import { payoutWords } from './payoutWords.js';
import { timeLeft } from './timeLeft.js';
import { words } from './words.js';

/** The keys whose values are news. */
type NewsKey = {
  [K in keyof CopyValues]: CopyValues[K] extends CaseNewsValues ? K : never;
}[keyof CopyValues];
type CaseNewsCopy = Pick<Copy, NewsKey>;

const { command } = words;
const WHERE = 'on the order page, under "View refund application"';

/** What a buyer hears when something happens to their case: what it was, whose turn it is, by when, and what would hurt. */
export const caseNewsCopy: CaseNewsCopy = {
  'case.agreed': (values) => told(values, agreed(values)),
  'case.proposal': (values) => {
    const { proposal } = values.case;
    const offer = proposal ? `The seller proposes: ${words.settlement(proposal)}.` : 'The seller has answered.';
    return told(
      values,
      offer,
      quoted(proposal?.words),
      'You may accept it, reject it, or make a proposal of your own, all of it here.',
      escalation(values),
      'Once you accept, the case is settled for that, and the rest cannot be claimed.',
    );
  },
  'case.refused': (values) =>
    told(
      values,
      'The seller has refused. That is not the last word.',
      'You may make a proposal of your own here.',
      escalation(values),
    ),
  'case.escalated': (values) =>
    told(
      values,
      values.event === 'sellerDisputesReturn'
        ? 'The seller disputes the return, so the platform looks at the case.'
        : 'The case is with the platform now: one of its people weighs both sides. This is its mediation, not a court.',
      'Please do not close the case for a promise, do not confirm receipt, and take no payment outside of the platform: any of that may end it.',
    ),
  'case.evidenceAsked': (values) =>
    told(
      values,
      'The platform asks you for evidence.',
      quoted(values.case.evidenceAsked),
      evidenceTime(values),
      `Send it here: photos, PDFs or links, then "${command.handIn}".`,
    ),
  'case.decided': (values) => told(values, ...decided(values)),
  'case.returnOrdered': (values) =>
    told(
      values,
      'The goods are to go back. Send them only to the address in the case, and to no other that is written to you:',
      `${(values.case.returnTo?.lines ?? []).join(', ')}.`,
      sendBackTime(values),
      'Keep the receipt, take a photo of the parcel, and tell me the carrier and the tracking number here.',
    ),
  'case.refundStarted': (values) => {
    const { refund } = values.case;
    return told(
      values,
      refund ? `Your refund of ${words.money(refund.amount)} is on its way.` : 'Your refund is on its way.',
      payoutWords(refund?.method, values.rules),
      'It goes back to where you paid from. If that card or account is closed, ask the bank that it was with: the money comes there.',
    );
  },
  'case.refundFailed': (values) =>
    told(
      values,
      'The refund came back: the bank did not take it. You have not lost it.',
      `For another account of yours the platform needs, ${WHERE}: your bank's word that the card or account is closed, its word that it has returned the money, and the details of an account in the same name. Then it is tried again.`,
    ),
  'case.refunded': (values) => {
    const { refund } = values.case;
    const what = refund ? `${words.money(refund.amount)} of refund` : 'Your refund';
    return told(
      values,
      `${what} has been paid out, and the case is closed with that.`,
      `Please check that it is there. If you do not find it ${values.rules.bankTraceAfterWorkingDays.value} working days from now, ask your bank to trace it, with the reference of the refund.`,
      `You may still review the order: within ${values.rules.reviewWithinDays.value} days of its completion, truthfully and about this trade. Whether an order that was refunded in full can be reviewed is not known to me.`,
    );
  },
  'case.held': (values) =>
    told(
      values,
      values.case.hold === 'none'
        ? 'The case goes on.'
        : values.case.hold === 'chargeback'
          ? 'The case stands still, because a chargeback is open at your bank. While that goes on the platform does not judge the same money.'
          : 'The case stands still while a suspicion of fraud is looked into.',
    ),
  'case.closed': (values) => told(values, closed(values)),
};

function told({ case: refundCase, next, acts, timeZone }: CaseNewsValues, ...parts: readonly string[]) {
  const step = next.what === 'nothing' ? '' : words.nextStep(next, timeZone);
  const text = [`News of your case ${refundCase.caseId}.`, ...parts, step].filter((part) => part !== '').join(' ');
  return { text, buttons: [...offeredButtons(acts), command.track, command.person] };
}

/** What the other side wrote, as theirs. */
function quoted(text: string | undefined): string {
  return text === undefined ? '' : `They write: "${text}"`;
}

function escalation({ actions, timeZone }: CaseNewsValues): string {
  const escalate = actions.find(({ action }) => action === 'buyerEscalates');
  if (!escalate) return '';
  if (escalate.from === undefined) return 'Or you may escalate here, and the platform decides.';
  return `From ${words.day(escalate.from, timeZone)} on you may escalate, and the platform decides: until then the two of you have time to agree.`;
}

function agreed({ event, case: refundCase }: CaseNewsValues): string {
  if (event === 'sellerConfirmsReturn') return 'The seller has confirmed that the goods came back.';
  const what = refundCase.settlement ? `: ${words.settlement(refundCase.settlement)}` : '';
  return `The seller has agreed${what}.`;
}

function decided({ case: { decision, state } }: CaseNewsValues): readonly string[] {
  if (!decision) return ['There is a decision.'];
  const what = {
    fullRefund: 'a full refund',
    partialRefund: 'a part of the money',
    returnAndRefund: 'the money, once the goods are back',
    nothing: 'no refund',
  }[decision.outcome];
  const amount = decision.amount ? ` (${words.money(decision.amount)})` : '';
  const who = state === 'decidedFinal' ? 'The arbitrator has decided' : 'The platform has decided';
  return [
    `${who}: ${what}${amount}.`,
    `The reason: "${decision.reason}"`,
    state === 'decided'
      ? 'You may object here, but only with evidence that was not there before. Beyond the platform there is arbitration, a legal procedure which costs money: ask somebody who knows the law before you begin it.'
      : '',
  ];
}

function closed({ event }: CaseNewsValues): string {
  switch (event) {
    case 'buyerWithdraws':
      return 'The case is withdrawn. It cannot be opened again.';
    case 'caseLapses':
      return 'The case was closed because an answer did not come in time. While the time to claim is not over, a new one can be filed: say "my order went wrong".';
    case 'caseEnds':
      return 'The platform has closed the case: it says that it is settled, or that there is nothing left to do. If that is not so, say so to its support on the order page; a person can help you with that.';
    default:
      return 'The case is closed without a refund.';
  }
}

/** How long there is; what it means to miss it. */
function evidenceTime({ case: { deadlines }, now, timeZone }: CaseNewsValues): string {
  const by = deadlines.find(({ kind }) => kind === 'evidence')?.at;
  const missed = 'If it is not there in time, the request is cancelled.';
  return by === undefined
    ? `${missed} By when, the platform says ${WHERE} and by e-mail; please look today.`
    : `You have until ${words.day(by, timeZone)}, ${words.clock(by, timeZone)}: ${timeLeft(by - now)}. ${missed}`;
}

function sendBackTime({ case: { deadlines }, now, timeZone }: CaseNewsValues): string {
  const by = deadlines.find(({ kind }) => kind === 'sendBack')?.at;
  return by === undefined ? '' : `They have to be on their way by ${words.day(by, timeZone)}: ${timeLeft(by - now)}.`;
}
