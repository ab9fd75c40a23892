import type { ChatAction } from '../../refunds/allowedActions.js';
import type { Settlement } from '../../refunds/caseEvent.js';
import type { ReminderKind } from '../../refunds/caseReminders.js';
import type { Deadline } from '../../refunds/refundCase.js';
import type { CaseNewsValues, Copy } from '../copy.js';
import { isOffered } from './offeredActs.js';
import { words } from './words.js';

type CaseNewsCopy = Pick<Copy, Extract<keyof Copy, `case.${string}`>>;

const { command } = words;
const WHERE = 'on the order page, under "View refund application"';

/** What a buyer hears when something happens to their case: what it was, whose turn it is, by when, and what would hurt. */
export const caseNewsCopy: CaseNewsCopy = {
  'case.agreed': (values) => told(values, agreed(values)),
  'case.proposal': (values) => {
    const { proposal } = values.case;
    const offer = proposal ? `The seller proposes: ${settlement(proposal)}.` : 'The seller has answered.';
    return told(
      values,
      offer,
      quoted(proposal?.words),
      `You may accept it here, or answer with a proposal of your own ${WHERE}.`,
      escalation(values),
      'Once you accept, the case is settled for that, and the rest cannot be claimed.',
    );
  },
  'case.refused': (values) =>
    told(
      values,
      'The seller has refused. That is not the last word.',
      `You may answer with a proposal of your own, ${WHERE}.`,
      escalation(values),
    ),
  'case.escalated': (values) =>
    told(
      values,
      values.event === 'sellerDisputesReturn'
        ? 'The seller disputes the return, so the platform looks at the case.'
        : 'The case is with the platform now: one of its people weighs both sides. This is its mediation, not a court.',
      'Please do not close the case for a promise, and do not confirm receipt.',
    ),
  'case.evidenceAsked': (values) =>
    told(
      values,
      'The platform asks you for evidence.',
      quoted(values.case.evidenceAsked),
      'If it is not there in time, the request is cancelled.',
      values.case.deadlines.some(({ kind }) => kind === 'evidence')
        ? ''
        : `By when, the platform says ${WHERE} and by e-mail; please look today.`,
    ),
  'case.decided': (values) => told(values, ...decided(values)),
  'case.returnOrdered': (values) =>
    told(
      values,
      'The goods are to go back. Send them only to the address in the case, and to no other that is written to you:',
      `${(values.case.returnTo?.lines ?? []).join(', ')}.`,
      `Keep the receipt, take a photo of the parcel, and enter the carrier and the tracking number ${WHERE}.`,
    ),
  'case.refundStarted': (values) => {
    const { refund } = values.case;
    return told(
      values,
      refund ? `Your refund of ${words.money(refund.amount)} is on its way.` : 'Your refund is on its way.',
      'It goes back to where you paid from. If that card or account is closed, ask the bank that it was with: the money comes there.',
    );
  },
  'case.refundFailed': (values) =>
    told(
      values,
      'The refund came back: the bank did not take it. You have not lost it.',
      `Please check your account details ${WHERE}; then it is tried again.`,
    ),
  'case.refunded': (values) => {
    const { refund } = values.case;
    const what = refund ? `${words.money(refund.amount)} of refund` : 'Your refund';
    return told(values, `${what} has been paid out. Please check that it is there.`, 'The case is closed with that.');
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
  'case.actAsk': ({ action, caseId }) => ({
    text: `${ACT[action].does} Shall I do it for case ${caseId}?`,
    buttons: [command.actYes, command.actNo],
  }),
  'case.acting': ({ action, caseId }) => ({
    text: `${ACT[action].now} case ${caseId} now, and tell you here when it is done.`,
  }),
  'case.notActed': ({ caseId }) => ({
    text: `All right, nothing was done. Case ${caseId} stays as it is.`,
    buttons: [command.track],
  }),
  'case.acted': ({ became, action, case: { caseId }, next, acts, timeZone }) => ({
    text: [
      became === 'done'
        ? `${ACT[action].done}: case ${caseId}.`
        : became === 'changed'
          ? `I have not done it: something else has happened to case ${caseId} since you saw it. Please look again.`
          : `That cannot be done to case ${caseId} now, and nothing was done.`,
      ...(next.what === 'nothing' ? [] : [words.nextStep(next, timeZone)]),
    ].join(' '),
    buttons: [...acts.filter(isOffered).map((act) => command[act]), command.track],
  }),
  'case.reminder': ({ kind, deadline, case: { caseId }, next, acts, timeZone }) => ({
    text: [
      `A reminder of your case ${caseId}.`,
      reminded(kind, deadline, timeZone),
      words.nextStep(next, timeZone),
    ].join(' '),
    buttons: [...acts.filter(isOffered).map((act) => command[act]), command.track, command.stopReminders],
  }),
  'case.noReminders': () => ({
    text: 'No more reminders of dates. What happens to your cases is still told here, and the dates stand on them.',
    buttons: [command.remindAgain, command.track],
  }),
  'case.remindersAgain': () => ({ text: 'I remind you of dates again.', buttons: [command.track] }),
  'case.actLost': () => ({
    text: 'I could not do that: the order system does not know this case as yours any more. Nothing was done.',
    buttons: [command.track, command.person],
  }),
};

function told({ case: refundCase, next, acts, timeZone }: CaseNewsValues, ...parts: readonly string[]) {
  const step = next.what === 'nothing' ? '' : words.nextStep(next, timeZone);
  const text = [`News of your case ${refundCase.caseId}.`, ...parts, step].filter((part) => part !== '').join(' ');
  return { text, buttons: [...acts.filter(isOffered).map((act) => command[act]), command.track, command.person] };
}

function settlement({ remedy, amount }: Settlement): string {
  return words.remedy[remedy] + (amount ? `, ${words.money(amount)}` : '');
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
  const what = refundCase.settlement ? `: ${settlement(refundCase.settlement)}` : '';
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
      ? `You may object ${WHERE}, but only with evidence that was not there before. Beyond that there is arbitration, which costs money: ask somebody who knows the law before you begin it.`
      : '',
  ];
}

function closed({ event }: CaseNewsValues): string {
  switch (event) {
    case 'buyerWithdraws':
      return 'The case is withdrawn. It cannot be opened again.';
    case 'caseLapses':
      return 'The case was closed because an answer did not come in time. While the time to claim is not over, a new one can be filed: say "my order went wrong".';
    default:
      return 'The case is closed without a refund.';
  }
}

function reminded(kind: ReminderKind, { kind: what, at }: Deadline, timeZone: string): string {
  const by = `${words.day(at, timeZone)}, ${words.clock(at, timeZone)}`;
  if (kind !== 'expired') {
    const left = kind === 'halfTime' ? 'Half of the time is over' : 'Little time is left';
    return what === 'sendBack'
      ? `${left}: the goods have to be on their way back by ${by}, or the case is closed.`
      : `${left}: the evidence has to be there by ${by}, or the request is cancelled.`;
  }
  return EXPIRED[what];
}

/** When a date is over that was the others', or a way is open from now on. */
const EXPIRED: Readonly<Record<Deadline['kind'], string>> = {
  sellerResponse: "The seller's time to answer is over.",
  escalationOpens: 'From now on you may escalate, and the platform decides.',
  autoEscalation: 'By its rule the platform steps in now by itself.',
  mediatorFirstTouch: 'The platform was to look at it by now. If nothing has come, ask its support on the order page.',
  mediatorReview:
    'The platform was to have weighed the evidence by now. If nothing has come, ask its support on the order page.',
  evidence: 'The time for the evidence is over.',
  sendBack: 'The time to send the goods back is over.',
  refundInitiation:
    'The refund was to be begun by now. If it is not, ask the platform whether the seller has the money there.',
  payout:
    'The money should have arrived by now. If it has not, ask your bank to trace it, with the reference of the refund.',
};

/** What each does, in full, before it is done. */
const ACT: Readonly<Record<ChatAction, { readonly does: string; readonly now: string; readonly done: string }>> = {
  buyerAccepts: {
    does: 'If you accept, the case is settled for what the seller proposes. The rest cannot be claimed any more, and you cannot take it back.',
    now: 'I accept the proposal in',
    done: 'The proposal is accepted',
  },
  buyerEscalates: {
    does: 'If you escalate, the platform looks at both sides and decides. Have your evidence ready: what it asks for has a date, and missing that cancels the request.',
    now: 'I escalate',
    done: 'It is with the platform',
  },
  buyerGoesToArbitration: {
    does: 'Arbitration is a legal procedure outside of the platform, in Hong Kong. It costs money and time, and what it decides is final. Ask somebody who knows the law before you begin it.',
    now: 'I note that you go to arbitration with',
    done: 'It is noted that you go to arbitration',
  },
  buyerWithdraws: {
    does: 'A case that is withdrawn cannot be opened again, whatever was promised for it. If the seller promised money for closing it, wait until the money is there.',
    now: 'I withdraw',
    done: 'It is withdrawn',
  },
};
