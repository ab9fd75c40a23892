import type { HandoffReason } from '../desk/deskState.js';
import type { RefusedFile } from '../evidence/evidenceFile.js';
import type { JsonObject } from '../json.js';
import type { ChatAction } from '../refunds/allowedActions.js';
import type { Eligibility } from '../refunds/eligibility.js';
import type { OrderId } from '../refunds/ids.js';
import type { Money } from '../refunds/money.js';
import type { CaseNextStep } from '../refunds/nextStep.js';
import type { Order } from '../refunds/order.js';
import type { EvidenceItem } from '../refunds/problemTypes.js';
import type { RefundCase } from '../refunds/refundCase.js';
import type {
  Affected,
  CalendarDay,
  DetailField,
  ProblemType,
  Remedy,
  SellerAct,
  SellerOutcome,
} from '../refunds/refundTerms.js';
import type { SellerFinding } from '../refunds/sellerVerdict.js';
import type { CaseCopyValues } from './caseCopyValues.js';

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
  /** What else the seller did. */
  readonly sellerActs?: readonly { readonly act: SellerAct }[] | undefined;
  readonly remedy: Remedy;
  readonly amount?: Money | undefined;
  readonly evidenceLinks: readonly string[];
  readonly evidenceFiles: readonly { readonly fileId: string; readonly name: string; readonly type: string }[];
};

/** What is known of a filing so far. */
export type KnownFacts = { readonly [K in keyof FilingFacts]?: FilingFacts[K] | undefined };

/** One line of the filing in words. */
export type FilingRow = { readonly title: string; readonly value: string };

/**
 * `filing`: a question of the filing is open and will be asked again. `hasCase`: a case was opened in this conversation.
 * `hasDraft`: a draft was put aside.
 */
export type WhereWeAre = { readonly filing: boolean; readonly hasCase: boolean; readonly hasDraft: boolean };

/**
 * One thing that the bot can say: what each needs to say it. `again`: the answer to the question was not understood.
 * `turnedDown`: some of the choices were, and are not offered again. The key goes out with it as `channelData.key`.
 */
export type CopyValues = CaseCopyValues & {
  'root.welcome': object;
  'root.clarify': { readonly choices: readonly Button[] };
  /** An answer was not what was wanted: what else it may be. */
  'root.notIt': { readonly choices: readonly Button[] };
  /** Where the goods are, as far as the orders' own records say. */
  'track.parcels': { readonly orders: readonly Order[]; readonly now: number; readonly timeZone: string };
  /** Nobody vouches for the buyer, so no order may be shown. */
  'track.parcelElsewhere': object;
  /** A filed case is to be closed: what that means, and who can do it. */
  'track.withdraw': { readonly hasCase: boolean };
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
  /** There is no more to say on what was just answered; and where it comes from. */
  'root.noMore': object;
  'root.whySo': { readonly source: { readonly title: string; readonly seenOn: string } | undefined };
  'root.botChallenge': object;
  'root.wait': object;
  'root.failed': { readonly incident: string };
  /** The order system does not answer: the message could not be taken, or we cannot go on after what came back. */
  'root.ordersAway': { readonly at: 'message' | 'result' };
  'refund.askOrder': {
    readonly orders: readonly Order[];
    readonly because?:
      | { readonly kind: 'unknown' | 'several'; readonly said: readonly OrderId[] }
      | { readonly kind: 'all' | 'unreadable' | 'startOver' | 'changed' | 'toTrack' | 'turnedDown' }
      | undefined;
    /** The order of a draft that was put aside, and can be gone on with instead. */
    readonly draft?: Order | undefined;
  };
  'refund.askProblem': {
    readonly order: Order | undefined;
    readonly choices: readonly ProblemType[];
    readonly again: boolean;
    readonly turnedDown?: boolean;
  };
  'refund.askDetails': {
    readonly fields: readonly DetailField[];
    readonly problem: ProblemType;
    readonly order: Order | undefined;
    readonly again: boolean;
  };
  /** `contacted`: the buyer has said that they wrote, and not yet what came back. */
  'refund.askSeller': {
    readonly sellerName: string;
    readonly choices: readonly SellerOutcome[];
    readonly again: boolean;
    readonly contacted?: boolean;
    readonly turnedDown?: boolean;
  };
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
    readonly turnedDown?: boolean;
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
  /** The same link or file was there already. */
  'evidence.duplicate': { readonly links: number; readonly files: readonly string[] };
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
  /** `finding`: of the seller's conduct, which may be why it is a case. */
  'refund.filed': {
    readonly case: RefundCase;
    readonly next: CaseNextStep;
    readonly timeZone: string;
    readonly finding?: SellerFinding | undefined;
  };
  /** The seller turns out to be uncooperative: why the matter goes up, and a person is offered. `answered`: the topic that is answered next. */
  'refund.goesUp': {
    readonly finding: SellerFinding;
    readonly timeZone: string;
    readonly answered?: string | undefined;
  };
  /** What was paid for the order is another sum than when the review was made; nothing was filed. */
  'refund.orderChanged': { readonly order: Order };
  'refund.notFiled': { readonly why: 'unknownOrder' | 'keyReused' };
  'refund.parked': object;
  /** The order of a draft that was put aside was named: we go on with that. */
  'refund.resumed': object;
  /** Another order was named with the one whose case is open now. */
  'refund.alsoNamed': { readonly order: Pick<Order, 'orderId' | 'title'> };
  'track.cases': {
    readonly rows: readonly { readonly case: RefundCase; readonly next: CaseNextStep; readonly title: string }[];
    readonly timeZone: string;
    /** What can be done with a word to the one that is open. */
    readonly acts: readonly ChatAction[];
  };
  'track.none': { readonly hasDraft: boolean };
  'track.draft': { readonly draft: KnownFacts; readonly missing: readonly ReviewField[] };
  /** Shall the draft really be thrown away? */
  'track.discardAsk': { readonly order: Order | undefined };
  'track.discarded': WhereWeAre;
  'track.draftKept': WhereWeAre;
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
  /** Answers were given already: shall it really stop? `replaces`: the order of a draft that this one would push out. */
  'repair.cancelAsk': { readonly replaces: Order | undefined };
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
  /** A sum that cannot be asked for, said at the review. */
  'repair.amountImpossible': { readonly because: 'over' | 'zero' | 'wrongCurrency'; readonly atMost: Money };
  /** Before a text that is said again as it was. */
  'repair.onceMore': object;
  'repair.nothingBack': object;
  'repair.cannotSkip': { readonly question: string };
  /** What something is that the bot asks for. */
  'repair.explain': { readonly field: ReviewField };
  /** The buyer wants to submit while something is still open. */
  'repair.notReady': object;
  'repair.empty': WhereWeAre;
  'repair.tooLong': { readonly limit: number };
  'repair.why': { readonly question: string };
  /** With it goes the conversation: as a file, or as its text where the channel shows no files. */
  'transcript.ready': object;
  /**
   * The buyer waits for a person. `how`: for the first time, still, with fewer before them, or again because the agent
   * (`left`) is gone. `opensAt`: nobody is there until then. `withBot`: the bot goes on meanwhile.
   */
  'handoff.queued': {
    readonly because: HandoffReason;
    readonly how: 'first' | 'still' | 'moved' | 'agentGone';
    /** Absent: another desk's place is not known, and nothing can be left there as a case. */
    readonly ahead?: number | undefined;
    readonly waitMs?: number | undefined;
    readonly withBot: boolean;
    readonly opensAt?: number | undefined;
    readonly left?: string | undefined;
    readonly timeZone: string;
    /** Something was told already, and is summed up for whoever comes. */
    readonly hasStory: boolean;
    readonly finding?: SellerFinding | undefined;
  };
  'handoff.joined': { readonly name: string };
  /** An agent's own words. */
  'handoff.agent': { readonly text: string };
  /** The bot is back. `cases` were opened while it was silent, `amended` is what the agent put right. */
  'handoff.left': {
    readonly name: string;
    readonly cases: readonly string[];
    readonly amended: readonly FilingRow[];
    readonly at: WhereWeAre;
  };
  'handoff.outOfHours': {
    readonly because: HandoffReason;
    readonly opensAt: number;
    readonly answerBy: number;
    readonly timeZone: string;
  };
  /** Nobody came in time (`name`: the agent has not answered): the choices again. */
  'handoff.late': { readonly name?: string | undefined; readonly canLeave: boolean };
  /** No person can be reached. */
  'handoff.failed': { readonly filing: boolean };
  /** Left for later, with the promise of when; `unasked`: because nobody came. */
  'handoff.request': { readonly answerBy: number; readonly unasked: boolean; readonly timeZone: string };
  /** A promise was not kept; `answerBy`: the new one, where there is one. */
  'handoff.requestLate': { readonly answerBy?: number | undefined; readonly timeZone: string };
  /** On with the bot. `waiting`: the place in the queue is kept. */
  'handoff.withBot': { readonly waiting: boolean };
  'handoff.outOfQueue': { readonly hasDraft: boolean };
  'handoff.feedback': { readonly name: string };
  'handoff.rated': object;
};
export type CopyKey = keyof CopyValues;

/** A button sends its own title, or the message given with it; and `value`, unseen, where there is one. */
export type Button = string | { readonly title: string; readonly message: string; readonly value?: JsonObject };
/** Plain text, and the buttons under it. `wantsNumber`: a number alone is an answer of its own, so no button is called by one. */
export type Said = { readonly text: string; readonly buttons?: readonly Button[]; readonly wantsNumber?: boolean };

/**
 * Every sentence of one language. `nth`: how often the same thing was said before without anything new in between, 0 at
 * first. What can come twice has other words for it: the bot never says the same sentence twice in a row.
 */
export type Copy = { readonly [K in CopyKey]: (values: CopyValues[K], nth?: number) => Said };
