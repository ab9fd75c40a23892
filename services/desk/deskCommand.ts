import { z } from 'zod';
import { EVIDENCE_LIMITS, EvidenceFile } from '../evidence/evidenceFile.js';
import { AgentName, type DeskState, OUTCOMES_KEPT, type Outcome, type Owner } from './deskState.js';
import { AgentRole, mayTakeAway } from './roles.js';

/** The longest message, note or comment of an agent, in characters: what a buyer may write at once. */
export const MAX_WORDS = 4_000;
const Words = z.string().trim().min(1).max(MAX_WORDS);
/** How many files an agent sends with one message: as many as a buyer. */
export const MAX_FILES = EVIDENCE_LIMITS.filesAMessage;
/** The owner's epoch that the agent saw. A note needs none: it changes nothing. */
const epoch = z.int().min(0);

/** What the bot gathers, as far as an agent can put it right; evidence is the buyer's own. */
export const AmendableField = z.enum([
  'order',
  'problem',
  'affected',
  'description',
  'noticedOn',
  'seller',
  'remedy',
  'amount',
]);
export type AmendableField = z.infer<typeof AmendableField>;

/** What an agent can do to a conversation. */
export const DeskCommand = z.discriminatedUnion('command', [
  z.object({ command: z.literal('claim'), epoch }),
  /** `text` may be empty where there are files. */
  z.object({
    command: z.literal('message'),
    epoch,
    text: z.string().trim().max(MAX_WORDS),
    files: z.array(EvidenceFile).max(MAX_FILES).optional(),
  }),
  z.object({ command: z.literal('note'), text: Words }),
  z.object({ command: z.literal('release'), epoch }),
  z.object({ command: z.literal('transfer'), epoch, to: AgentName, comment: Words }),
  z.object({ command: z.literal('return'), epoch }),
  z.object({ command: z.literal('resolve'), epoch, reason: Words }),
  z.object({ command: z.literal('amend'), epoch, field: AmendableField, value: Words }),
]);
export type DeskCommand = z.infer<typeof DeskCommand>;

/** A command as it stands in the conversation's inbox. */
export const DeskMessage = z.object({ agent: AgentName, role: AgentRole, command: DeskCommand });
export type DeskMessage = z.infer<typeof DeskMessage>;

/** Why the command may not be done in this state; undefined: it may. */
export function refusalOf(desk: DeskState, { agent, role, command }: DeskMessage): Outcome | undefined {
  if (command.command === 'note') return undefined;
  const { epoch: now, owner, resolved } = desk;
  const refused = (kind: 'stale' | 'forbidden') => ({ kind, epoch: now, owner }) as const;
  if (command.command !== 'claim' && resolved && owner.kind === 'bot')
    return { kind: 'closed', epoch: now, owner, by: resolved.by, reason: resolved.reason };
  if (command.epoch !== now) return refused('stale');
  if (command.command === 'claim') return owner.kind === 'agent' ? refused('stale') : undefined;
  if (owner.kind === 'agent' && owner.agent.id === agent.id) return undefined;
  // Nobody speaks in somebody else's name, or changes what they work with, whatever their role.
  const isOwners = command.command === 'message' || command.command === 'amend';
  const takesAway = !isOwners && mayTakeAway(role);
  return owner.kind === 'agent' && takesAway ? undefined : refused('forbidden');
}

/** Gives the conversation to its next owner. */
export function passTo(desk: DeskState, owner: Owner): void {
  desk.owner = owner;
  desk.epoch += 1;
  delete desk.choosing;
  delete desk.resolved;
  delete desk.feedback;
  if (owner.kind === 'bot') delete desk.asked;
}

/** Keeps what became of the command under its message's id, for whoever waits for it. */
export function keepOutcome(desk: DeskState, id: string, outcome: Outcome): void {
  desk.outcomes = [...desk.outcomes, { id, outcome }].slice(-OUTCOMES_KEPT);
}
