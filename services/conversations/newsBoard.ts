/** Who wants to hear of new lines in which conversation's log, in this process. */
export class NewsBoard {
  readonly #watchers = new Map<string, Set<() => void>>();

  watch(conversationId: string, onNews: () => void): () => void {
    // A watcher of its own each time: the same function may watch twice, and stops once for each.
    const watcher = (): void => onNews();
    const watchers = this.#watchers.get(conversationId) ?? new Set();
    this.#watchers.set(conversationId, watchers.add(watcher));
    return () => {
      watchers.delete(watcher);
      if (watchers.size === 0 && this.#watchers.get(conversationId) === watchers) this.#watchers.delete(conversationId);
    };
  }

  announce(conversationId: string): void {
    for (const watcher of [...(this.#watchers.get(conversationId) ?? [])]) {
      try {
        watcher();
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
