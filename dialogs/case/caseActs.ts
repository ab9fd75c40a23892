import type { TurnContext } from 'botbuilder';
import type { Acted } from '../../services/cases/caseBackend.js';
import type { ChatAction } from '../../services/refunds/allowedActions.js';
import { isOpen } from '../../services/refunds/caseMoves.js';
import { isCommand } from '../kit/choices.js';
import { dialogTurn, type Reply } from '../kit/dialogTurn.js';
import { effectKey } from '../kit/effectKey.js';
import { knownBuyer } from '../kit/knownBuyer.js';
import { say } from '../kit/say.js';
import { pickOffered } from '../pickOffered.js';
import { NO_QUESTION, readReply } from '../readReply.js';
import { type Acting, eventOf } from './acting.js';
import { answerOfAct, askOfAct } from './actQuestions.js';
import { beginAct, beginsAct } from './beginAct.js';
import { offerActs } from './offerActs.js';
import { readParcel } from './readParcel.js';
import { takesReminderWish } from './reminderWish.js';
import { tellBecame } from './tellAct.js';
import { pressedAct } from './wantedAct.js';

/**
 * "Accept the proposal", what it needs (how much? which parcel?), and the answer to "shall I?". What cannot be taken back is
 * asked first, with what it does. True: the message was that.
 */
export async function takesCaseAct(context: TurnContext): Promise<boolean> {
  if (await takesReminderWish(context)) return true;
  const { acting } = dialogTurn(context).state;
  return (acting !== undefined && (await goesOnWith(context, acting))) || beginsAct(context);
}

/** Something else was said in between: what the act still needs is asked again, unless something is being filed. */
export async function askActAgain(context: TurnContext): Promise<void> {
  const { state } = dialogTurn(context);
  if (!state.acting || state.acting.asks === 'sure') return;
  if (state.draft) state.acting = undefined;
  else await askOfAct(context, state.acting);
}

/** How an answer is read: an amount is one, where an amount is asked for. */
const ASKED: Readonly<Record<Acting['asks'], string>> = {
  sure: NO_QUESTION,
  settlement: 'refund.askAmount',
  evidence: NO_QUESTION,
  parcel: NO_QUESTION,
};

/** False: the message is about something else. */
async function goesOnWith(context: TurnContext, acting: Acting): Promise<boolean> {
  const { state, ports } = dialogTurn(context);
  const { words } = ports.content;
  const { command, alsoCommand } = words;
  const isLast = acting.asks === 'sure';
  // The last question holds for one message: any other is taken as if nothing had been asked.
  if (isLast) state.acting = undefined;
  const buyerId = knownBuyer(dialogTurn(context));
  const text = pickOffered(state, (context.activity.text ?? '').trim(), words, command.somethingElse);
  if (buyerId === undefined || pressedAct(words, text)) return false;
  const reply = await readReply(context, text, ASKED[acting.asks]);
  const { intent } = reply.understood;
  if (isCommand(text, command.actNo) || intent === 'deny' || intent === 'cancel') {
    state.acting = undefined;
    const { caseId } = acting;
    await say(context, 'case.notActed', { caseId }, { data: { caseId } });
    return true;
  }
  if (isLast) {
    if (!isCommand(text, command.actYes) && intent !== 'affirm') return false;
    await act(context, buyerId, acting);
    return true;
  }
  const isAnswer =
    (acting.asks === 'evidence' && isCommand(text, command.handIn, alsoCommand.handIn)) ||
    (acting.asks === 'parcel' && !text.includes('?') && readParcel(text, words, [acting.caseId]).isSure);
  if (!isAnswer && isAside(context, acting, reply)) return false;
  const became = await answerOfAct(context, buyerId, acting, reply);
  if (became === 'handIn') await act(context, buyerId, acting);
  return true;
}

/** A question or a wish of its own, which is answered before the act goes on. */
function isAside(context: TurnContext, { asks }: Acting, { digresses, understood }: Reply): boolean {
  const { decision, intent, problem } = understood;
  if (dialogTurn(context).files.length > 0) return false;
  // What went wrong is told as evidence, or is something new to file.
  if (asks !== 'evidence' && decision === 'act' && problem !== undefined) return true;
  return digresses || (decision === 'act' && intent !== undefined && !GOES_ON.includes(intent));
}

const GOES_ON: readonly string[] = ['affirm', 'skip', 'openRefund', 'cancelOrder', 'back', 'repeat', 'why', 'wait'];

async function act(context: TurnContext, buyerId: string, acting: Acting): Promise<void> {
  const { state, effects, now } = dialogTurn(context);
  const { caseId, seen, action } = acting;
  const event = eventOf(acting);
  if (!event) return askOfAct(context, acting);
  state.acting = undefined;
  state.caseOffer = undefined;
  const body = JSON.parse(JSON.stringify({ act: { caseId, seen, event }, buyerId, confirmedAt: now }));
  effects.push({ key: effectKey(context, 'actOnCase'), kind: 'actOnCase', body });
  await say(context, 'case.acting', { action, caseId }, { data: { caseId } });
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
  await beginAct(context, only, 'buyerWithdraws');
}

/** What became of it. Nothing is done on a case that has moved since it was shown: then it is shown again. */
export async function tellActed(context: TurnContext, action: ChatAction, acted: Acted): Promise<void> {
  switch (acted.kind) {
    case 'done':
    case 'changed':
    case 'notAllowed':
      return tellBecame(context, acted.case, action, acted.kind);
    case 'unknownCase':
    case 'keyReused':
      return say(context, 'case.actLost', {});
  }
}
