import type { JsonObject } from '../json.js';

type Heard = (whisper: JsonObject) => void;

/** Who listens in this process. */
export class WhisperBoard {
  readonly #listeners = new Set<Heard>();

  listen(heard: Heard): () => void {
    // A listener of its own each time: the same function may listen twice, and stops once for each.
    const listener: Heard = (whisper) => heard(whisper);
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Behind what is being done now: who whispers is not called back in the middle of it. */
  pass(whisper: JsonObject): void {
    queueMicrotask(() => {
      for (const listener of [...this.#listeners]) {
        try {
          listener(whisper);
        } catch {
          // A listener that fails must keep nobody else from hearing.
        }
      }
    });
  }
}
