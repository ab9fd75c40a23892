import type { RefusedFile } from '../evidence/evidenceFile.js';
import type { TimelineStop } from '../refunds/caseTimeline.js';
import type { Eligibility } from '../refunds/eligibility.js';
import type { ChecklistLine, ClaimStrength } from '../refunds/evidenceChecklist.js';
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
  readonly evidenceFiles: readonly { readonly fileId: string; readonly name: string; readonly type: string }[];
};

/** One line of the filing in words. */
export type FilingRow = { readonly title: string; readonly value: string };

/** `filing`: a question of the filing is open and will be asked again. `hasCase`: a case was opened in this conversation. */
export type WhereWeAre = { readonly filing: boolean; readonly hasCase: boolean };

/** One thing that the bot can say: what each needs to say it. The key goes out with it as `channelData.key`. */
export type CopyValues = {
  'root.welcome': object;
  'root.clarify': { readonly choices: readonly string[] };
  'root.outOfScope': object;
  /** The buyer writes in a language that the bot does not read; `language` is what it looks like. */
  'root.otherLanguage': { readonly language: string };
  'root.help': object;
  'root.greeting': WhereWeAre;
  'root.thanks': WhereWeAre;
  'root.goodbye': WhereWeAre;
  /** A "yes", "no" or "ok" that answers nothing. */
  'root.ready': WhereWeAre;
  /** None of what was offered: in the buyer's own words, then. */
  'root.somethingElse': object;
  /** Anger, or a legal threat. */
  'root.complaint': WhereWeAre;
  'root.botChallenge': object;
  'root.wait': object;
  'root.failed': { readonly incident: string };
  'refund.askOrder': {
    readonly orders: readonly Order[];
    readonly because?:
      | { readonly kind: 'unknown' | 'several'; readonly said: readonly OrderId[] }
      | { readonly kind: 'unreadable' | 'startOver' | 'changed' | 'toTrack' }
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
  /** `contacted`: the buyer has said that they wrote, and not yet what came back. */
  'refund.askSeller': { readonly sellerName: string; readonly again: boolean; readonly contacted?: boolean };
  'refund.sellerDraft': {
    readonly facts: Omit<FilingFacts, 'evidenceLinks' | 'evidenceFiles'>;
    readonly answerBy: number;
    readonly timeZone: string;
    readonly again: boolean;
  };
  /** `share`: what the affected part of the order cost. `unfit`: what the buyer asked for, and the rules do not offer here. */
  'refund.askRemedy': {
    readonly choices: readonly Remedy[];
    readonly share: Money | undefined;
    readonly again: boolean;
    readonly unfit?: Remedy | undefined;
  };
  'refund.askAmount': {
    readonly atMost: Money;
    readonly suggested: Money | undefined;
    readonly because?: 'unreadable' | 'over' | 'zero' | 'wrongCurrency' | undefined;
  };
  'refund.askEvidence': {
    readonly items: readonly EvidenceItem[];
    readonly because?: 'unreadable' | undefined;
  };
  'evidence.refused': { readonly refused: readonly RefusedFile[] };
  /** It may be filed, and there is something that the buyer should know first. */
  'refund.heed': { readonly eligibility: Eligibility; readonly order: Order; readonly timeZone: string };
  /** `choosing`: the buyer wants to change something, and is asked what. */
  'refund.review': { readonly facts: FilingFacts; readonly again: boolean; readonly choosing?: readonly ReviewField[] };
  /** `order` is absent where no order is needed to know it. */
  'refund.ineligible': {
    readonly eligibility: Eligibility;
    readonly order: Order | undefined;
    readonly timeZone: string;
  };
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
  'track.draft': { readonly order: Order | undefined };
  /**
   * Whether there is such an order must not be heard from it. `isNew`: a code was asked for now, and it is the `codes`th;
   * else the question is put again.
   */
  'verify.askCode': {
    readonly orderId: OrderId;
    readonly minutes: number;
    readonly isNew: boolean;
    readonly codes: number;
    readonly again: boolean;
  };
  'verify.wrongCode': { readonly left: number };
  'verify.expired': { readonly minutes: number };
  /** `kept`: there is a draft to go on with then. */
  'verify.tooMany': { readonly until: number; readonly timeZone: string; readonly kept: boolean };
  /** `goodUntil`: the newest one still counts. `kept`: there is none, and a draft to go on with then. */
  'verify.noMoreCodes': {
    readonly until: number;
    readonly timeZone: string;
    readonly goodUntil?: number;
    readonly kept?: boolean;
  };
  /** What the code shows, where it goes, and what to do who cannot read it there. */
  'verify.aboutCode': object;
  'verify.done': { readonly orderId: OrderId; readonly hours: number };
  /** No code can be sent here. */
  'verify.unavailable': { readonly kept: boolean };
  /** The cases were asked for while the order of a filing is not proven yet. */
  'verify.trackLater': object;
  'repair.cancelled': { readonly kept: boolean };
  'repair.nothingToCancel': object;
  /** `rows`: what was noted, as the review will show it. `taken back`: the answer from before holds again. */
  'repair.corrected': {
    readonly fields: readonly ReviewField[];
    readonly rows: readonly FilingRow[];
    readonly takenBack?: boolean;
  };
  /** The numbers are none of the buyer's; the order that was named before stays. */
  'repair.orderUnknown': { readonly said: readonly OrderId[]; readonly kept: Order };
  'repair.nothingBack': object;
  'repair.cannotSkip': { readonly question: string };
  /** The buyer wants to submit while something is still open. */
  'repair.notReady': object;
  'repair.tooLong': { readonly limit: number };
  'repair.why': { readonly question: string };
  'handoff.offer': { readonly because: 'asked' | 'lost' | 'needsPerson' };
};
export type CopyKey = keyof CopyValues;

/** A button sends its own title, or the message given with it. */
export type Button = string | { readonly title: string; readonly message: string };
/** Plain text, and the buttons under it. */
export type Said = { readonly text: string; readonly buttons?: readonly Button[] };

/**
 * Every sentence of one language. `nth`: how often the same thing was said before without anything new in between, 0 at
 * first. What can come twice has other words for it: the bot never says the same sentence twice in a row.
 */
export type Copy = { readonly [K in CopyKey]: (values: CopyValues[K], nth?: number) => Said };

/** The short words of one language: choices, labels, and how they may be typed. */
export type Words = {
  readonly problem: Readonly<Record<ProblemType, string>>;
  readonly remedy: Readonly<Record<Remedy, string>>;
  readonly seller: Readonly<Record<SellerOutcome, string>>;
  readonly field: Readonly<Record<ReviewField, string>>;
  readonly evidence: Readonly<Record<EvidenceItem, string>>;
  /** How each is made so that it tells. */
  readonly evidenceHow: Readonly<Record<EvidenceItem, string>>;
  /** Words in a file's name or a link that say what it shows; lower case. */
  readonly evidenceNames: readonly { readonly word: string; readonly item: EvidenceItem }[];
  readonly strength: Readonly<Record<ClaimStrength, string>>;
  /** A line of the checklist, ticked or open. */
  readonly checklistLine: (line: ChecklistLine) => string;
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
    readonly newCode: string;
    readonly otherOrder: string;
  };
  /** Further words that mean the same as a command's title, lower case. */
  readonly alsoCommand: Readonly<
    Record<'submit' | 'noLinks' | 'notSure' | 'sent' | 'later' | 'resume' | 'change', readonly string[]>
  >;
  /** Words of assent that may mean no more than "I see". */
  readonly weakYes: readonly string[];
  /** Parts of messages that ask for another code, for another order to prove, or what the code is about; lower case. */
  readonly newCodeWords: readonly string[];
  readonly otherOrderWords: readonly string[];
  readonly aboutCodeWords: readonly string[];
  /** What "did not arrive" may be about: the goods, or the message with the code. */
  readonly goodsWords: readonly string[];
  readonly letterWords: readonly string[];
  /** Said right after a correction: the old answer was right. */
  readonly takeBackWords: readonly string[];
  /** Answers to how many and since when that name no number and no day; they are kept as the buyer's words. */
  readonly vagueWords: Readonly<Record<'affected' | 'noticedOn', readonly string[]>>;
  /** Such days within a longer answer, whose words are kept anyway. */
  readonly vagueDays: readonly string[];
  /** How such an answer is added to the description. */
  readonly vagueNote: (field: 'affected' | 'noticedOn', said: string) => string;
  /** Before an answer that was given already; in turn. */
  readonly onceMore: readonly string[];
  /** Words of order titles that buyers say of anything, so that they name no order. */
  readonly titleFillers: readonly string[];
  /** Words that alone describe nothing. */
  readonly emptyWords: readonly string[];
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
  /** A time of day with its zone, such as "14:05 CET". */
  readonly clock: (at: number, timeZone: string) => string;
  readonly calendarDay: (day: CalendarDay) => string;
  readonly affected: (affected: Affected, order: Order | undefined) => string;
  readonly sellerStatement: (statement: SellerStatement) => string;
  readonly nextStep: (next: CaseNextStep, timeZone: string) => string;
  /** A station of the case's way, done, now or ahead. */
  readonly timelineStop: (stop: TimelineStop, timeZone: string) => string;
  readonly state: Readonly<Record<RefundCase['state'], string>>;
  readonly caseHeading: (caseId: CaseId) => string;
  readonly label: {
    readonly review: string;
    readonly nothingYet: string;
    readonly strength: string;
    readonly whoseTurn: string;
    readonly opened: string;
    readonly order: string;
    readonly source: string;
    readonly notGiven: string;
  };
};
