import type { HandoffReason } from '../desk/deskState.js';
import type { EvidenceItem } from '../refunds/problemTypes.js';
import type { SellerFinding } from '../refunds/sellerVerdict.js';
import type { KnownFacts, ReviewField } from './copy.js';

/** What a summary is written from. */
export type SummaryFacts = {
  readonly who: 'vouchedFor' | 'proven' | 'unknown';
  /** Why a person is wanted; absent: nobody asked for one. */
  readonly because?: HandoffReason | undefined;
  readonly known: KnownFacts;
  /** Named, and not proven to be theirs. */
  readonly claimedOrder?: string | undefined;
  readonly missing: readonly ReviewField[];
  /** What would help most, and was not sent. */
  readonly openEvidence: readonly EvidenceItem[];
  /** What was filed, newest last: its number, and what it is about. */
  readonly filed: readonly { readonly caseId: string; readonly about?: string | undefined }[];
  readonly isFiling: boolean;
  readonly finding?: SellerFinding | undefined;
  readonly timeZone: string;
};

/** A colleague's note before a person takes over: one thing a line. What others wrote is made safe by whoever calls. */
export type SummaryWords = {
  /** The problem and the order, on one line. */
  readonly about: (known: KnownFacts, claimedOrder: string | undefined) => string;
  readonly lines: (facts: SummaryFacts) => readonly string[];
};
