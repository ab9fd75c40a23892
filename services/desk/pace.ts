/** Counts what each one does in a window of time, in this process, and says when it is too much. */
export class Pace {
  readonly #most: number;
  readonly #windowMs: number;
  #since = performance.now();
  #counts = new Map<string, number>();

  constructor({ most, windowMs }: { readonly most: number; readonly windowMs: number }) {
    this.#most = most;
    this.#windowMs = windowMs;
  }

  /** One more: 0 where it may be done, else after how many ms it may. */
  take(who: string): number {
    const now = performance.now();
    if (now - this.#since >= this.#windowMs) {
      this.#since = now;
      this.#counts = new Map();
    }
    const count = (this.#counts.get(who) ?? 0) + 1;
    this.#counts.set(who, count);
    return count <= this.#most ? 0 : this.#windowMs - (now - this.#since);
  }
}
