import { z } from 'zod';
import type { Whispers } from '../storage/whispers.js';
import { DeskRow } from './deskRow.js';
import { AgentName } from './deskState.js';

const conversationId = z.string();

/** What the processes of one desk tell each other at once, and may miss. */
export const DeskWhisper = z.discriminatedUnion('about', [
  /** A conversation stands anew in the list, and its lines are written. */
  z.object({ about: z.literal('row'), row: DeskRow }),
  /** `place`: the process that tells it. `isNew`: those who look too should say so. */
  z.object({
    about: z.literal('looks'),
    conversationId,
    agent: AgentName,
    place: z.string(),
    isHere: z.boolean(),
    isNew: z.boolean(),
  }),
  /** `toBuyer`: it is the agent whom the buyer talks with. */
  z.object({
    about: z.literal('agentTypes'),
    conversationId,
    agent: AgentName,
    isTyping: z.boolean(),
    toBuyer: z.boolean(),
  }),
  z.object({ about: z.literal('buyerTypes'), conversationId, isTyping: z.boolean() }),
  /** Entries up to this one have been handed to the buyer. */
  z.object({ about: z.literal('delivered'), conversationId, seq: z.int() }),
]);
export type DeskWhisper = z.infer<typeof DeskWhisper>;

/** Whispers about the desk; those of another build that mean nothing here are not heard. */
export class DeskWhispers {
  readonly #whispers: Whispers;

  constructor(whispers: Whispers) {
    this.#whispers = whispers;
  }

  tell(whisper: DeskWhisper): void {
    this.#whispers.tell(JSON.parse(JSON.stringify(whisper)));
  }

  /** Returns how to stop. */
  listen(heard: (whisper: DeskWhisper) => void): () => void {
    return this.#whispers.listen((raw) => {
      const whisper = DeskWhisper.safeParse(raw).data;
      if (whisper) heard(whisper);
    });
  }
}
