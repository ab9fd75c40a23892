import { z } from 'zod';
import { type DeskState, readDeskState } from '../services/desk/deskState.js';
import { CHAT_ACTIONS } from '../services/refunds/allowedActions.js';
import { isTimeZone } from '../services/refunds/calendarDay.js';
import { CaseId, OrderId } from '../services/refunds/ids.js';
import { RefundRequest } from '../services/refunds/refundRequest.js';
import { ProblemType } from '../services/refunds/refundTerms.js';
import { Acting } from './case/acting.js';
import { RefundDraft, SellerDeed, SellerStatement } from './refund/refundDraft.js';

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

const AlsoNamed = z.object({
  orderId: OrderId,
  title: z.string(),
  /** What was said of all of them. */
  problem: ProblemType.optional(),
});
/** One of several orders that were named at once. */
export type AlsoNamed = z.infer<typeof AlsoNamed>;

const Verification = z.object({
  orderId: OrderId,
  /** The channel's buyer who asked. */
  by: z.string(),
  /** Until when the newest code that was asked for can be right; 0: another one is wanted. */
  goodUntil: z.int(),
  /** How many were asked for. */
  codes: z.int().min(0),
  /** Until then no other one is sent. */
  noCodesUntil: z.int().optional(),
  /** Until then none is tried: the tries are used up. */
  blockedUntil: z.int().optional(),
});

const Heard = z.object({
  text: z.string().max(1_000),
  /** What it may have meant, the likeliest first. */
  labels: z.array(z.string()).max(3),
  /** Of these, what may be picked now. */
  offered: z.array(z.string()).max(3),
});

const Filed = z.object({
  draftId: z.string(),
  caseId: z.string(),
  /** What it is about, in a few words. */
  about: z.string().max(300).optional(),
  /** What was known of the seller then, and was told since. */
  seller: SellerStatement.optional(),
  sellerToldAt: z.int().optional(),
  sellerActs: z.array(SellerDeed).max(12).optional(),
});

/** The case that was shown last, `seen` things of whose history, and what may be done to it. */
const CaseOffer = z.object({ caseId: CaseId, seen: z.int(), actions: z.array(z.enum(CHAT_ACTIONS)) });

const Proof = z.object({ buyerId: z.string(), by: z.string(), until: z.int() });

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
  /** How often each thing was said since something new came in, by key: so that it is said in other words. */
  said: Record<string, number>;
  /** What the buttons under the last words say when pressed, outside of a filing: their numbers may be typed. */
  offered: string[];
  /** What the buyer wrote last that may have meant something else than was taken. */
  heard: z.infer<typeof Heard> | undefined;
  /** The draft before the last correction, while that can be taken back. */
  before: RefundDraft | undefined;
  /** An answer is being given anew: "cancel" brings the draft from before back. */
  changing: boolean;
  /** A draft that could not be filed: named with another order, its story is not asked again. */
  refused: RefundDraft | undefined;
  /** The topic that was answered last, while nothing else was said since: for "say that again". */
  answered: string | undefined;
  /** A draft that the buyer has put aside; it can be taken up again. */
  parked: RefundDraft | undefined;
  filing: Filing | undefined;
  /** The draft that is asked about: shall it be thrown away? */
  discarding: string | undefined;
  /** Orders that were named together, and are not settled yet. */
  alsoNamed: AlsoNamed[];
  /** Drafts that have become cases, newest last, at most 20: what an old button's second press is answered from. */
  filed: z.infer<typeof Filed>[];
  /** What the seller did, told while there was no filing that it belongs to. */
  sellerActs: SellerDeed[];
  /** The one-time code that is asked for, of a buyer whom nobody vouches for. */
  verification: z.infer<typeof Verification> | undefined;
  /** `buyerId`: whose orders and cases the channel's buyer `by` has proven to be theirs, until then. */
  proof: z.infer<typeof Proof> | undefined;
  caseOffer: z.infer<typeof CaseOffer> | undefined;
  acting: Acting | undefined;
  /** The buyer wants to be reminded of dates. */
  reminds: boolean;
  /** When they were last. ms since epoch. */
  remindedAt: number | undefined;
  /** Who answers the buyer, and what else the desk knows of the conversation. */
  desk: DeskState;
};

// Made once: to build a zod schema costs a hundred times more than to read with it, and this is done every turn.
const LOCALE = z.string().min(2).max(35).catch('en');
const TIME_ZONE = z.string().refine(isTimeZone).catch('UTC');
const STORED = z.looseObject({}).catch({});
const GREETED = z.boolean().catch(false);
// By a function: the SDK pushes into the stack, and one array for all conversations would mix them.
const DIALOGS = DialogStack.catch(() => ({ dialogStack: [] }));
const ASKED = z.string().optional().catch(undefined);
const ANSWERED = z.string().optional().catch(undefined);
const CHANGING = z.boolean().catch(false);
const MISSES = z.int().min(0).catch(0);
const SAID = z.record(z.string(), z.int().min(0)).catch(() => ({}));
const OFFERED = z.array(z.string().max(200)).catch(() => []);
const HEARD = Heard.optional().catch(undefined);
const FILING = Filing.optional().catch(undefined);
const DISCARDING = z.string().optional().catch(undefined);
const ALSO_NAMED = z.array(AlsoNamed).catch(() => []);
const FILED = z.array(Filed).catch(() => []);
const SELLER_ACTS = z
  .array(SellerDeed)
  .max(12)
  .catch(() => []);
const VERIFICATION = Verification.optional().catch(undefined);
const PROOF = Proof.optional().catch(undefined);
const CASE_OFFER = CaseOffer.optional().catch(undefined);
const ACTING = Acting.optional().catch(undefined);
const REMINDS = z.boolean().catch(true);
const REMINDED_AT = z.int().optional().catch(undefined);
const STORED_DRAFT = z.looseObject({ draftId: z.string(), startedAt: z.int() });

/**
 * Reads a stored state of this or an older build: what a field holds and cannot be read is dropped alone, so that the
 * buyer goes on with the rest. `undefined` is a new conversation.
 */
export function readConversationState(raw: unknown): ConversationState {
  const stored = STORED.parse(raw ?? {});
  return {
    schema: 1,
    locale: LOCALE.parse(stored['locale']),
    timeZone: TIME_ZONE.parse(stored['timeZone']),
    greeted: GREETED.parse(stored['greeted']),
    dialogs: DIALOGS.parse(stored['dialogs']),
    asked: ASKED.parse(stored['asked']),
    answered: ANSWERED.parse(stored['answered']),
    misses: MISSES.parse(stored['misses']),
    said: SAID.parse(stored['said']),
    offered: OFFERED.parse(stored['offered']).slice(0, 10),
    heard: HEARD.parse(stored['heard']),
    draft: readDraft(stored['draft']),
    before: readDraft(stored['before']),
    changing: CHANGING.parse(stored['changing']),
    refused: readDraft(stored['refused']),
    parked: readDraft(stored['parked']),
    filing: FILING.parse(stored['filing']),
    discarding: DISCARDING.parse(stored['discarding']),
    alsoNamed: ALSO_NAMED.parse(stored['alsoNamed']).slice(0, 10),
    filed: FILED.parse(stored['filed']).slice(-20),
    sellerActs: SELLER_ACTS.parse(stored['sellerActs'] ?? []),
    verification: VERIFICATION.parse(stored['verification']),
    proof: PROOF.parse(stored['proof']),
    caseOffer: CASE_OFFER.parse(stored['caseOffer']),
    acting: ACTING.parse(stored['acting']),
    reminds: REMINDS.parse(stored['reminds']),
    remindedAt: REMINDED_AT.parse(stored['remindedAt']),
    desk: readDeskState(stored['desk']),
  };
}

/** Field by field: one that an older build wrote otherwise is asked again, the others stay. */
function readDraft(raw: unknown): RefundDraft | undefined {
  // Nearly always this build wrote it, and it reads whole.
  const whole = RefundDraft.safeParse(raw);
  if (whole.success) return whole.data;
  const stored = STORED_DRAFT.safeParse(raw);
  if (!stored.success) return undefined;
  const kept: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(RefundDraft.shape)) {
    const field = schema.safeParse(stored.data[name]);
    if (field.success && field.data !== undefined) kept[name] = field.data;
  }
  const draft = RefundDraft.safeParse(kept);
  return draft.success ? draft.data : undefined;
}
