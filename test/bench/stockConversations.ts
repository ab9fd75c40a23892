import type { Activity } from 'botbuilder';
import type { Intake, Receipt } from '../../bots/turn/intake.js';
import type {
  ConversationStore,
  InboundMessage,
  LogEntry,
  NewLogEntry,
  OnNews,
} from '../../services/conversations/conversationStore.js';
import { NewsBoard } from '../../services/conversations/newsBoard.js';

type Conversation = { readonly log: LogEntry[]; readonly seen: Map<string, string | undefined> };

/** Runs the bot for one message; `sent` is where its replies go. */
export type RunBot = (
  conversationId: string,
  message: InboundMessage,
  sent: (activity: Partial<Activity>) => string,
) => Promise<void>;

/** The least that stands between our Direct Line and a bot in the same process: a log in memory, and ids seen before. */
export class StockConversations implements Intake, Pick<ConversationStore, 'log' | 'watch'> {
  readonly #conversations = new Map<string, Conversation>();
  readonly #news = new NewsBoard();
  readonly #runBot: RunBot;

  constructor(runBot: RunBot) {
    this.#runBot = runBot;
  }

  async receive(conversationId: string, message: InboundMessage, entry?: NewLogEntry): Promise<Receipt> {
    const conversation = this.#conversation(conversationId);
    if (conversation.seen.has(message.id)) {
      return { kind: 'duplicate', entryId: conversation.seen.get(message.id) };
    }
    const entryId = entry && this.#append(conversationId, entry);
    conversation.seen.set(message.id, entryId);
    // As with the desk, the post is answered when the message is taken, and the turn runs on by itself.
    void this.#runBot(conversationId, message, (activity) => {
      // An activity is plain data by the SDK's contract.
      return this.#append(conversationId, { at: Date.now(), activity: { ...activity } as NewLogEntry['activity'] });
    });
    return { kind: 'accepted', entryId };
  }

  async log(conversationId: string, { after, limit }: { readonly after: number; readonly limit: number }) {
    const { log } = this.#conversation(conversationId);
    return { entries: log.slice(after, after + limit), lastSeq: log.length };
  }

  watch(conversationId: string, onNews: OnNews): () => void {
    return this.#news.watch(conversationId, onNews);
  }

  #append(conversationId: string, { id, at, activity }: NewLogEntry): string {
    const { log } = this.#conversation(conversationId);
    const seq = log.length + 1;
    const entry = { seq, id: id ?? `${conversationId}|${String(seq).padStart(7, '0')}`, at, activity };
    log.push(entry);
    this.#news.announce(conversationId, () => [entry]);
    return entry.id;
  }

  #conversation(id: string): Conversation {
    const known = this.#conversations.get(id);
    if (known) return known;
    const opened: Conversation = { log: [], seen: new Map() };
    this.#conversations.set(id, opened);
    return opened;
  }
}
