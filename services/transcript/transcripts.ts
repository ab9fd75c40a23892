import type { TranscriptWords } from '../content/transcriptWords.js';
import type { ConversationStore, LogEntry } from '../conversations/conversationStore.js';
import { dayAt } from '../refunds/calendarDay.js';
import { transcriptLines } from './transcriptLines.js';
import { type TranscriptAsked, transcriptNamed, transcriptUri } from './transcriptUri.js';

/** Entries at a time: an entry may be 60 KB, and a page is worked through without a pause. */
const PAGE = 50;
/** Of the end of a conversation, where only so much can be sent. */
const LATEST = 200;

/** Conversations as text, made when it is read from the log, up to the entry that named it: a name is always one text. */
export class Transcripts {
  readonly #store: Pick<ConversationStore, 'log'>;
  readonly #words: TranscriptWords;

  constructor(store: Pick<ConversationStore, 'log'>, words: TranscriptWords) {
    this.#store = store;
    this.#words = words;
  }

  /** What the entry with this number names; undefined: it names none, or there is no such entry. */
  async named(conversationId: string, seq: number): Promise<TranscriptAsked | undefined> {
    const { entries } = await this.#store.log(conversationId, { after: seq - 1, limit: 1 });
    const [entry] = entries;
    return entry?.seq === seq ? transcriptNamed(entry) : undefined;
  }

  /** The text of all entries before `seq`, in pieces; it lets others go first between two of them. */
  async *pages(conversationId: string, seq: number, asked: TranscriptAsked): AsyncGenerator<string> {
    yield this.#words.head(asked.at, asked.timeZone);
    let day = '';
    for (let after = 0; after < seq - 1; ) {
      const { entries } = await this.#store.log(conversationId, { after, limit: Math.min(PAGE, seq - 1 - after) });
      const last = entries.at(-1);
      if (!last) return;
      const told = this.#tell(entries, asked.timeZone, day);
      day = told.day;
      after = last.seq;
      yield told.texts.join('');
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /**
   * The end of it in about `limit` characters, for channels that show no files; it says so where that is not all.
   * undefined: no entry of the conversation names it.
   */
  async latest(conversationId: string, asked: TranscriptAsked, limit: number): Promise<string | undefined> {
    const seq = await this.#find(conversationId, asked);
    if (seq === undefined) return undefined;
    const after = Math.max(0, seq - 1 - LATEST);
    const { entries } = await this.#store.log(conversationId, { after, limit: seq - 1 - after });
    const { texts } = this.#tell(entries, asked.timeZone, '');
    let room = limit;
    let from = texts.length;
    while (from > 0 && (texts[from - 1]?.length ?? 0) <= room) {
      from -= 1;
      room -= texts[from]?.length ?? 0;
    }
    if (from === 0 && after === 0) return texts.join('').trimEnd();
    // The last thing said may be longer than all the room.
    const end = from < texts.length ? texts.slice(from).join('') : `...${texts.at(-1)?.slice(-limit) ?? ''}`;
    return `${this.#words.onlyLatest}\n\n${end.trimEnd()}`;
  }

  /** The newest entry that names it: found among the last ones, as a rule. */
  async #find(conversationId: string, asked: TranscriptAsked): Promise<number | undefined> {
    const uri = transcriptUri(asked);
    let { lastSeq: before } = await this.#store.log(conversationId, { after: 0, limit: 1 });
    while (before > 0) {
      const after = Math.max(0, before - PAGE);
      const { entries } = await this.#store.log(conversationId, { after, limit: before - after });
      const found = entries.findLast((entry) => {
        const named = transcriptNamed(entry);
        return named !== undefined && transcriptUri(named) === uri;
      });
      if (found) return found.seq;
      before = after;
    }
    return undefined;
  }

  /** Each entry's text, with the day above the first of each day. */
  #tell(entries: readonly LogEntry[], timeZone: string, before: string): { texts: string[]; day: string } {
    let day = before;
    const texts = entries.flatMap((entry) => {
      const text = transcriptLines(this.#words, entry, timeZone);
      if (text === '') return [];
      const today = dayAt(entry.at, timeZone);
      const heading = today === day ? '' : `${this.#words.day(entry.at, timeZone)}\n\n`;
      day = today;
      return [heading + text];
    });
    return { texts, day };
  }
}
