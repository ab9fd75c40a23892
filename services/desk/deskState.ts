import { z } from 'zod';

/** A person at the desk, as others see them. */
export const AgentName = z.object({ id: z.string().min(1).max(100), name: z.string().min(1).max(80) });
export type AgentName = z.infer<typeof AgentName>;

/** Why a person is wanted. `sellerUncooperative`: the buyer asked, and the seller is. `takenOver`: an agent came without being asked. */
export const HandoffReason = z.enum([
  'asked',
  'sellerUncooperative',
  'lost',
  'noSuchOrder',
  'fraud',
  'chargeback',
  'counterfeit',
  'legalThreat',
  'danger',
  'takenOver',
]);
export type HandoffReason = z.infer<typeof HandoffReason>;

const Queued = z.object({
  kind: z.literal('queued'),
  since: z.int(),
  reason: HandoffReason,
  /** Had an agent already, and goes before whoever has not. */
  isFirst: z.boolean(),
  /** The buyer goes on with the bot meanwhile, which speaks. */
  withBot: z.boolean(),
  /** How many times nobody had come in time. */
  late: z.int().min(0),
  /** The people ahead, and the wait, that the buyer was told; the wait stays the same for this buyer. */
  toldAhead: z.int().min(0),
  toldWaitMs: z.int().min(0).optional(),
});
export type Queued = z.infer<typeof Queued>;

/** Who answers the buyer: exactly one. */
export const Owner = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bot') }),
  Queued,
  z.object({ kind: z.literal('agent'), agent: AgentName, since: z.int(), reason: HandoffReason }),
]);
export type Owner = z.infer<typeof Owner>;

/** What became of an agent's command. `owner`: who has the conversation now, so that who lost hears who won. */
export const Outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), epoch: z.int(), owner: Owner }),
  /** Somebody was faster: the command was meant for another owner than there is now. */
  z.object({ kind: z.literal('stale'), epoch: z.int(), owner: Owner }),
  /** The conversation is not this agent's. */
  z.object({ kind: z.literal('forbidden'), epoch: z.int(), owner: Owner }),
  z.object({ kind: z.literal('closed'), epoch: z.int(), owner: Owner, by: AgentName, reason: z.string() }),
  /** What was to be put right cannot be so; `message` says why. */
  z.object({ kind: z.literal('badValue'), epoch: z.int(), owner: Owner, field: z.string(), message: z.string() }),
  /** The turn failed; nothing was changed. */
  z.object({ kind: z.literal('failed'), incident: z.string() }),
]);
export type Outcome = z.infer<typeof Outcome>;

/** What the desk knows of one conversation: a field of its state, so it changes with the turn or not at all. */
export const DeskState = z.object({
  /** Grows with every change of owner. */
  epoch: z.int().min(0),
  owner: Owner,
  /** Whose conversation it is, and by which channel they came; absent until the buyer has come once. */
  buyer: z.object({ id: z.string(), channel: z.string(), isVerified: z.boolean() }).optional(),
  /** Notes and system lines so far. */
  lines: z.int().min(0),
  /** How often the desk's list was told of this conversation. */
  listed: z.int().min(0),
  /** Newest last: a command that comes again gets the answer of the first time. */
  outcomes: z.array(z.object({ id: z.string(), outcome: Outcome })),
  /** Left for later: until when an answer is promised, and how many promises were not kept. */
  request: z.object({ by: z.int(), reason: HandoffReason, broken: z.int().min(0) }).optional(),
  /** The choices of somebody for whom nobody is there were put to the buyer; why a person was wanted. */
  choosing: HandoffReason.optional(),
  /** Matters for people that one was asked to come for already. */
  heeded: z.array(HandoffReason).default([]),
  /** Conduct of a seller's that the buyer was told of, with a person offered. */
  toldConduct: z.array(z.string()).default([]),
  resolved: z.object({ at: z.int(), by: AgentName, reason: z.string() }).optional(),
  /** Cases that were opened while the bot had to be silent. */
  untold: z.array(z.string()).default([]),
  /** What the agent who has the conversation put right of what was gathered. */
  amended: z.array(z.string()).default([]),
  /** The agent about whom the buyer was just asked how it went. */
  feedback: AgentName.optional(),
  lastAgent: AgentName.optional(),
  /** Since when the buyer has wanted a person, until it is settled; whether one has written. */
  asked: z.object({ at: z.int(), isAnswered: z.boolean() }).optional(),
  lastLineAt: z.int().optional(),
  /** The first of the buyer's lines that no agent has answered. */
  unansweredSince: z.int().optional(),
  unread: z.int().min(0),
});
export type DeskState = z.infer<typeof DeskState>;

/** As many commands as come at once find their answers: more than an inbox is likely to hold. */
export const OUTCOMES_KEPT = 128;

/** Reads it from a stored state; a conversation that no agent has ever touched has none. */
export function readDeskState(raw: unknown): DeskState {
  return READ.parse(raw);
}

// Made once, as all of the state's schemas. By a function: the turn changes what it is given.
const READ = DeskState.catch(() => ({
  epoch: 0,
  owner: { kind: 'bot' as const },
  lines: 0,
  listed: 0,
  outcomes: [],
  untold: [],
  amended: [],
  heeded: [],
  toldConduct: [],
  unread: 0,
}));
