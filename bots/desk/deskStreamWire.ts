import { z } from 'zod';
import { FILTERS, type Filter } from '../../services/desk/deskLists.js';

const conversationId = z.string().min(1).max(500);
const position = z.int().min(0);

/** What is looked for: words, compared as they are written. Nothing is looked for where there are none. */
export const Q = z
  .string()
  .trim()
  .max(100)
  .transform((text) => (text === '' ? undefined : text));

/** A frame of the page's: services/desk/deskApi.ts, `FromPage`. */
export const StreamFrame = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('list'), filter: z.enum(FILTERS), q: Q.optional() }),
  z.strictObject({ type: z.literal('watch'), conversationId, after: position, linesAfter: position }),
  z.strictObject({ type: z.literal('unwatch'), conversationId }),
  z.strictObject({ type: z.literal('typing'), conversationId, isTyping: z.boolean() }),
  z.strictObject({ type: z.literal('heartbeat') }),
]);
export type StreamFrame = z.infer<typeof StreamFrame>;
export type Listing = { readonly filter: Filter; readonly q?: string | undefined };

/** The frame, or what is wrong with it, naming the field. */
export function readFrame(text: string): StreamFrame | { readonly type: 'bad'; readonly why: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { type: 'bad', why: 'not JSON' };
  }
  const parsed = StreamFrame.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return { type: 'bad', why: `${issue?.path.join('.') || 'frame'}: ${issue?.message ?? 'not as expected'}` };
}
