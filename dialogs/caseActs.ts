import type { TurnContext } from 'botbuilder';
import type { Acted } from '../services/cases/caseBackend.js';
import type { ChatAction } from '../services/refunds/allowedActions.js';
import { isOpen } from '../services/refunds/caseMoves.js';
import { nextStep } from '../services/refunds/nextStep.js';
import { setReminder } from './caseReminders.js';
import { isCommand } from './kit/choices.js';
import { dialogTurn } from './kit/dialogTurn.js';
import { effectKey } from './kit/effectKey.js';
import { knownBuyer } from './kit/knownBuyer.js';
import { say } from './kit/say.js';
import { offerActs } from './offerActs.js';
import { pickOffered } from './pickOffered.js';
import { NO_QUESTION, readReply } from './readReply.js';
import { caseCard } from './refund/cards/caseCard.js';

/**
 * "Accept the proposal", and the answer to "shall I?". What cannot be taken back is asked first, with what it does. The
 * question holds for one message: any other is taken as if nothing had been asked (false).
 */
export async function takesCaseAct(context: TurnContext): Promise<boolean> {
  const { state, ports, now } = dialogTurn(context);
  const { command } = ports.content.words;
  const { acting, caseOffer } = state;
  state.acting = undefined;
  const typed = (context.activity.text ?? '').trim();
  const reminds = isCommand(typed, command.remindAgain);
  if (reminds || isCommand(typed, command.stopReminders)) {
    state.reminds = reminds;
    const buyerId = knownBuyer(dialogTurn(context));
    const known = reminds && buyerId !== undefined ? await ports.cases.cases(buyerId) : [];
    for (const each of known) setReminder(context, each, now);
    await say(context, reminds ? 'case.remindersAgain' : 'case.noReminders', {});
    return true;
  }
  if (acting) {
    const text = pickOffered(state, typed, ports.content.words, command.somethingElse);
    const { intent } = (await readReply(context, text, NO_QUESTION)).understood;
    const buyerId = knownBuyer(dialogTurn(context));
    if (buyerId !== undefined && (isCommand(text, command.actYes) || intent === 'affirm')) {
      state.caseOffer = undefined;
      const { caseId, seen, action } = acting;
      const act = { caseId, seen, event: { kind: action } };
      dialogTurn(context).effects.push({
        key: effectKey(context, 'actOnCase'),
        kind: 'actOnCase',
        body: { act, buyerId, confirmedAt: now },
      });
      await say(context, 'case.acting', { action, caseId }, { data: { caseId } });
      return true;
    }
    if (isCommand(text, command.actNo) || intent === 'deny' || intent === 'cancel') {
      await say(context, 'case.notActed', { caseId: acting.caseId }, { data: { caseId: acting.caseId } });
      return true;
    }
  }
  const wanted = caseOffer?.actions.find((action) => isCommand(typed, command[action]));
  if (!caseOffer || !wanted) return false;
  await ask(context, wanted);
  return true;
}

/**
 * "Close my case": with one that is open it is asked whether it shall be withdrawn; else what that means. It stands for the
 * buyer's cases that this turn may read.
 */
export async function askToWithdraw(context: TurnContext, hasCase: boolean): Promise<void> {
  const turn = dialogTurn(context);
  const buyerId = knownBuyer(turn);
  const open = buyerId === undefined ? [] : (await turn.ports.cases.cases(buyerId)).filter(isOpen);
  const [only, another] = open;
  const canHere = only && !another && offerActs(turn.state, only, turn.now).includes('buyerWithdraws');
  if (!canHere) return say(context, 'track.withdraw', { hasCase });
  await ask(context, 'buyerWithdraws');
}

async function ask(context: TurnContext, action: ChatAction): Promise<void> {
  const { state } = dialogTurn(context);
  if (!state.caseOffer) return;
  const { caseId, seen } = state.caseOffer;
  state.acting = { caseId, seen, action };
  await say(context, 'case.actAsk', { action, caseId }, { data: { caseId }, about: action });
}

/** What became of it. Nothing is done on a case that has moved since it was shown: then it is shown again. */
export async function tellActed(context: TurnContext, action: ChatAction, acted: Acted): Promise<void> {
  const { state, now, ports } = dialogTurn(context);
  switch (acted.kind) {
    case 'done':
    case 'changed':
    case 'notAllowed': {
      const { case: refundCase } = acted;
      const { caseId } = refundCase;
      const next = nextStep(refundCase, now);
      const actions = offerActs(state, refundCase, now);
      const order = await ports.cases.order(refundCase.buyerId, refundCase.request.orderId);
      const card = caseCard(ports.content.words, refundCase, next, order?.title ?? '', state.timeZone);
      const values = { became: acted.kind, action, case: refundCase, next, acts: actions, timeZone: state.timeZone };
      return say(context, 'case.acted', values, { cards: [card], data: { caseId } });
    }
    case 'unknownCase':
    case 'keyReused':
      return say(context, 'case.actLost', {});
  }
}
