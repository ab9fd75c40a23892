import {
  type Activity,
  BotAdapter,
  ConversationState,
  MemoryStorage,
  type ResourceResponse,
  TurnContext,
  UserState,
} from 'botbuilder';
import { DirectLineChannel } from '../../bots/channels/directLine/directLineChannel.js';
import { DirectLineSettings } from '../../bots/channels/directLine/directLineSettings.js';
import { openHttpServer } from '../../bots/http/httpServer.js';
import { loadContent } from '../../services/content/content.js';
import type { ConversationStore, InboundMessage } from '../../services/conversations/conversationStore.js';
import { RULES } from '../../services/refunds/ruleNumbers.js';
import { openEmbeddedCounters } from '../../services/storage/embeddedCounters.js';
import { openLog } from '../../services/telemetry/log.js';
import { Transcripts } from '../../services/transcript/transcripts.js';
import { memoryRecords } from '../contracts/memoryRecords.js';
import { answerBench } from './control.js';
import { StockBot } from './stockBot.js';
import { StockConversations } from './stockConversations.js';

/** Server B: the SDK's own way (dialogs, both states, MemoryStorage), behind the desk's own HTTP and Direct Line. */
class StockAdapter extends BotAdapter {
  readonly #sent: (activity: Partial<Activity>) => string;

  constructor(sent: (activity: Partial<Activity>) => string) {
    super();
    this.#sent = sent;
  }

  async process(activity: Partial<Activity>, bot: StockBot): Promise<void> {
    await this.runMiddleware(new TurnContext(this, activity), (context) => bot.run(context));
  }

  override async sendActivities(_context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    return activities.map((activity) => ({ id: this.#sent(activity) }));
  }

  override async updateActivity(): Promise<void> {
    throw new Error('the bench updates nothing');
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('the bench deletes nothing');
  }

  override async continueConversation(): Promise<void> {
    throw new Error('the bench continues nothing');
  }
}

const log = openLog('info');
const storage = new MemoryStorage();
const bot = new StockBot(new ConversationState(storage), new UserState(storage));
const conversations = new StockConversations((conversationId, message, sent) =>
  new StockAdapter(sent).process(toActivity(conversationId, message), bot).catch((error: unknown) => {
    log.error({ err: error }, 'turn failed');
  }),
);

const server = openHttpServer({ hosts: ['127.0.0.1'], port: 0, log });
// The channel reads logs and watches them; the rest of the port is the turn's.
const store = conversations as unknown as ConversationStore;
const channel = new DirectLineChannel({
  settings: DirectLineSettings.parse({ secret: process.env['DIRECTLINE_SECRET'] }),
  intake: conversations,
  store,
  records: memoryRecords(),
  transcripts: new Transcripts(store, loadContent(RULES).words.transcript),
  counters: openEmbeddedCounters(),
  clock: Date.now,
  log,
});
channel.mount(server.edge);
const { port } = await server.listen();
answerBench(port);

function toActivity(conversationId: string, message: InboundMessage): Partial<Activity> {
  const buyer = { id: message.buyerId, name: '' };
  const bot = { id: 'stock-bot', name: 'Stock bot' };
  const joins = message.kind === 'joined';
  return {
    type: joins ? 'conversationUpdate' : 'message',
    id: message.id,
    channelId: 'directline',
    serviceUrl: 'urn:bench',
    timestamp: new Date(message.at),
    from: buyer,
    recipient: bot,
    conversation: { id: conversationId, isGroup: false, conversationType: 'personal', name: '' },
    ...(joins ? { membersAdded: [buyer] } : { text: String(message.body['text']) }),
  };
}
