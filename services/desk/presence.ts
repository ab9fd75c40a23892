import { z } from 'zod';
import type { Records } from '../storage/records.js';

const COLLECTION = 'deskPresence';
/** An agent of whom nothing was heard for so long is gone. */
export const GONE_AFTER_MS = 30_000;
const Seen = z.object({ at: z.int() });

/** When each agent was last heard of: by a heartbeat, or by whatever else they did. */
export class Presence {
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  async heardOf(agentId: string, now: number): Promise<void> {
    const options = { expiresAt: now + 86_400_000 };
    for (;;) {
      const found = await this.#records.get(COLLECTION, agentId);
      if (found && Seen.parse(found.value).at >= now) return;
      const written = found
        ? await this.#records.replace(COLLECTION, agentId, found.version, { at: now }, options)
        : await this.#records.create(COLLECTION, agentId, { at: now }, options);
      // Who wrote meanwhile has heard of them just now.
      if (written) return;
    }
  }

  /** ms since epoch; 0: not within the last day. */
  async lastSeen(agentId: string): Promise<number> {
    const found = await this.#records.get(COLLECTION, agentId);
    return found ? Seen.parse(found.value).at : 0;
  }
}
