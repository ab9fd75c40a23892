/** What calls that went well pay for the retries of others. */
const EARNED = 0.1;

/**
 * Retries are paid for: where much fails, more calls would only make it worse, so that all of them together may be a tenth
 * of what goes well, and `most` beyond that.
 */
export class RetryBudget {
  readonly #most: number;
  #left: number;

  constructor(most = 20) {
    this.#most = most;
    this.#left = most;
  }

  earn(): void {
    this.#left = Math.min(this.#most, this.#left + EARNED);
  }

  /** False: there is nothing left to pay a retry with. */
  take(): boolean {
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
