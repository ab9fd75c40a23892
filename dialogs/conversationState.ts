import { z } from 'zod';
import { isTimeZone } from '../services/refunds/calendarDay.js';
import { OrderId } from '../services/refunds/ids.js';
import { RefundRequest } from '../services/refunds/refundRequest.js';
import { RefundDraft } from './refund/refundDraft.js';

/** The SDK's dialog stack. Its frames hold names only; what was gathered is in the draft. */
const DialogStack = z.object({
  dialogStack: z.array(z.looseObject({ id: z.string(), state: z.looseObject({}) })).default([]),
});

const Filing = z.object({
  key: z.string(),
  orderId: OrderId,
  request: RefundRequest,
  draft: RefundDraft,
  since: z.int(),
});
/** A confirmed request on its way: from the submit to the backend's answer. */
export type Filing = z.infer<typeof Filing>;

/** Everything that is known about one conversation between two turns. At most 64 KB as JSON. */
export type ConversationState = {
  schema: 1;
  locale: string;
  timeZone: string;
  greeted: boolean;
  dialogs: z.infer<typeof DialogStack>;
  /** The open question: its copy key. */
  asked: string | undefined;
  /** Misunderstandings in a row. */
  misses: number;
  draft: RefundDraft | undefined;
  /** A draft that the buyer has put aside; it can be taken up again. */
  parked: RefundDraft | undefined;
  filing: Filing | undefined;
  /** Drafts that have become cases, newest last, at most 20: what an old button's second press is answered from. */
  filed: { draftId: string; caseId: string }[];
};

const LOCALE = z.string().min(2).max(35).catch('en');
const TIME_ZONE = z.string().refine(isTimeZone).catch('UTC');

/**
 * Reads a stored state of this or an older build: what a field holds and cannot be read is dropped alone, so that the
 * buyer goes on with the rest. `undefined` is a new conversation.
 */
export function readConversationState(raw: unknown): ConversationState {
  const stored = z
    .looseObject({})
    .catch({})
    .parse(raw ?? {});
  return {
    schema: 1,
    locale: LOCALE.parse(stored['locale']),
    timeZone: TIME_ZONE.parse(stored['timeZone']),
    greeted: z.boolean().catch(false).parse(stored['greeted']),
    dialogs: DialogStack.catch({ dialogStack: [] }).parse(stored['dialogs']),
    asked: z.string().optional().catch(undefined).parse(stored['asked']),
    misses: z.int().min(0).catch(0).parse(stored['misses']),
    draft: readDraft(stored['draft']),
    parked: readDraft(stored['parked']),
    filing: Filing.optional().catch(undefined).parse(stored['filing']),
    filed: z
      .array(z.object({ draftId: z.string(), caseId: z.string() }))
      .catch([])
      .parse(stored['filed'])
      .slice(-20),
  };
}

/** Field by field: one that an older build wrote otherwise is asked again, the others stay. */
function readDraft(raw: unknown): RefundDraft | undefined {
  const stored = z.looseObject({ draftId: z.string(), startedAt: z.int() }).safeParse(raw);
  if (!stored.success) return undefined;
  const kept: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(RefundDraft.shape)) {
    const field = schema.safeParse(stored.data[name]);
    if (field.success && field.data !== undefined) kept[name] = field.data;
  }
  const draft = RefundDraft.safeParse(kept);
  return draft.success ? draft.data : undefined;
}
