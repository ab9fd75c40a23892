import type { TurnContext } from 'botbuilder';
import { Dialog, type DialogContext, DialogReason, type DialogTurnResult, WaterfallDialog } from 'botbuilder-dialogs';
import type { ConversationState } from '../conversationState.js';
import { dialogTurn, type Reply } from './dialogTurn.js';

/** taken: it is in the draft. waiting: the step has said what it needs next. notUnderstood: ask again. ended: the flow is over, and the buyer has been told why. */
export type Taken = 'taken' | 'waiting' | 'notUnderstood' | 'ended';

/** A question and its answer. */
export type QuestionStep = {
  readonly name: string;
  /** False: already known, skip it. */
  readonly needed: (context: TurnContext) => boolean;
  readonly ask: (context: TurnContext, again: boolean) => Promise<void>;
  readonly take: (context: TurnContext, reply: Reply) => Promise<Taken>;
};

/** Something done on the way that asks nothing. */
export type ActStep = {
  readonly name: string;
  readonly needed: (context: TurnContext) => boolean;
  readonly act: (context: TurnContext) => Promise<'goOn' | 'ended'>;
};

export type Step = QuestionStep | ActStep;

/**
 * The SDK's waterfall with its steps kept by name, and gone through by need: after each answer the first step whose
 * answer is not known yet is asked. A build that adds, removes, renames or moves steps therefore strands nobody: an
 * answer goes to the step that asked for it, or, if that is gone, to none, and the first open question is asked.
 */
export class NamedWaterfall extends WaterfallDialog {
  readonly #steps: readonly Step[];

  constructor(id: string, steps: readonly Step[]) {
    super(id);
    this.#steps = steps;
    for (const step of steps) this.addStep(async (waterfall) => this.#perform(waterfall, step));
  }

  /** Asks the first open question. */
  override async beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return super.beginDialog(dc);
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = dialogTurn(dc.context);
    const reply = turn.reply;
    if (!reply) return Dialog.EndOfTurn;
    const step = this.#openStep(dc);
    // The step that asked is gone: nobody can read this answer, so the next open question is asked.
    if (!step || !('take' in step)) return this.#advance(dc);
    const taken = await step.take(dc.context, reply);
    if (taken === 'ended') return dc.endDialog();
    if (taken === 'waiting') return Dialog.EndOfTurn;
    if (taken === 'taken') {
      forgetSaid(turn.state);
      await turn.aside?.();
      return this.#advance(dc);
    }
    turn.unanswered = true;
    return Dialog.EndOfTurn;
  }

  /** After `next()` of a step: on. After a digression that lay on top: the open question again. */
  override async resumeDialog(dc: DialogContext, reason: DialogReason): Promise<DialogTurnResult> {
    if (reason === DialogReason.nextCalled) return this.#advance(dc);
    return this.askAgain(dc);
  }

  /** Says the open question once more; `again` words it differently. */
  async askAgain(dc: DialogContext, again = false): Promise<DialogTurnResult> {
    const step = this.#openStep(dc);
    if (!step || !('ask' in step) || !step.needed(dc.context)) return this.#advance(dc);
    await step.ask(dc.context, again);
    return Dialog.EndOfTurn;
  }

  /** Goes on to the first step that is still needed: after something changed that was known before. */
  async reconsider(dc: DialogContext): Promise<DialogTurnResult> {
    return this.#advance(dc);
  }

  protected override async runStep(
    dc: DialogContext,
    index: number,
    reason: DialogReason,
    result?: unknown,
  ): Promise<DialogTurnResult> {
    const wanted = index === 0 ? this.#firstNeeded(dc) : index;
    const step = this.#steps[wanted];
    if (!step) return dc.endDialog();
    frame(dc)['step'] = step.name;
    return super.runStep(dc, wanted, reason, result);
  }

  async #perform(
    waterfall: DialogContext & { next(): Promise<DialogTurnResult> },
    step: Step,
  ): Promise<DialogTurnResult> {
    if ('ask' in step) {
      await step.ask(waterfall.context, false);
      return Dialog.EndOfTurn;
    }
    return (await step.act(waterfall.context)) === 'ended' ? waterfall.endDialog() : waterfall.next();
  }

  async #advance(dc: DialogContext): Promise<DialogTurnResult> {
    return this.runStep(dc, 0, DialogReason.nextCalled);
  }

  #firstNeeded(dc: DialogContext): number {
    const index = this.#steps.findIndex((step) => step.needed(dc.context));
    return index < 0 ? this.#steps.length : index;
  }

  #openStep(dc: DialogContext): Step | undefined {
    const name = frame(dc)['step'];
    return this.#steps.find((step) => step.name === name);
  }
}

/** Something new came in, so most things may be said afresh; not the open question, which may have to be asked again. */
function forgetSaid(state: ConversationState): void {
  const { asked } = state;
  const kept = Object.entries(state.said).filter(([key]) => asked !== undefined && key.startsWith(asked));
  state.said = Object.fromEntries(kept);
}

/** The SDK types a frame's state as `any`; it is a plain object of ours. */
function frame(dc: DialogContext): Record<string, unknown> {
  const state: unknown = dc.activeDialog?.state;
  if (typeof state !== 'object' || state === null) throw new Error('no dialog is active');
  return state as Record<string, unknown>; // checked just above
}
