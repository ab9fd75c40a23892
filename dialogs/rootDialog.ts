import type { StatePropertyAccessor, TurnContext } from 'botbuilder';
import { type DialogContext, DialogSet } from 'botbuilder-dialogs';
import { answersCancel, cancelsAndMore } from './cancelling.js';
import type { ConversationState } from './conversationState.js';
import { takesBack } from './correctionMoves.js';
import { heedSeller } from './desk/goesUp.js';
import { heedUrgent } from './desk/urgent.js';
import { isNotIt, notIt, readPicked, rememberHeard, saysNotIt } from './didYouMean.js';
import { aboutDraft } from './draftMoves.js';
import { duringFiling } from './duringFiling.js';
import { asksWhatThatIs } from './explaining.js';
import { faqDialog } from './faqDialog.js';
import { followsUp } from './followUps.js';
import { handoffDialog } from './handoffDialog.js';
import { isCommand } from './kit/choices.js';
import { readStack } from './kit/dialogStack.js';
import { type DialogTurn, dialogTurn, type Reply } from './kit/dialogTurn.js';
import { say } from './kit/say.js';
import { outsideFiling } from './outsideFiling.js';
import { pickOffered } from './pickOffered.js';
import { readReply } from './readReply.js';
import { REFUND, refundDialog } from './refund/refundDialog.js';
import { noteSellerActs, settleSellerActs } from './refund/sellerActs.js';
import { repair, sayAndAskAgain } from './repairs.js';
import { trackingDialog } from './trackingDialog.js';
import { isFiling, whereWeAre } from './whereWeAre.js';

/** Longer texts are kept in the log, and answered by a request to say it shorter. */
const MAX_TEXT = 4_000;

/**
 * One message of the buyer: is it a repair? an answer to the open question? a question of its own? a correction?
 * Else it was not understood. In this order, because an open question is what the buyer most likely answers.
 */
export class RootDialog {
  readonly #refund = refundDialog();
  readonly #dialogs = new DialogSet(stackAccessor)
    .add(this.#refund)
    .add(faqDialog())
    .add(trackingDialog())
    .add(handoffDialog());

  /** Something was told in between (a result that came back): the open question again, because the bot still waits for it. */
  async askAgain(context: TurnContext): Promise<void> {
    const dc = await this.#open(context);
    // An agent may have begun it.
    if (dialogTurn(context).state.draft && !isFiling(dc)) takeUpAgain(dc);
    if (isFiling(dc)) await this.#refund.askAgain(dc);
  }

  async onMessage(context: TurnContext): Promise<void> {
    const { state } = dialogTurn(context);
    const { heard } = state;
    const sellerBefore = state.draft?.seller;
    await this.#take(context);
    settleSellerActs(context, sellerBefore);
    // What was offered to pick from, or answered, holds for one message.
    if (heard && state.heard === heard) state.heard = { text: heard.text, labels: heard.labels, offered: [] };
  }

  async #take(context: TurnContext): Promise<void> {
    const turn = dialogTurn(context);
    const dc = await this.#open(context);
    const typed = (context.activity.text ?? '').trim();
    if (typed.length > MAX_TEXT)
      return sayAndAskAgain(dc, this.#refund, () => say(context, 'repair.tooLong', { limit: MAX_TEXT }));
    if (isEmpty(typed, turn) && context.activity.value === undefined)
      return sayAndAskAgain(dc, this.#refund, () => say(context, 'repair.empty', whereWeAre(dc)));
    const { words } = turn.ports.content;
    const picked = picksByNumber(turn.state)
      ? pickOffered(turn.state, typed, words, words.command.somethingElse)
      : typed;
    const meant = await readPicked(context, picked);
    const reply = meant ?? (await readReply(context, picked));
    if (!meant && mayMeanElse(context, reply)) rememberHeard(context, reply);
    turn.reply = reply;
    noteSellerActs(context, reply);
    const missesBefore = turn.state.misses;
    turn.state.misses = 0;
    if (turn.refusedFiles.length > 0) await say(context, 'evidence.refused', { refused: turn.refusedFiles });
    await heedUrgent(context, reply);
    await heedSeller(context, reply);
    if (turn.state.draft && !isFiling(dc)) takeUpAgain(dc);
    // Nothing was answered that it could be about: then the question was not the right one, and is put in other words.
    if (isFiling(dc) && turn.state.answered === undefined && isNotIt(context, reply)) {
      await this.#refund.askAgain(dc, true);
      return;
    }
    if (saysNotIt(context, reply)) return sayAndAskAgain(dc, this.#refund, () => notIt(context));
    if (await answersCancel(dc, this.#refund, reply)) return;
    if (await aboutDraft(dc, this.#refund, reply)) return;
    if (isFiling(dc) && (await takesBack(dc, this.#refund, reply))) return;
    if (isFiling(dc) && (await asksWhatThatIs(dc, this.#refund, reply))) return;
    if (await followsUp(dc, this.#refund, reply)) return;
    const more = await cancelsAndMore(dc, this.#refund, reply);
    if (more) return more === true ? undefined : outsideFiling(dc, more, 0);
    if (await repair(dc, this.#refund, reply)) return;
    if (isFiling(dc)) await duringFiling(dc, this.#refund, reply, missesBefore);
    else await outsideFiling(dc, reply, missesBefore);
  }

  async #open(context: TurnContext): Promise<DialogContext> {
    const { dialogs } = dialogTurn(context).state;
    dialogs.dialogStack = readStack(dialogs.dialogStack, (id) => this.#dialogs.find(id) !== undefined);
    return this.#dialogs.createContext(context);
  }
}

/** It was not understood for sure, or is answered: then the buyer may say that it was not that. */
function mayMeanElse(context: TurnContext, { text, understood }: Reply): boolean {
  const { command, alsoCommand } = dialogTurn(context).ports.content.words;
  if (text === '' || isCommand(text, command.notIt, alsoCommand.notIt) || isCommand(text, command.somethingElse))
    return false;
  return understood.decision !== 'act' || understood.topic !== undefined;
}

/** The questions of a filing read numbers themselves; to the one for a code no short number is an answer. */
function picksByNumber({ draft, asked }: ConversationState): boolean {
  return draft === undefined || asked === 'verify.askCode';
}

/** Nothing but spaces and signs that nobody sees, and no file either. */
function isEmpty(typed: string, { files, refusedFiles }: DialogTurn): boolean {
  return files.length === 0 && refusedFiles.length === 0 && /^[\s\p{Cc}\p{Cf}]*$/u.test(typed);
}

/** The frames of the filing are gone (another build's), its draft is not: go on from that. */
function takeUpAgain(dc: DialogContext): void {
  // Names of steps are the last part of their questions' keys.
  const step = dialogTurn(dc.context).state.asked?.split('.')[1];
  dc.stack.push({ id: REFUND, state: { options: {}, values: { instanceId: 'again' }, step } });
}

/** The stack lives in the turn's own state: no ConversationState, whose writes overwrite each other. */
const stackAccessor: StatePropertyAccessor<{ dialogStack: ReturnType<typeof readStack> }> = {
  get: async (context: TurnContext) => dialogTurn(context).state.dialogs,
  set: async () => undefined,
  delete: async () => undefined,
};
