import type { Copy } from '../copy.js';
import { payoutWords } from './payoutWords.js';
import { words } from './words.js';

const { command } = words;

/** Where the money of a case is: when it comes, where to, and what to do when it does not. */
export const caseMoneyCopy: Pick<Copy, 'case.money'> = {
  'case.money': ({ case: { caseId, state, refund, deadlines, history }, now, rules, timeZone }) => {
    const sum = refund ? words.money(refund.amount) : 'the refund';
    const due = deadlines.find(({ kind }) => kind === 'payout' || kind === 'refundInitiation')?.at;
    const trace = `ask your bank to trace it, with the reference number of the refund (for a transfer the UETR): the platform's support names it.`;
    const closed =
      'It goes back to where you paid from. If that card or account is closed, the bank that it was with gets the money, and gives it to you or sends it back.';
    const paidAt = history.findLast(({ event }) => event === 'refundArrives')?.at;
    const parts =
      state === 'refunded'
        ? [
            `${sum} of case ${caseId} was paid out${paidAt === undefined ? '' : ` on ${words.day(paidAt, timeZone)}`}.`,
            `If it is not with you ${rules.bankTraceAfterWorkingDays.value} working days after that, ${trace}`,
            closed,
          ]
        : state === 'refundFailed'
          ? [
              `${sum} of case ${caseId} came back from the bank. You have not lost it.`,
              'For another account the platform needs three things: your bank\'s word that the card or account is closed, its word that it has returned the money, and the details of an account in the same name. Hand them in on the order page, under "View refund application".',
            ]
          : refund?.startedAt === undefined
            ? [
                `${sum} of case ${caseId} is to be sent off within ${rules.refundInitiationBusinessDays.value} business days of the agreement or decision${due === undefined ? '' : `, so by about ${words.day(due, timeZone)}`}.`,
                due !== undefined && due < now
                  ? 'That day is over: ask the platform whether the seller has the money there. A person can help you with that.'
                  : `After that: ${payoutWords(refund?.method, rules).replace(/^[A-Z]/, (first) => first.toLowerCase())}`,
              ]
            : [
                `${sum} of case ${caseId} was sent off on ${words.day(refund.startedAt, timeZone)}.`,
                payoutWords(refund.method, rules),
                due !== undefined && due < now
                  ? `It should have come by now: ${trace}`
                  : `If it is not there ${rules.bankTraceAfterWorkingDays.value} working days after the platform calls it successful, ${trace}`,
                closed,
              ];
    return { text: parts.join(' '), buttons: [command.track, command.person] };
  },
};
