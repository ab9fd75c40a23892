import type { StatePropertyAccessor, TurnContext } from 'botbuilder';
import { type DialogContext, DialogSet } from 'botbuilder-dialogs';
import type { Understood } from '../services/understanding/understanding.js';
import { fieldToChange, takeWhatIsSaid } from './corrections.js';
import { answer, FAQ, faqDialog } from './faqDialog.js';
import { HANDOFF, handoffDialog } from './handoffDialog.js';
import { isCommand } from './kit/choices.js';
import { readStack } from './kit/dialogStack.js';
import { dialogTurn, type Reply } from './kit/dialogTurn.js';
import { say } from './kit/say.js';
import { statementOf } from './kit/statement.js';
import { CardPress } from './refund/cardPress.js';
import { forget, newDraft } from './refund/draft.js';
import { openingDescription } from './refund/openingDescription.js';
import { REFUND, refundDialog } from './refund/refundDialog.js';
import { isFiling, REPAIRS } from './repairs.js';
import { TRACKING, trackingDialog } from './trackingDialog.js';

/** Longer texts are kept in the log, and answered by a request to say it shorter. */
const MAX_TEXT = 4_000;
const NOTHING: Understood = { decision: 'outOfScope', top: [], slots: { orderIds: [], links: [] } };

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

  async onMessage(context: TurnContext): Promise<void> {
    const turn = dialogTurn(context);
    turn.state.dialogs.dialogStack = readStack(
      turn.state.dialogs.dialogStack,
      (id) => this.#dialogs.find(id) !== undefined,
    );
    const dc = await this.#dialogs.createContext(context);
    const text = (context.activity.text ?? '').trim();
    if (text.length > MAX_TEXT)
      return this.#askAgainAfter(dc, () => say(context, 'repair.tooLong', { limit: MAX_TEXT }));
    const reply = await this.#read(context, text);
    turn.reply = reply;
    const missesBefore = turn.state.misses;
    turn.state.misses = 0;
    if (await this.#repair(dc, reply)) return;
    if (turn.state.draft && !isFiling(dc)) await this.#takeUpAgain(dc);
    if (isFiling(dc)) await this.#duringFiling(dc, reply, missesBefore);
    else await this.#outsideFiling(dc, reply, missesBefore);
  }

  async #read(context: TurnContext, text: string): Promise<Reply> {
    const { ports, state, now } = dialogTurn(context);
    const { locale, timeZone, asked } = state;
    const heard = { text, locale, now, timeZone, ...(asked ? { asked } : {}) };
    const understood = text === '' ? NOTHING : await ports.understanding.understand(heard);
    return { text, value: context.activity.value, understood, digresses: this.#digresses(context, text, understood) };
  }

  /** What a message says beside its question: "full refund, and are there any fees?" answers, and asks. */
  async #withoutItsQuestion(context: TurnContext, reply: Reply): Promise<Reply> {
    const statement = statementOf(reply.text);
    if (statement === '') return { ...reply, text: '', understood: NOTHING };
    return { ...(await this.#read(context, statement)), digresses: true };
  }

  /** A question of its own, or a wish that no step can take. */
  #digresses(context: TurnContext, text: string, understood: Understood): boolean {
    const { content } = dialogTurn(context).ports;
    if (understood.intent === 'trackRefund' || understood.intent === 'contactHuman') return true;
    if (!understood.topic || !content.faq.entry(understood.topic)) return false;
    const first = text.toLowerCase().split(/\s+/, 1)[0] ?? '';
    return text.includes('?') || content.words.questionWords.includes(first);
  }

  /** Steering words; but a button of the open question that happens to be one is its answer. */
  async #repair(dc: DialogContext, reply: Reply): Promise<boolean> {
    const { intent, decision } = reply.understood;
    const repair = intent && decision === 'act' ? REPAIRS[intent] : undefined;
    if (!repair) return false;
    if (intent === 'wait' && dialogTurn(dc.context).state.asked === 'refund.sellerDraft') return false;
    await repair(dc, this.#refund);
    return true;
  }

  /** The frames of the filing are gone (another build's), its draft is not: go on from that. */
  async #takeUpAgain(dc: DialogContext): Promise<void> {
    dc.stack.push({
      id: REFUND,
      state: { options: {}, values: { instanceId: 'again' }, step: stepOf(dialogTurn(dc.context).state.asked) },
    });
  }

  async #duringFiling(dc: DialogContext, reply: Reply, missesBefore: number): Promise<void> {
    const turn = dialogTurn(dc.context);
    const { topic } = reply.understood;
    if (reply.digresses) {
      turn.reply = await this.#withoutItsQuestion(dc.context, reply);
      if (topic) turn.aside = () => answer(dc.context, topic);
    }
    await dc.continueDialog();
    if (!turn.unanswered) return;
    if (reply.digresses) return this.#digress(dc, reply);
    const field = fieldToChange(dc.context, reply.text);
    const touched = await takeWhatIsSaid(dc.context, reply);
    if (field && !touched.includes(field) && turn.state.draft) forget(turn.state.draft, field);
    if (touched.length > 0 || field) {
      if (touched.length > 0) await say(dc.context, 'repair.corrected', { fields: touched });
      await this.#refund.reconsider(dc);
      return;
    }
    if (topic && turn.ports.content.faq.entry(topic)) return this.#digress(dc, reply);
    turn.state.misses = missesBefore + 1;
    if (turn.state.misses % 2 === 0) await dc.beginDialog(HANDOFF, { because: 'lost' });
    else await this.#refund.askAgain(dc, true);
  }

  async #outsideFiling(dc: DialogContext, reply: Reply, missesBefore: number): Promise<void> {
    const turn = dialogTurn(dc.context);
    const { content } = turn.ports;
    const { intent, problem, topic, decision, slots } = reply.understood;
    const press = CardPress.safeParse(reply.value).data;
    const submits = isCommand(reply.text, content.words.command.submit, content.words.alsoCommand.submit);
    const hasFiled = turn.state.filing !== undefined || turn.state.filed.length > 0;
    if (press || (submits && hasFiled)) return this.#oldButton(dc);
    if (turn.state.parked && isCommand(reply.text, content.words.command.resume, content.words.alsoCommand.resume)) {
      turn.state.draft = turn.state.parked;
      turn.state.parked = undefined;
      await dc.beginDialog(REFUND);
      return;
    }
    if (reply.digresses) return this.#digress(dc, reply);
    if (intent === 'openRefund' || (problem && decision === 'act') || slots.orderIds.length > 0) {
      return this.#startFiling(dc, reply);
    }
    if (topic && decision === 'act') return this.#digress(dc, reply);
    if (decision === 'clarify') return this.#clarify(dc, reply);
    if (intent === 'complaint' && decision === 'act') return this.#startFiling(dc, reply);
    turn.state.misses = missesBefore + 1;
    if (turn.state.misses % 2 === 0) await dc.beginDialog(HANDOFF, { because: 'lost' });
    else await say(dc.context, 'root.outOfScope', {});
  }

  async #startFiling(dc: DialogContext, reply: Reply): Promise<void> {
    const turn = dialogTurn(dc.context);
    if (turn.state.filing) return say(dc.context, 'refund.stillFiling', { orderId: turn.state.filing.orderId });
    turn.state.draft = newDraft(turn.now);
    await takeWhatIsSaid(dc.context, reply);
    // Said of an order, it is the reason and no general question.
    if (reply.understood.topic === 'change_of_mind') turn.state.draft.problem ??= 'changeOfMind';
    const description = openingDescription(reply);
    if (description) turn.state.draft.description = description;
    // Nobody was asked yet, so there is nothing to go back to.
    turn.state.draft.trail = [];
    await dc.beginDialog(REFUND);
  }

  async #digress(dc: DialogContext, reply: Reply): Promise<void> {
    const { intent, topic } = reply.understood;
    if (intent === 'contactHuman') await dc.beginDialog(HANDOFF, { because: 'asked' });
    else if (intent === 'trackRefund') await dc.beginDialog(TRACKING);
    else await dc.beginDialog(FAQ, { topic });
  }

  async #clarify(dc: DialogContext, reply: Reply): Promise<void> {
    const { content } = dialogTurn(dc.context).ports;
    const choices = reply.understood.top.flatMap(({ label }) => content.words.labelChoice(label, content.faq) ?? []);
    await say(dc.context, 'root.clarify', { choices: [...choices, content.words.command.somethingElse] });
  }

  /** A button of a card whose draft is no longer open: what became of it. */
  async #oldButton(dc: DialogContext): Promise<void> {
    const { filing } = dialogTurn(dc.context).state;
    if (filing) return say(dc.context, 'refund.stillFiling', { orderId: filing.orderId });
    await dc.beginDialog(TRACKING);
  }

  async #askAgainAfter(dc: DialogContext, speak: () => Promise<void>): Promise<void> {
    await speak();
    if (isFiling(dc)) await this.#refund.askAgain(dc);
  }
}

/** The step that asked, by the key of its question: names of steps are the last part of their keys. */
function stepOf(asked: string | undefined): string | undefined {
  return asked?.split('.')[1];
}

/** The stack lives in the turn's own state: no ConversationState, whose writes overwrite each other. */
const stackAccessor: StatePropertyAccessor<{ dialogStack: ReturnType<typeof readStack> }> = {
  get: async (context: TurnContext) => dialogTurn(context).state.dialogs,
  set: async () => undefined,
  delete: async () => undefined,
};
