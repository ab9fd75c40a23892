import type { LogEntry } from '../conversations/conversationStore.js';
import type { Eligibility } from '../refunds/eligibility.js';
import type { Order } from '../refunds/order.js';
import type { RefundCase } from '../refunds/refundCase.js';
import type { AgentRole } from './deskCommand.js';
import type { DeskLine } from './deskLine.js';
import type { DeskRow } from './deskRow.js';
import type { AgentName, DeskState, Owner } from './deskState.js';

/*
 * The shapes of /desk/api, as the server writes and the page reads them. Types only: what comes in is parsed by
 * bots/desk/deskWire.ts. Times are ms since epoch.
 */

/** `GET me`. */
export type Me = {
  readonly id: string;
  readonly name: string;
  readonly role: AgentRole;
  /** How many conversations at once are put to them. */
  readonly capacity: number;
};

/** `GET agents`: to whom a conversation can be passed. @public */
export type Colleague = {
  readonly id: string;
  readonly name: string;
  readonly role: AgentRole;
  readonly isHere: boolean;
  readonly open: number;
  readonly capacity: number;
};

export type Counts = { readonly mine: number; readonly queue: number; readonly bot: number };

/** Who looks at a conversation now, and who writes in it. */
export type People = {
  readonly looking: readonly AgentName[];
  readonly typing: readonly AgentName[];
  readonly buyerTyping: boolean;
};

/** `GET conversations?filter=&q=`: `q` finds words of messages, case and order numbers. */
export type List = {
  readonly now: number;
  readonly conversations: readonly (DeskRow & { readonly people?: People })[];
  readonly counts: Counts;
};

/** `GET conversations/<id>/thread?after=&linesAfter=&limit=`. */
export type Thread = {
  readonly entries: readonly LogEntry[];
  readonly lastSeq: number;
  readonly lines: readonly DeskLine[];
  readonly lastLine: number;
  readonly epoch: number;
  readonly owner: Owner;
  readonly unread: number;
  readonly resolved?: DeskState['resolved'];
  /** Entries up to this one have reached the buyer's screen. */
  readonly deliveredSeq: number;
};

/** What is known of the seller's conduct, with what shows it. */
export type SellerVerdict = {
  /** `silent`, `refuses`, `stalls`, `leadsAway` (asks to close the case or to pay outside): uncooperative. */
  readonly kind: 'notAsked' | 'inTime' | 'cooperates' | 'silent' | 'refuses' | 'stalls' | 'leadsAway';
  readonly isUncooperative: boolean;
  /** One line for each fact that counts, in words for a person. */
  readonly reasons: readonly { readonly text: string; readonly at?: number; readonly source?: string }[];
};

/** One stop of a case's way. */
export type TimelineEntry = { readonly text: string; readonly when: 'done' | 'now' | 'ahead'; readonly at?: number };

/** A thing the bot gathered: `value` in words; absent: not known yet. `canAmend`: by the command `amend`. */
export type Gathered = {
  readonly field: string;
  readonly label: string;
  readonly value?: string;
  readonly canAmend: boolean;
};

/** A file or link that shows what happened. Files are at `conversations/<id>/files/<fileId>`. */
export type EvidencePiece =
  | {
      readonly kind: 'file';
      readonly fileId: string;
      readonly name: string;
      readonly contentType: string;
      readonly size: number;
      /** What the buyer says that it shows. */
      readonly shows?: string;
    }
  | { readonly kind: 'link'; readonly url: string; readonly shows?: string };

export type EarlierConversation = {
  readonly conversationId: string;
  readonly lastLineAt?: number;
  readonly summary: string;
  readonly caseIds: readonly string[];
};

/** One thing that somebody did at the desk. */
export type AuditEntry = {
  readonly at: number;
  readonly agent: AgentName;
  readonly action: string;
  readonly conversationId?: string;
  readonly detail?: string;
};

/** `GET conversations/<id>/context`: what an agent has beside the thread. */
export type Context = {
  readonly epoch: number;
  readonly owner: Owner;
  readonly buyer?: DeskState['buyer'];
  /** It is known who the buyer is: by the shop, or by a one-time code. */
  readonly isKnown: boolean;
  readonly timeZone: string;
  readonly locale: string;
  readonly request?: DeskState['request'];
  readonly resolved?: DeskState['resolved'];
  readonly lastAgent?: AgentName;
  /** The problem in a few words, written before a person was asked for. */
  readonly summary: string;
  readonly gathered: readonly Gathered[];
  readonly evidence: readonly EvidencePiece[];
  readonly verdict?: SellerVerdict;
  readonly order?: Order;
  readonly cases?: readonly {
    readonly case: RefundCase;
    readonly stateText: string;
    readonly timeline: readonly TimelineEntry[];
    /** What can be done now, in words. */
    readonly next: string;
  }[];
  readonly decision?: Eligibility;
  /** The decision in words, with reasons, dates and sources. */
  readonly decisionText?: string;
  readonly ordersAway?: boolean;
  readonly earlier: readonly EarlierConversation[];
  readonly audit: readonly AuditEntry[];
};

/** `GET conversations/<id>/replies`: the buyer's name and case are filled in. @public */
export type CannedReply = { readonly id: string; readonly title: string; readonly text: string };

/** `POST conversations/<id>/files` (the bytes as body, `?name=`); then named in the command `message` as `files`. @public */
export type UploadedFile = {
  readonly fileId: string;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
};

/** `GET stats`, for leads and admins: now, and by hour of the last 24. */
export type Stats = {
  readonly now: number;
  readonly waiting: number;
  readonly longestWaitMs?: number;
  readonly open: number;
  readonly agents: readonly {
    readonly agent: AgentName;
    readonly isHere: boolean;
    readonly open: number;
    readonly resolved: number;
    readonly firstResponseMs?: number;
    readonly resolutionMs?: number;
    readonly rating?: number;
  }[];
  /** Oldest first. `abandoned`: the buyer left the queue, or nobody came. */
  readonly hours: readonly {
    readonly from: number;
    readonly asked: number;
    readonly answered: number;
    readonly resolved: number;
    readonly abandoned: number;
    readonly firstResponseMs?: number;
    readonly resolutionMs?: number;
  }[];
};

/**
 * The WebSocket at /desk/api/stream, JSON both ways. The cookie says who it is. After a loss the page watches again
 * from the numbers that it has, and misses nothing. @public */
export type FromPage =
  | { readonly type: 'list'; readonly filter: string; readonly q?: string }
  | { readonly type: 'watch'; readonly conversationId: string; readonly after: number; readonly linesAfter: number }
  | { readonly type: 'unwatch'; readonly conversationId: string }
  | { readonly type: 'typing'; readonly conversationId: string; readonly isTyping: boolean }
  | { readonly type: 'heartbeat' };

/** @public */
export type ToPage =
  /** The list asked for, whole, at first and whenever it has changed. */
  | ({ readonly type: 'list'; readonly filter: string } & List)
  /** What is new since the numbers named; `owner` and the like as they are now. */
  | ({ readonly type: 'thread'; readonly conversationId: string } & Thread)
  | ({ readonly type: 'people'; readonly conversationId: string } & People)
  /** The context has changed: read it again. */
  | { readonly type: 'context'; readonly conversationId: string }
  | { readonly type: 'signedOut' };
