import type { LogEntry, OnNews } from './conversationStore.js';

/** Who wants to hear of new lines in which conversation's log, in this process. */
export class NewsBoard {
  readonly #watchers = new Map<string, Set<OnNews>>();

  watch(conversationId: string, onNews: OnNews): () => void {
    // A watcher of its own each time: the same function may watch twice, and stops once for each.
    const watcher: OnNews = (lines) => onNews(lines);
    const watchers = this.#watchers.get(conversationId) ?? new Set();
    this.#watchers.set(conversationId, watchers.add(watcher));
    return () => {
      watchers.delete(watcher);
      if (watchers.size === 0 && this.#watchers.get(conversationId) === watchers) this.#watchers.delete(conversationId);
    };
  }

  /** `lines` is asked only where somebody watches. */
  announce(conversationId: string, lines: () => readonly LogEntry[] = NONE_AT_HAND): void {
    const watchers = this.#watchers.get(conversationId);
    if (watchers === undefined) return;
    const fresh = lines();
    for (const watcher of [...watchers]) {
      try {
        watcher(fresh);
      } catch {
        // News is a hint and the log is the truth: a watcher that fails must not turn a durable write into a failed one.
      }
    }
  }

  /** Anything may have happened meanwhile. */
  announceAll(): void {
    for (const conversationId of [...this.#watchers.keys()]) this.announce(conversationId);
  }

  clear(): void {
    this.#watchers.clear();
  }
}

const NONE_AT_HAND = (): readonly LogEntry[] => [];
