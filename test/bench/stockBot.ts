import {
  ActivityHandler,
  type ConversationState,
  MessageFactory,
  type StatePropertyAccessor,
  type TurnContext,
  type UserState,
} from 'botbuilder';
import {
  ComponentDialog,
  type DialogContext,
  DialogSet,
  type DialogState,
  type DialogTurnResult,
  DialogTurnStatus,
  // biome-ignore lint/style/noRestrictedImports: the stock bot is what the samples are; its texts are our own.
  TextPrompt,
  WaterfallDialog,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import { STOCK_QUESTIONS } from './filing.js';

type Profile = { filed: number };
type Question = (typeof STOCK_QUESTIONS)[number];

const PROMPT = 'textPrompt';
const WATERFALL = 'waterfall';

/** Seven questions, as the SDK's samples ask them: a waterfall of prompts. Text prompts only: its others recognise. */
class FilingDialog extends ComponentDialog {
  readonly #profile: StatePropertyAccessor<Profile>;

  constructor(userState: UserState) {
    super('filingDialog');
    this.#profile = userState.createProperty<Profile>('profile');
    this.addDialog(new TextPrompt(PROMPT));
    const questions = STOCK_QUESTIONS.map((question) => (step: WaterfallStepContext) => ask(step, question));
    this.addDialog(new WaterfallDialog(WATERFALL, [...questions, (step) => this.#finish(step)]));
    this.initialDialogId = WATERFALL;
  }

  async run(context: TurnContext, accessor: StatePropertyAccessor<DialogState>): Promise<void> {
    const dialogs = new DialogSet(accessor);
    dialogs.add(this);
    const dc: DialogContext = await dialogs.createContext(context);
    const { status } = await dc.continueDialog();
    if (status === DialogTurnStatus.empty) await dc.beginDialog(this.id);
  }

  async #finish(step: WaterfallStepContext): Promise<DialogTurnResult> {
    const profile = await this.#profile.get(step.context, { filed: 0 });
    profile.filed += 1;
    const text = `Thank you. Your refund request about order ${keep(step)['order']} is on its way.`;
    await step.context.sendActivity({ type: 'message', text, channelData: { key: 'refund.filed' } });
    return step.endDialog();
  }
}

/** In the form of the core-bot sample: the handler runs the dialog, and saves both states at the end of the turn. */
export class StockBot extends ActivityHandler {
  readonly #conversationState: ConversationState;
  readonly #userState: UserState;

  constructor(conversationState: ConversationState, userState: UserState) {
    super();
    this.#conversationState = conversationState;
    this.#userState = userState;
    const dialog = new FilingDialog(userState);
    const dialogState = conversationState.createProperty<DialogState>('dialogState');
    this.onMembersAdded(async (context, next) => {
      const text = 'Hello, I am here to help you get your money back.';
      await context.sendActivity({ type: 'message', text, channelData: { key: 'welcome' } });
      await dialog.run(context, dialogState);
      await next();
    });
    this.onMessage(async (context, next) => {
      await dialog.run(context, dialogState);
      await next();
    });
  }

  override async run(context: TurnContext): Promise<void> {
    await super.run(context);
    await this.#conversationState.saveChanges(context, false);
    await this.#userState.saveChanges(context, false);
  }
}

async function ask(step: WaterfallStepContext, question: Question): Promise<DialogTurnResult> {
  keep(step);
  const prompt =
    'choices' in question
      ? MessageFactory.suggestedActions([...question.choices], question.text)
      : MessageFactory.text(question.text);
  return step.prompt(PROMPT, { prompt: { ...prompt, channelData: { key: question.key } } });
}

/** Puts the answer to the question before into the waterfall's values, and gives them. */
function keep(step: WaterfallStepContext): Record<string, unknown> {
  const values = step.values as Record<string, unknown>; // a plain object, which the SDK types as `object`
  const before = STOCK_QUESTIONS[step.index - 1];
  if (before) values[before.key] = step.result;
  return values;
}
