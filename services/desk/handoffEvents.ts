import { z } from 'zod';

/*
 * The Bot Framework's handoff protocol: how another desk learns of a conversation, and what it says became of it.
 * https://learn.microsoft.com/azure/bot-service/bot-service-design-pattern-handoff-human
 */

/** From us: the event's name. */
export const HANDOFF_INITIATE = 'handoff.initiate';
/** To us. */
export const HANDOFF_STATUS = 'handoff.status';

/** The agent of another desk, who has no name of their own here. */
export const HUB_AGENT_ID = 'hub';

/** The value of a `handoff.status`; its `message` is the hub's own, and nobody reads it. */
export const HandoffState = z.object({ state: z.enum(['accepted', 'failed', 'completed']) });
export type HandoffState = z.infer<typeof HandoffState>;

/** What another desk does, as it stands in the conversation's inbox. `name`: of the person there. */
export const HubMessage = z.object({
  hub: z.union([HandoffState, z.object({ says: z.string().min(1).max(4_000) })]),
  name: z.string().min(1).max(80).optional(),
});
export type HubMessage = z.infer<typeof HubMessage>;
