import type { ReminderKind } from '../../refunds/caseReminders.js';
import type { Deadline } from '../../refunds/refundCase.js';
import type { Copy } from '../copy.js';
import { offeredButtons } from './offeredActs.js';
import { words } from './words.js';

type CaseReminderCopy = Pick<Copy, 'case.reminder' | 'case.noReminders' | 'case.remindersAgain'>;

const { command } = words;

/** Dates of a case that come near or have come: what was to be done, and what can be. */
export const caseReminderCopy: CaseReminderCopy = {
  'case.reminder': ({ kind, deadline, case: { caseId }, next, acts, timeZone }) => ({
    text: [
      `A reminder of your case ${caseId}.`,
      reminded(kind, deadline, timeZone),
      words.nextStep(next, timeZone),
    ].join(' '),
    buttons: [...offeredButtons(acts), command.track, command.stopReminders],
  }),
  'case.noReminders': () => ({
    text: 'No more reminders of dates. What happens to your cases is still told here, and the dates stand on them.',
    buttons: [command.remindAgain, command.track],
  }),
  'case.remindersAgain': () => ({ text: 'I remind you of dates again.', buttons: [command.track] }),
};

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
  autoEscalation:
    'By its rule the platform was to step in by itself by now, and nothing tells me that it has. You may escalate it yourself.',
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
