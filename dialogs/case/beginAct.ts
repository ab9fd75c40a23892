import type { TurnContext } from 'botbuilder';
import { acceptLinks } from '../../services/evidence/evidenceLinks.js';
import { type ChatAction, mayDo } from '../../services/refunds/allowedActions.js';
import { isOpen } from '../../services/refunds/caseMoves.js';
import type { RefundCase } from '../../services/refunds/refundCase.js';
import { isCommand } from '../kit/choices.js';
import { dialogTurn } from '../kit/dialogTurn.js';
import { knownBuyer } from '../kit/knownBuyer.js';
import { say } from '../kit/say.js';
import { NO_QUESTION, readReply } from '../readReply.js';
import { type Acting, ASKS } from './acting.js';
import { answerOfAct, askOfAct } from './actQuestions.js';
import { readParcel } from './readParcel.js';
import { tellBecame, tellCannot } from './tellAct.js';
import { tellCases } from './tellCases.js';
import { pressedAct, wantedAct } from './wantedAct.js';

/** A button, words that want an act, or what a case waits for (a picture, a tracking number). False: none of that. */
export async function beginsAct(context: TurnContext): Promise<boolean> {
  const turn = dialogTurn(context);
  const { state, ports } = turn;
  const { words } = ports.content;
  const typed = (context.activity.text ?? '').trim();
  const pressed = pressedAct(words, typed);
  // In the middle of a filing only a button is surely about a case.
  const wanted = pressed ?? (state.draft ? undefined : (wantedAct(words, typed) ?? (await brings(context, typed))));
  const buyerId = knownBuyer(turn);
  // The case has moved on since that button was shown.
  if (buyerId !== undefined && isCommand(typed, words.command.handIn)) {
    await tellCases(context, buyerId);
    return true;
  }
  if (!wanted || buyerId === undefined) return false;
  if (!pressed && (await isForPerson(context, typed))) return false;
  const open = (await ports.cases.cases(buyerId)).filter(isOpen);
  const named = open.find(({ caseId }) => typed.includes(caseId));
  const shown = open.find(({ caseId }) => caseId === state.caseOffer?.caseId);
  const [about, another] = candidates(open, named ?? shown, wanted, turn.now);
  if (!about) {
    if (!pressed) return false;
    await tellCases(context, buyerId);
    return true;
  }
  const action = meantFor(about, wanted, turn.now);
  if (!pressed && asksInGeneral(context, typed, action) && mayDo(about, action, turn.now) !== 'yes') return false;
  if (another) await askWhich(context, action, open);
  else if (pressed && shown && shown.history.length !== state.caseOffer?.seen)
    await tellBecame(context, about, action, 'changed');
  else await beginAct(context, about, action);
  return true;
}

/** Asks for what the act needs, or whether it shall be done; says why where it cannot be now. */
export async function beginAct(context: TurnContext, refundCase: RefundCase, action: ChatAction): Promise<void> {
  const { state, now } = dialogTurn(context);
  state.acting = undefined;
  const why = mayDo(refundCase, action, now);
  if (why !== 'yes') return tellCannot(context, refundCase, action, why);
  const { caseId, history, buyerId } = refundCase;
  const acting: Acting = { caseId, seen: history.length, action, asks: ASKS[action] };
  state.acting = acting;
  if (acting.asks === 'sure') return askOfAct(context, acting);
  // The amount, the pictures or the number may have come with the same message.
  const text = (context.activity.text ?? '').trim();
  const reply = await readReply(context, text, acting.asks === 'settlement' ? 'refund.askAmount' : NO_QUESTION);
  await answerOfAct(context, buyerId, acting, reply, true);
}

/** A question about what cannot be done now is one about the rules; when a case may go up is one about the case. */
function asksInGeneral(context: TurnContext, typed: string, action: ChatAction): boolean {
  const [first = ''] = typed.toLowerCase().split(/\s+/, 1);
  const { questionWords } = dialogTurn(context).ports.content.words;
  return action !== 'buyerEscalates' && (typed.includes('?') || questionWords.includes(first));
}

/** Of several open cases those for which it can be done; the one that was named or shown goes before. */
function candidates(
  open: readonly RefundCase[],
  first: RefundCase | undefined,
  wanted: ChatAction,
  now: number,
): readonly RefundCase[] {
  if (first) return [first];
  const can = open.filter((each) => mayDo(each, meantFor(each, wanted, now), now) === 'yes');
  return can.length > 0 ? can : open.slice(0, 1);
}

/** New evidence after a decision, or not accepting it, is an objection. */
function meantFor(refundCase: RefundCase, wanted: ChatAction, now: number): ChatAction {
  const isAgainst = wanted === 'buyerAddsEvidence' || wanted === 'buyerRejects';
  return isAgainst && mayDo(refundCase, 'buyerObjects', now) === 'yes' ? 'buyerObjects' : wanted;
}

async function askWhich(context: TurnContext, action: ChatAction, cases: readonly RefundCase[]): Promise<void> {
  const { now } = dialogTurn(context);
  const can = cases.filter((each) => mayDo(each, action, now) === 'yes').slice(0, 5);
  await say(context, 'case.which', { action, caseIds: can.map(({ caseId }) => caseId) });
}

/** What the case that was shown last waits for comes without a word about it. */
async function brings(context: TurnContext, typed: string): Promise<ChatAction | undefined> {
  const { state, files, ports } = dialogTurn(context);
  const actions = state.caseOffer?.actions ?? [];
  if (actions.includes('buyerAddsEvidence') || actions.includes('buyerObjects')) {
    const hasLink = /https?:\/\//i.test(typed);
    const links = hasLink ? (await readReply(context, typed, NO_QUESTION)).understood.slots.links : [];
    if (files.length > 0 || acceptLinks(links).length > 0)
      return actions.includes('buyerAddsEvidence') ? 'buyerAddsEvidence' : 'buyerObjects';
  }
  if (!actions.includes('buyerShipsBack') || typed.includes('?')) return undefined;
  const { carrier, number } = readParcel(
    typed,
    ports.content.words,
    state.filed.map(({ caseId }) => caseId),
  );
  return carrier !== undefined && number !== undefined ? 'buyerShipsBack' : undefined;
}

/** "I want to escalate this to a manager" is about a person here. */
async function isForPerson(context: TurnContext, typed: string): Promise<boolean> {
  return (await readReply(context, typed, NO_QUESTION)).understood.intent === 'contactHuman';
}
