import type { CaseNextStep, Doing } from '../../refunds/nextStep.js';
import { formatDay } from '../formatDay.js';

/** Who acts, by when, and what comes then: one or two short sentences. */
export function nextStepWords(next: CaseNextStep, timeZone: string): string {
  const day = (at: number) => formatDay(at, 'en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone });
  const about = next.isNamed ? '' : 'about ';
  const by = next.by === undefined ? '' : ` by ${about}${day(next.by)}`;
  const now = `${NOW[next.what]}${by}.${MISSED[next.what] ?? ''}`;
  const then = next.after && THEN[next.after.what];
  if (!next.after || !then || next.what === 'escalateOrWait') return now;
  return `${now} ${then}${next.after.from === undefined ? '' : ` from ${day(next.after.from)}`}.`;
}

const NOW: Readonly<Record<Doing, string>> = {
  answerTheClaim: 'The seller should answer',
  answerOverdue: 'The seller has not answered in time',
  escalateOrWait: 'You may escalate to the platform now, or wait: it steps in by itself',
  answerTheProposal: 'It is your turn: accept the proposal, reject it, or make one of your own',
  answerTheRefusal: 'The seller said no. It is your turn: make a proposal of your own, or escalate',
  takeUpTheCase: 'The platform takes up the case',
  arrangeTheRefund: 'The refund is being arranged',
  nameTheAddress: 'The address for the goods is to come: send nothing before it is in the case',
  sendWhatWasAgreed: 'The seller sends what was agreed',
  weighTheCase: 'The platform looks at both sides',
  sendEvidence: 'It is your turn: send the evidence that is asked for',
  readTheDecision: 'It is your turn: object with new evidence, or let the decision stand',
  arbitrate: 'The arbitrator decides',
  carryOutTheDecision: 'The decision is being carried out',
  sendTheGoodsBack: 'It is your turn: send the goods back to the address in the case',
  confirmTheReturn: 'The seller confirms that the goods came back',
  startTheRefund: 'The refund is to be started',
  payOut: 'The refund is on its way to you',
  repeatTheRefund: 'The refund is to be tried again',
  liftTheHold: 'The case stands still while a chargeback or a review of fraud is open',
  tellWhereItIs: 'Look on the order page: the platform uses a word for it that I do not know',
  nothing: 'Nothing is left to do',
};

/** What it means not to do it in time. */
const MISSED: Readonly<Partial<Record<Doing, string>>> = {
  sendEvidence: ' Missing that cancels the request.',
};

const THEN: Readonly<Partial<Record<Doing, string>>> = {
  escalateOrWait: 'If there is no agreement, you can escalate',
  takeUpTheCase: 'After that the platform takes it up',
  weighTheCase: 'After that the platform decides',
  confirmTheReturn: 'After that the seller confirms the return',
  startTheRefund: 'After that the refund is started',
  carryOutTheDecision: 'After that it is carried out',
};
