import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import { nextReminder, type Reminder, remindersOf } from '../../services/refunds/caseReminders.js';
import { CaseId } from '../../services/refunds/ids.js';
import { nextStep } from '../../services/refunds/nextStep.js';
import type { RefundCase } from '../../services/refunds/refundCase.js';
import { dialogTurn } from '../kit/dialogTurn.js';
import { say } from '../kit/say.js';
import { caseCard } from '../refund/cards/caseCard.js';
import { offerActs } from './offerActs.js';

/** `seen`: how long the history was; a case that has moved since has other dates. `of`: the reminder's own time. */
const CaseTimer = z.object({ case: CaseId, buyerId: z.string(), seen: z.int(), of: z.int() });

/** Sets the case's one timer for what comes next, or none. `after`: what was before that is not said any more. */
export function setReminder(context: TurnContext, refundCase: RefundCase, after: number): void {
  const { timers, state } = dialogTurn(context);
  const { caseId, buyerId, history } = refundCase;
  const id = `case.${caseId}`;
  const { timeZone, remindedAt, reminds } = state;
  const next = reminds ? nextReminder(refundCase, after, { timeZone, lastAt: remindedAt }) : undefined;
  const own = remindersOf(refundCase).find(({ at }) => at > after);
  if (!next || !own) timers.cancel.push(id);
  else timers.set.push({ id, at: next.at, body: { case: caseId, buyerId, seen: history.length, of: own.at } });
}

/** A reminder is due: it is said if the case still stands as it did. False: the timer is no case's. */
export async function onCaseTimer(context: TurnContext, body: unknown): Promise<boolean> {
  const timer = CaseTimer.safeParse(body).data;
  if (!timer) return false;
  const { state, ports, now } = dialogTurn(context);
  const refundCase = await ports.cases.case(timer.buyerId, timer.case);
  if (!refundCase) return true;
  const isSame = refundCase.history.length === timer.seen;
  const found = isSame && state.reminds ? remindersOf(refundCase).find(({ at }) => at === timer.of) : undefined;
  // Nobody is told that time is left where none is: what becomes of the case is news.
  const due = found?.kind === 'expired' || (found && found.deadline.at > now) ? found : undefined;
  // Of another case the buyer may have been reminded since this was set.
  const { timeZone, remindedAt: lastAt } = state;
  const at = due && nextReminder(refundCase, due.at - 1, { timeZone, lastAt })?.at;
  if (at !== undefined && at > now) {
    setReminder(context, refundCase, timer.of - 1);
    return true;
  }
  if (due) await remind(context, refundCase, due);
  setReminder(context, refundCase, isSame ? timer.of : now);
  return true;
}

async function remind(context: TurnContext, refundCase: RefundCase, { kind, deadline }: Reminder): Promise<void> {
  const { state, ports, now } = dialogTurn(context);
  state.remindedAt = now;
  const next = nextStep(refundCase, now);
  const acts = offerActs(state, refundCase, now);
  const order = await ports.cases.order(refundCase.buyerId, refundCase.request.orderId);
  const card = caseCard(ports.content.words, refundCase, next, order?.title ?? '', state.timeZone);
  const values = { kind, deadline, case: refundCase, next, acts, timeZone: state.timeZone };
  await say(context, 'case.reminder', values, { cards: [card], data: { caseId: refundCase.caseId } });
}
