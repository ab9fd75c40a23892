import type { JsonObject } from '../json.js';

/**
 * PORT. What is worth hearing only now: who types, who looks, what has just changed. It reaches every process of one store,
 * this one too, and is not kept: whoever does not listen, or is cut off for a moment, never hears it. So nothing may lean on
 * it but speed. test/contracts/whispersContract.ts is what every adapter passes.
 */
export interface Whispers {
  /** Never throws and never waits. */
  tell(whisper: JsonObject): void;
  /** Returns how to stop. */
  listen(heard: (whisper: JsonObject) => void): () => void;
}
