import type { TurnContext } from 'botbuilder';
import { allowedActions, type ChatAction } from '../../services/refunds/allowedActions.js';
import type { NotAllowed } from '../../services/refunds/caseMoves.js';
import { nextStep } from '../../services/refunds/nextStep.js';
import type { RefundCase } from '../../services/refunds/refundCase.js';
import { dialogTurn } from '../kit/dialogTurn.js';
import { say } from '../kit/say.js';
import { caseCard } from '../refund/cards/caseCard.js';
import { offerActs } from './offerActs.js';

/** It cannot be done now: why, from when on, and what can be done instead. */
export async function tellCannot(
  context: TurnContext,
  refundCase: RefundCase,
  action: ChatAction,
  why: NotAllowed,
): Promise<void> {
  const { now, state, ports } = dialogTurn(context);
  const { timeZone } = state;
  const from = allowedActions(refundCase, now).find((each) => each.action === action)?.from;
  const next = nextStep(refundCase, now);
  const acts = offerActs(state, refundCase, now);
  const days = ports.rules.escalateFromDay.value;
  const values = { action, why, case: refundCase, from, next, acts, days, reminds: state.reminds, timeZone };
  await say(context, 'case.cannot', values, { data: { caseId: refundCase.caseId }, about: refundCase.caseId + action });
}

/** What became of it; changed: something else has happened since the buyer saw it, and nothing was done. It is shown again. */
export async function tellBecame(
  context: TurnContext,
  refundCase: RefundCase,
  action: ChatAction,
  became: 'done' | 'changed' | 'notAllowed',
): Promise<void> {
  const { now, state, ports } = dialogTurn(context);
  const { timeZone } = state;
  const next = nextStep(refundCase, now);
  const acts = offerActs(state, refundCase, now);
  const order = await ports.cases.order(refundCase.buyerId, refundCase.request.orderId);
  const card = caseCard(ports.content.words, refundCase, next, order?.title ?? '', timeZone);
  const values = { became, action, case: refundCase, next, acts, timeZone };
  await say(context, 'case.acted', values, { cards: [card], data: { caseId: refundCase.caseId } });
}
