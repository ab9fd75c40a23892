import type { Eligibility } from '../refunds/eligibility.js';
import type { CaseId, OrderId } from '../refunds/ids.js';
import type { Money } from '../refunds/money.js';
import type { CaseNextStep } from '../refunds/nextStep.js';
import type { Order } from '../refunds/order.js';
import type { EvidenceItem } from '../refunds/problemTypes.js';
import type { RefundCase } from '../refunds/refundCase.js';
import type { Affected, CalendarDay, DetailField, ProblemType, Remedy, SellerOutcome } from '../refunds/refundTerms.js';
import type { Faq } from './faq.js';

/** A field of the filing that the buyer can see on the review and change. */
export const REVIEW_FIELDS = [
  'order',
  'problem',
  'affected',
  'description',
  'noticedOn',
  'seller',
  'remedy',
  'amount',
  'evidence',
] as const;
export type ReviewField = (typeof REVIEW_FIELDS)[number];

export type SellerStatement = { readonly outcome: SellerOutcome; readonly silentDays?: number | undefined };

/** What will be filed, as facts; the words are the copy's. Absent: not asked for this problem, or not known. */
export type FilingFacts = {
  readonly order: Order;
  readonly problem: ProblemType;
  readonly affected?: Affected | undefined;
  readonly description: string;
  readonly noticedOn?: CalendarDay | undefined;
  readonly seller: SellerStatement;
  readonly remedy: Remedy;
  readonly amount?: Money | undefined;
  readonly evidenceLinks: readonly string[];
};

/** One thing that the bot can say: what each needs to say it. The key goes out with it as `channelData.key`. */
export type CopyValues = {
  'root.welcome': object;
  'root.clarify': { readonly choices: readonly string[] };
  'root.outOfScope': object;
  'root.help': object;
  'root.greeting': object;
  'root.thanks': object;
  'root.goodbye': object;
  'root.botChallenge': object;
  'root.wait': object;
  'root.failed': { readonly incident: string };
  'root.backendAway': object;
  'refund.askOrder': {
    readonly orders: readonly Order[];
    readonly because?:
      | { readonly kind: 'unknown' | 'several'; readonly said: readonly OrderId[] }
      | { readonly kind: 'unreadable' }
      | undefined;
  };
  'refund.askProblem': {
    readonly order: Order | undefined;
    readonly choices: readonly ProblemType[];
    readonly again: boolean;
  };
  'refund.askDetails': {
    readonly fields: readonly DetailField[];
    readonly problem: ProblemType;
    readonly order: Order | undefined;
    readonly again: boolean;
  };
  'refund.askSeller': { readonly sellerName: string; readonly again: boolean };
  'refund.sellerDraft': {
    readonly facts: Omit<FilingFacts, 'evidenceLinks'>;
    readonly answerBy: number;
    readonly timeZone: string;
    readonly again: boolean;
  };
  'refund.askRemedy': { readonly choices: readonly Remedy[]; readonly again: boolean };
  'refund.askAmount': {
    readonly atMost: Money;
    readonly suggested: Money | undefined;
    readonly because?: 'unreadable' | 'over' | 'zero' | 'wrongCurrency' | undefined;
  };
  'refund.askEvidence': {
    readonly items: readonly EvidenceItem[];
    readonly because?: 'notAccepted' | 'unreadable' | undefined;
  };
  /** `choosing`: the buyer wants to change something, and is asked what. */
  'refund.review': { readonly facts: FilingFacts; readonly again: boolean; readonly choosing?: readonly ReviewField[] };
  'refund.ineligible': { readonly eligibility: Eligibility; readonly order: Order; readonly timeZone: string };
  'refund.caseOpen': { readonly case: RefundCase; readonly next: CaseNextStep; readonly timeZone: string };
  'refund.filing': { readonly orderId: OrderId };
  'refund.stillFiling': { readonly orderId: OrderId };
  'refund.filed': { readonly case: RefundCase; readonly next: CaseNextStep; readonly timeZone: string };
  'refund.notFiled': { readonly why: 'unknownOrder' | 'keyReused' };
  'refund.parked': object;
  'track.cases': {
    readonly rows: readonly { readonly case: RefundCase; readonly next: CaseNextStep; readonly title: string }[];
    readonly timeZone: string;
  };
  'track.none': { readonly hasDraft: boolean };
  'repair.cancelled': { readonly kept: boolean };
  'repair.nothingToCancel': object;
  'repair.corrected': { readonly fields: readonly ReviewField[] };
  'repair.nothingBack': object;
  'repair.tooLong': { readonly limit: number };
  'repair.why': { readonly question: string };
  'handoff.offer': { readonly because: 'asked' | 'lost' | 'needsPerson' };
};
export type CopyKey = keyof CopyValues;

/** A button sends its own title, or the message given with it. */
export type Button = string | { readonly title: string; readonly message: string };
/** Plain text, and the buttons under it. */
export type Said = { readonly text: string; readonly buttons?: readonly Button[] };

/** Every sentence of one language. */
export type Copy = { readonly [K in CopyKey]: (values: CopyValues[K]) => Said };

/** The short words of one language: choices, labels, and how they may be typed. */
export type Words = {
  readonly problem: Readonly<Record<ProblemType, string>>;
  readonly remedy: Readonly<Record<Remedy, string>>;
  readonly seller: Readonly<Record<SellerOutcome, string>>;
  readonly field: Readonly<Record<ReviewField, string>>;
  readonly evidence: Readonly<Record<EvidenceItem, string>>;
  readonly command: {
    readonly submit: string;
    readonly change: string;
    readonly cancel: string;
    readonly resume: string;
    readonly noLinks: string;
    readonly notSure: string;
    readonly sent: string;
    readonly later: string;
    readonly start: string;
    readonly track: string;
    readonly howLong: string;
    readonly person: string;
    readonly somethingElse: string;
  };
  /** Further words that mean the same as a command's title, lower case. */
  readonly alsoCommand: Readonly<
    Record<'submit' | 'noLinks' | 'notSure' | 'sent' | 'later' | 'resume' | 'change', readonly string[]>
  >;
  /** Words that say that something is to be changed, and the words that name each field; lower case. */
  readonly changeWords: readonly string[];
  readonly fieldWords: Readonly<Record<ReviewField, readonly string[]>>;
  /** How a question begins when it has no question mark; lower case. */
  readonly questionWords: readonly string[];
  /** What an understanding's label is called on a button; undefined where it cannot be offered. */
  readonly labelChoice: (label: string, faq: Faq) => string | undefined;
  readonly money: (money: Money) => string;
  /** A day as the buyer reads it: "Monday 7 December 2026". */
  readonly day: (at: number, timeZone: string) => string;
  readonly calendarDay: (day: CalendarDay) => string;
  readonly affected: (affected: Affected, order: Order | undefined) => string;
  readonly sellerStatement: (statement: SellerStatement) => string;
  readonly nextStep: (next: CaseNextStep, timeZone: string) => string;
  readonly state: Readonly<Record<RefundCase['state'], string>>;
  readonly caseHeading: (caseId: CaseId) => string;
  readonly label: {
    readonly review: string;
    readonly nothingYet: string;
    readonly whoseTurn: string;
    readonly opened: string;
    readonly order: string;
    readonly source: string;
    readonly notGiven: string;
  };
};
