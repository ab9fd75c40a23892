import type { ConversationStore } from '../conversations/conversationStore.js';
import { DeskRow, isOpen } from './deskRow.js';
import type { DeskShelf } from './deskShelf.js';
import type { DeskWhispers } from './deskWhispers.js';

/** How many conversations the lists beside `mine` and `queue` go back. */
export const LATEST = 200;

export type RowsNow = { readonly open: readonly DeskRow[]; readonly latest: readonly DeskRow[] };

export type LiveRowsOptions = {
  readonly shelf: Pick<DeskShelf, 'open'>;
  readonly store: Pick<ConversationStore, 'summaries'>;
  readonly whispers: DeskWhispers;
  readonly everyMs?: number;
  readonly onTrouble: (error: unknown) => void;
};

type Kept = { readonly row: DeskRow; readonly heardAt: number };

/**
 * The rows of the list as this process knows them: read anew every second while somebody looks at them, and changed at once
 * by what is heard in between. A whisper that was missed is made good by the next reading.
 */
export class LiveRows {
  readonly #options: LiveRowsOptions;
  readonly #stop: () => void;
  readonly #changed = new Set<() => void>();
  #open = new Map<string, Kept>();
  #latest = new Map<string, Kept>();
  #reading: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LiveRowsOptions) {
    this.#options = options;
    this.#stop = options.whispers.listen((whisper) => {
      if (whisper.about === 'row' && this.#changed.size > 0) this.#hear(whisper.row);
    });
  }

  /** Calls back after changes, of whatever kind. Returns how to stop. */
  watch(onChange: () => void): () => void {
    const watcher = () => onChange();
    this.#changed.add(watcher);
    this.#timer ??= setInterval(() => void this.refresh(), this.#options.everyMs ?? 1_000).unref();
    return () => {
      this.#changed.delete(watcher);
      if (this.#changed.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  now(): RowsNow {
    const open = [...this.#open.values()].map(({ row }) => row);
    const latest = [...this.#latest.values()].map(({ row }) => row);
    return { open, latest: [...latest, ...open.filter(({ conversationId }) => !this.#latest.has(conversationId))] };
  }

  /** Reads everything anew. Those that come while it is read wait for the same. */
  refresh(): Promise<void> {
    this.#reading ??= this.#read()
      .catch((error: unknown) => this.#options.onTrouble(error))
      .finally(() => {
        this.#reading = undefined;
      });
    return this.#reading;
  }

  close(): void {
    this.#stop();
    clearInterval(this.#timer);
    this.#changed.clear();
  }

  async #read(): Promise<void> {
    const { shelf, store } = this.#options;
    const from = performance.now();
    const [open, latest] = await Promise.all([shelf.open(), readLatest(store, LATEST)]);
    this.#open = merged(open, this.#open, from);
    this.#latest = merged(latest, this.#latest, from);
    this.#tell();
  }

  #hear(row: DeskRow): void {
    const kept = { row, heardAt: performance.now() };
    const { conversationId, listed } = row;
    // What the summaries tell may be ahead of the list of those who wait.
    const isNewerThan = (before: Kept | undefined) => before === undefined || before.row.listed < listed;
    if (isNewerThan(this.#open.get(conversationId))) {
      if (isOpen(row)) this.#open.set(conversationId, kept);
      else this.#open.delete(conversationId);
    }
    if (isNewerThan(this.#latest.get(conversationId))) this.#latest.set(conversationId, kept);
    this.#tell();
  }

  #tell(): void {
    for (const watcher of [...this.#changed]) watcher();
  }
}

/** The newest conversations that ever had anything to show. */
export async function readLatest(
  store: Pick<ConversationStore, 'summaries'>,
  limit: number,
): Promise<readonly DeskRow[]> {
  return (await store.summaries({ limit })).flatMap(({ facts }) => {
    const row = DeskRow.safeParse(facts['desk']);
    return row.success ? [row.data] : [];
  });
}

/** What was read; of what was heard since the reading began, the newer. */
function merged(read: readonly DeskRow[], known: ReadonlyMap<string, Kept>, from: number): Map<string, Kept> {
  const rows = new Map(read.map((row) => [row.conversationId, { row, heardAt: 0 }]));
  for (const [conversationId, kept] of known) {
    const found = rows.get(conversationId);
    if (kept.heardAt >= from && (!found || found.row.listed < kept.row.listed)) rows.set(conversationId, kept);
  }
  return rows;
}
