/** Texts that somebody waits to hear, each once. */
export class HeardOnce {
  readonly #waiting = new Map<string, (at: number) => void>();

  /** When it was heard, by performance.now(). Rejects where that takes too long. */
  hear(text: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`bench: "${text}" was not heard in ${LIMIT_MS} ms`)), LIMIT_MS);
      this.#waiting.set(text, (at) => {
        clearTimeout(timer);
        this.#waiting.delete(text);
        resolve(at);
      });
    });
  }

  heard(text: unknown): void {
    if (typeof text === 'string') this.#waiting.get(text)?.(performance.now());
  }
}

const LIMIT_MS = 15_000;
