import { z } from 'zod';
import { AgentName } from './deskState.js';

/**
 * What only the desk sees of a conversation, numbered from 1: never an entry of the log, which is what a buyer's channel
 * reads. `event` names what happened; its words are the page's.
 */
export const DeskLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('note'), n: z.int(), at: z.int(), by: AgentName, text: z.string() }),
  z.object({
    kind: z.literal('system'),
    n: z.int(),
    at: z.int(),
    event: z.enum([
      'queued',
      'joined',
      'released',
      'transferred',
      'returned',
      'resolved',
      'vanished',
      'buyerLeft',
      'nobodyCame',
      'leftAsCase',
      'promiseBroken',
      'rated',
      'withheld',
      'amended',
    ]),
    by: AgentName.optional(),
    facts: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
]);
export type DeskLine = z.infer<typeof DeskLine>;
export type SystemEvent = Extract<DeskLine, { kind: 'system' }>['event'];
