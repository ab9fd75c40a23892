import type { ChatAction } from '../refunds/allowedActions.js';
import type { Settlement } from '../refunds/caseEvent.js';
import type { TimelineStop } from '../refunds/caseTimeline.js';
import type { ChecklistLine, ClaimStrength } from '../refunds/evidenceChecklist.js';
import type { CaseId } from '../refunds/ids.js';
import type { Money } from '../refunds/money.js';
import type { CaseNextStep } from '../refunds/nextStep.js';
import type { Order } from '../refunds/order.js';
import type { EvidenceItem } from '../refunds/problemTypes.js';
import type { RefundCase } from '../refunds/refundCase.js';
import type { Affected, CalendarDay, ProblemType, Remedy, SellerAct, SellerOutcome } from '../refunds/refundTerms.js';
import type { ReviewField, SellerStatement } from './copy.js';
import type { Faq } from './faq.js';
import type { SellerVerdictWords } from './sellerVerdictWords.js';
import type { TranscriptWords } from './transcriptWords.js';

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
    readonly stop: string;
    readonly goOn: string;
    readonly sent: string;
    readonly later: string;
    readonly start: string;
    readonly track: string;
    readonly howLong: string;
    readonly person: string;
    readonly somethingElse: string;
    readonly notIt: string;
    readonly discard: string;
    readonly discardYes: string;
    readonly keep: string;
    readonly newCode: string;
    readonly otherOrder: string;
    readonly waitHere: string;
    readonly leaveAsCase: string;
    readonly withBot: string;
    readonly leaveQueue: string;
    readonly skipRating: string;
    readonly actYes: string;
    readonly actNo: string;
    readonly stopReminders: string;
    readonly remindAgain: string;
    /** That was all the evidence. */
    readonly handIn: string;
  } & Readonly<Record<ChatAction, string>>;
  /** How buyers ask for each in words of their own, lower case: of one word, the whole message; else a part of it. */
  readonly actWords: Readonly<Record<ChatAction, readonly string[]>>;
  /** In which order they are looked for. */
  readonly actOrder: readonly ChatAction[];
  /** Names of carriers, and the words beside a name that are none; lower case. */
  readonly carriers: readonly string[];
  readonly carrierFillers: readonly string[];
  /** Further words that mean the same as a command's title, lower case. */
  readonly alsoCommand: Readonly<
    Record<
      | 'submit'
      | 'noLinks'
      | 'notSure'
      | 'sent'
      | 'later'
      | 'resume'
      | 'change'
      | 'notIt'
      | 'discard'
      | 'waitHere'
      | 'leaveAsCase'
      | 'withBot'
      | 'leaveQueue'
      | 'skipRating'
      | 'handIn'
      | 'stopReminders'
      | 'remindAgain',
      readonly string[]
    >
  >;
  /** What somebody writes who waits and wants to know how it stands; whole messages, lower case. */
  readonly placeWords: readonly string[];
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
  /** How the lines of a mail's head begin, and how it ends before a name or a device's; lower case. */
  readonly mailHeads: readonly string[];
  readonly signOffs: readonly string[];
  readonly sentFrom: readonly string[];
  /** What after such an ending shows that it is none. */
  readonly goesOnWords: readonly string[];
  /** How the line that leads in a quote begins and ends: "On Tuesday Lily wrote:". */
  readonly onWords: readonly string[];
  readonly wroteWords: readonly string[];
  /** "In 3 days" is still to come. */
  readonly aheadWords: readonly string[];
  /** Before an answer that was given already; in turn. */
  readonly onceMore: readonly string[];
  /** Answers to which order that name no single one; lower case. */
  readonly allOrders: readonly string[];
  /** Words of order titles that buyers say of anything, so that they name no order. */
  readonly titleFillers: readonly string[];
  /** How a message begins that puts right what was just said; lower case. */
  readonly sorryWords: readonly string[];
  /** How a message ends that says that the seller was not asked; lower case. */
  readonly notAskedWords: readonly string[];
  /** What stands before a value that was wrong ("not 250"), and after it ("but 300"); lower case. */
  readonly insteadOf: readonly string[];
  readonly butWords: readonly string[];
  /** Words that alone describe nothing. */
  readonly emptyWords: readonly string[];
  /** Words that say that something is to be changed, and the words that name each field; lower case. */
  readonly changeWords: readonly string[];
  readonly fieldWords: Readonly<Record<ReviewField, readonly string[]>>;
  /** How a message begins that says what is wrong or not wanted, and what else turns a choice down; lower case. */
  readonly notWords: readonly string[];
  readonly declineWords: readonly string[];
  /** How a choice is named by its place: the first, the second..., and the last; lower case. */
  readonly ordinals: readonly (readonly string[])[];
  readonly lastWords: readonly string[];
  /**
   * How somebody asks on about an answer, lower case: how it begins, which of these beginnings need no question mark, words
   * for what was answered, and whole messages that want more. `leads`: before the same answer, in turn.
   */
  readonly followUp: {
    readonly begins: readonly string[];
    readonly asks: readonly string[];
    readonly that: readonly string[];
    readonly more: readonly string[];
    readonly leads: readonly string[];
  };
  /**
   * How somebody asks what a thing is that the bot asks for, lower case: how it begins, what may stand before and after the
   * thing, words for what was just asked, and the things themselves.
   */
  readonly explain: {
    readonly begins: readonly string[];
    readonly before: readonly string[];
    readonly after: readonly string[];
    readonly that: readonly string[];
    readonly terms: Readonly<Record<ReviewField, readonly string[]>>;
  };
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
  readonly sellerStatement: (statement: SellerStatement, acts?: readonly SellerAct[]) => string;
  readonly sellerAct: Readonly<Record<SellerAct, string>>;
  readonly sellerVerdict: SellerVerdictWords;
  readonly nextStep: (next: CaseNextStep, timeZone: string) => string;
  /** A station of the case's way, done, now or ahead. */
  readonly timelineStop: (stop: TimelineStop, timeZone: string) => string;
  readonly state: Readonly<Record<RefundCase['state'], string>>;
  /** Where a case stands, in a few words. */
  readonly caseState: (refundCase: RefundCase) => string;
  /** What is proposed, agreed or decided, with its amount. */
  readonly settlement: (settlement: Settlement) => string;
  readonly caseHeading: (caseId: CaseId) => string;
  readonly transcript: TranscriptWords;
  readonly label: {
    readonly review: string;
    readonly nothingYet: string;
    readonly draft: string;
    readonly missing: string;
    readonly strength: string;
    readonly whoseTurn: string;
    readonly opened: string;
    readonly settled: string;
    readonly proposed: string;
    readonly onItsWay: string;
    readonly returnTo: string;
    readonly parcel: string;
    readonly order: string;
    readonly source: string;
    readonly notGiven: string;
    /** A person at another desk whose name is not told. */
    readonly agent: string;
  };
};
