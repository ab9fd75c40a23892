import type { DialogContext } from 'botbuilder-dialogs';
import { languageOf } from '../services/understanding/languageOf.js';
import type { ConversationState } from './conversationState.js';
import {
  corrects,
  correctsAgain,
  namesImpossibleAmount,
  namesOldValue,
  namesOtherGoods,
  takeBack,
} from './correctionMoves.js';
import { takeTheRest } from './corrections.js';
import { askForPerson } from './desk/waiting.js';
import { noteHeard } from './didYouMean.js';
import { digress } from './digress.js';
import { isCommand } from './kit/choices.js';
import { dialogTurn, type Reply } from './kit/dialogTurn.js';
import type { NamedWaterfall } from './kit/namedWaterfall.js';
import { say } from './kit/say.js';
import { answerAll, sortOut } from './questions.js';
import { readStatement } from './readReply.js';
import { CardPress } from './refund/cardPress.js';
import { forgetChange, isChanging } from './refund/change.js';
import { takeUpParked } from './refund/park.js';
import { sayAndAskAgain } from './repairs.js';
import { TRACKING } from './trackingDialog.js';
import { isFiling, whereWeAre } from './whereWeAre.js';

type Move = (dc: DialogContext, flow: NamedWaterfall, reply: Reply) => Promise<boolean>;

/** A message while a question of the filing is open: its answer, or else the first of the moves that fits. */
export async function duringFiling(
  dc: DialogContext,
  flow: NamedWaterfall,
  reply: Reply,
  missesBefore: number,
): Promise<void> {
  const turn = dialogTurn(dc.context);
  for (const move of FIRST_MOVES) if (await move(dc, flow, reply)) return;
  const { asks, says } = await sortOut(dc.context, reply);
  const said = asks.length > 0 ? await readStatement(dc.context, reply, says) : reply;
  turn.reply = said;
  const wasChanging = turn.state.changing;
  let toAnswer = asks;
  turn.aside = async () => {
    toAnswer = [];
    turn.state.answered = undefined;
    answered(turn.state, wasChanging);
    await takeTheRest(dc.context, said);
    await answerAll(dc, asks);
  };
  await dc.continueDialog();
  if (toAnswer.length > 0) {
    await answerAll(dc, toAnswer);
    if (turn.unanswered && says !== '' && (await corrects(dc, flow, said))) return;
    if (isFiling(dc)) await flow.askAgain(dc);
    return;
  }
  if (!turn.unanswered) return;
  for (const move of MOVES) if (await move(dc, flow, reply)) return;
  await notUnderstood(dc, flow, reply, missesBefore + 1);
}

/** A next answer puts an end to the correction before; the one that was given anew can still be taken back. */
function answered(state: ConversationState, wasChanging: boolean): void {
  if (wasChanging) state.changing = false;
  else if (!state.changing) forgetChange(state);
  if (state.draft) delete state.draft.corrected;
}

/** Before the step reads the message, because at some questions any words are an answer. */
const FIRST_MOVES: readonly Move[] = [resumesOther, namesOtherGoods];

const MOVES: readonly Move[] = [
  oldCard,
  namesImpossibleAmount,
  namesOldValue,
  corrects,
  correctsAgain,
  changesNothing,
  submitsTooEarly,
  skips,
  complains,
  startsWhatIsStarted,
  namesATopic,
];

/** "Go on with my draft" while a new one is open. At most questions "continue" is an answer, so only the whole title counts. */
async function resumesOther(dc: DialogContext, flow: NamedWaterfall, reply: Reply): Promise<boolean> {
  const { state, ports } = dialogTurn(dc.context);
  const { command, alsoCommand } = ports.content.words;
  const others = state.asked === 'refund.askOrder' ? alsoCommand.resume : [];
  if (!state.parked || !isCommand(reply.text, command.resume, others)) return false;
  takeUpParked(dc.context);
  await flow.reconsider(dc);
  return true;
}

/** A button of a card that is no longer the open one. */
async function oldCard(dc: DialogContext, flow: NamedWaterfall, reply: Reply): Promise<boolean> {
  const press = CardPress.safeParse(reply.value).data;
  if (!press) return false;
  const { state } = dialogTurn(dc.context);
  if (state.filed.some(({ draftId }) => draftId === press.draftId)) await dc.beginDialog(TRACKING);
  else await flow.askAgain(dc);
  return true;
}

/** "No" to a question that is asked anew: the old answer was right. */
async function changesNothing(dc: DialogContext, flow: NamedWaterfall, reply: Reply): Promise<boolean> {
  if (!isChanging(dialogTurn(dc.context).state) || reply.understood.intent !== 'deny') return false;
  await takeBack(dc, flow);
  return true;
}

async function submitsTooEarly(dc: DialogContext, flow: NamedWaterfall, reply: Reply): Promise<boolean> {
  const { words } = dialogTurn(dc.context).ports.content;
  if (!isCommand(reply.text, words.command.submit, words.alsoCommand.submit)) return false;
  await sayAndAskAgain(dc, flow, () => say(dc.context, 'repair.notReady', {}));
  return true;
}

/** The step did not let it be skipped; a "no" to writing to the seller is a wish to skip that. */
async function skips(dc: DialogContext, flow: NamedWaterfall, reply: Reply): Promise<boolean> {
  const question = dialogTurn(dc.context).state.asked;
  const { intent } = reply.understood;
  const refuses = intent === 'deny' && question === 'refund.sellerDraft';
  if ((intent !== 'skip' && !refuses) || !question) return false;
  await sayAndAskAgain(dc, flow, () => say(dc.context, 'repair.cannotSkip', { question }));
  return true;
}

async function complains(dc: DialogContext, flow: NamedWaterfall, reply: Reply): Promise<boolean> {
  if (reply.understood.intent !== 'complaint') return false;
  await sayAndAskAgain(dc, flow, () => say(dc.context, 'root.complaint', whereWeAre(dc)));
  return true;
}

/** "I want a refund" while that is what we are at. */
async function startsWhatIsStarted(dc: DialogContext, flow: NamedWaterfall, reply: Reply): Promise<boolean> {
  const { intent, decision } = reply.understood;
  if (intent !== 'openRefund' || decision !== 'act') return false;
  const { draft } = dialogTurn(dc.context).state;
  if (draft) delete draft.toTrack;
  await flow.askAgain(dc);
  return true;
}

async function namesATopic(dc: DialogContext, _: NamedWaterfall, reply: Reply): Promise<boolean> {
  const { topic } = reply.understood;
  if (!topic || !dialogTurn(dc.context).ports.content.faq.entry(topic)) return false;
  await digress(dc, reply);
  return true;
}

async function notUnderstood(dc: DialogContext, flow: NamedWaterfall, reply: Reply, misses: number): Promise<void> {
  if (reply.text !== '') noteHeard(dc.context);
  dialogTurn(dc.context).state.misses = misses;
  const language = languageOf(reply.text);
  if (language) await say(dc.context, 'root.otherLanguage', { language });
  else if (misses > 1) await askForPerson(dc.context, 'lost', true);
  await flow.askAgain(dc, true);
}
