import type { OrderId } from '../refunds/ids.js';
import type { CalendarDay, ProblemType, Remedy, SellerAct, SellerOutcome } from '../refunds/refundTerms.js';

export const INTENTS = [
  'openRefund',
  'trackRefund',
  'cancelOrder',
  'trackOrder',
  'withdrawCase',
  'contactHuman',
  'complaint',
  'transcript',
  'cancel',
  'back',
  'restart',
  'repeat',
  'why',
  'wait',
  'skip',
  'help',
  'capabilities',
  'botChallenge',
  'greeting',
  'thanks',
  'goodbye',
  'affirm',
  'deny',
] as const;
export type Intent = (typeof INTENTS)[number];

/** A content entry's topic: `fees`, `timeline`... The content says which there are. */
export type FaqTopic = string;

/** What was read from the words themselves; everything is optional, nothing is guessed. */
export type Slots = {
  /** Every order number in the message, in order, without repeats. */
  readonly orderIds: readonly OrderId[];
  /** 'all', or n of N; `total` absent when only n was said; `share` (0 to 1) for "half", "a third", "20 %". */
  readonly affected?: {
    readonly count?: number;
    readonly total?: number;
    readonly share?: number;
    readonly all?: boolean;
  };
  /** As written: "1.200,50" and "1,200.50" are both 120050. `currency` only when it was named. */
  readonly amount?: { readonly minor: number; readonly currency?: string };
  /** Every http(s) link as written, without repeats; whether it is acceptable is for services/evidence to say. */
  readonly links: readonly string[];
  /** When it was noticed or received; never after `now`. */
  readonly day?: CalendarDay;
  readonly seller?: { readonly outcome: SellerOutcome; readonly silentDays?: number };
  /** What the seller did beside that; absent: nothing of the kind. */
  readonly sellerActs?: readonly SellerAct[];
  readonly remedy?: Remedy;
};

export type Label = { readonly label: string; readonly score: number };

export type Understood = {
  /**
   * act: do what `intent`, `topic` and `problem` say; with none of them, the slots (or the text) answer the open question.
   * clarify: ask which of `top`; with an empty `top`, ask the open question again. outOfScope: it is about something else.
   */
  readonly decision: 'act' | 'clarify' | 'outOfScope';
  readonly intent?: Intent;
  readonly topic?: FaqTopic;
  readonly problem?: ProblemType;
  /** Labels of phrases (`open_refund`, `fees`): at most three, best first, scores 0 to 1. */
  readonly top: readonly Label[];
  /** The problem that the message may be about, whether or not it is told as one's own. */
  readonly likelyProblem?: Label;
  /** That it is about our work, 0 to 1. */
  readonly inScope: number;
  /** The language it is in: its own where that is sure, else the conversation's. ISO 639-1. */
  readonly locale: string;
  readonly slots: Slots;
};

/** PORT. Text in, meaning out. Offline, deterministic, never more than 50 ms of the event loop whatever the text. */
export interface Understanding {
  /**
   * `text`: at most 4,000 characters are read. `asked`: the copy key of the open question, whose answers come first.
   * `now`: ms since epoch, for "last Friday"; `timeZone`: IANA.
   */
  understand(message: {
    readonly text: string;
    readonly locale: string;
    readonly now: number;
    readonly timeZone?: string;
    readonly asked?: string;
  }): Promise<Understood>;
  /** Whether a word is an ordinary one, as against a name: it stands in more than one phrase. Lower case. */
  knows(word: string): boolean;
  close(): Promise<void>;
}
