import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { NewEffect, NewLogEntry, Turn } from '../../services/conversations/conversationStore.js';
import type { JsonObject } from '../../services/json.js';

/** What a `deliver` effect carries: one activity as it stands in the log. */
export const DeliverBody = z.object({
  // Written by this process's own commit, which takes JSON only.
  activity: z.custom<JsonObject>((value) => typeof value === 'object' && value !== null),
});
export type DeliverBody = z.infer<typeof DeliverBody>;

/**
 * One effect for each thing said, in order. The key follows from the conversation, the message and the place, so that a
 * turn that is run again asks for the same deliveries.
 */
export function deliveries({ conversationId, message }: Turn, entries: readonly NewLogEntry[]): readonly NewEffect[] {
  return entries.map(({ activity }, index) => ({
    key: `deliver:${digest([conversationId, message.id, index])}`,
    kind: 'deliver',
    body: { activity } satisfies DeliverBody,
  }));
}

function digest(parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
