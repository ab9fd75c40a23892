import type { AllowedAction, AskedAction, ChatAction } from '../refunds/allowedActions.js';
import type { Parcel, Settlement } from '../refunds/caseEvent.js';
import type { NotAllowed } from '../refunds/caseMoves.js';
import type { ReminderKind } from '../refunds/caseReminders.js';
import type { Money } from '../refunds/money.js';
import type { CaseNextStep } from '../refunds/nextStep.js';
import type { Deadline, RefundCase } from '../refunds/refundCase.js';
import type { RuleNumbers } from '../refunds/ruleNumbers.js';
import type { SellerFinding } from '../refunds/sellerVerdict.js';

export type CaseNewsValues = {
  readonly event: string;
  readonly case: RefundCase;
  readonly next: CaseNextStep;
  readonly actions: readonly AllowedAction[];
  /** What they can do here, with a word. */
  readonly acts: readonly ChatAction[];
  readonly now: number;
  readonly rules: RuleNumbers;
  readonly timeZone: string;
};

/** Why what was sent is no evidence to hand in: there is none, or it is in the case already. */
export type NewEvidenceFault = 'nothing' | 'nothingNew';

/** What the bot says of a case once it is open; the keys of CopyValues that begin with `case.`. */
export type CaseCopyValues = {
  /** News of a case: what happened (`event`), the case as it is now, and what the buyer may do. */
  'case.agreed': CaseNewsValues;
  'case.proposal': CaseNewsValues;
  'case.refused': CaseNewsValues;
  'case.escalated': CaseNewsValues;
  'case.evidenceAsked': CaseNewsValues;
  'case.decided': CaseNewsValues;
  'case.returnOrdered': CaseNewsValues;
  'case.refundStarted': CaseNewsValues;
  'case.refundFailed': CaseNewsValues;
  'case.refunded': CaseNewsValues;
  'case.held': CaseNewsValues;
  'case.closed': CaseNewsValues;
  /** Shall it be done? With what it does, and that it cannot be taken back. */
  'case.actAsk': {
    readonly action: AskedAction;
    readonly case: RefundCase;
    readonly paid: Money | undefined;
    /** The counter-proposal; the parcel. */
    readonly settlement: Settlement | undefined;
    readonly parcel: Parcel | undefined;
    readonly finding: SellerFinding | undefined;
    readonly now: number;
    readonly rules: RuleNumbers;
    readonly timeZone: string;
  };
  /** What would the buyer settle for? notMore: the seller offers as much already. */
  'case.askAmount': {
    readonly case: RefundCase;
    readonly paid: Money;
    readonly suggested: readonly Money[];
    readonly because: string | undefined;
    readonly timeZone: string;
  };
  'case.askEvidence': {
    readonly case: RefundCase;
    readonly isObjection: boolean;
    readonly because: string | undefined;
    readonly now: number;
    readonly timeZone: string;
  };
  /** What there is to hand in by now: so many links, these files, these words. */
  'case.evidenceTaken': {
    readonly case: RefundCase;
    readonly isObjection: boolean;
    readonly links: number;
    readonly files: readonly string[];
    readonly said: string | undefined;
    readonly now: number;
    readonly timeZone: string;
  };
  'case.askParcel': {
    readonly case: RefundCase;
    readonly carrier: string | undefined;
    readonly number: string | undefined;
    readonly because: string | undefined;
    readonly now: number;
    readonly timeZone: string;
  };
  /** It cannot be done now. `from`: from then on it can. `days`: after so many days a case may go up. */
  'case.cannot': {
    readonly action: ChatAction;
    readonly why: NotAllowed;
    readonly case: RefundCase;
    readonly from: number | undefined;
    readonly next: CaseNextStep;
    readonly acts: readonly ChatAction[];
    readonly days: number;
    readonly reminds: boolean;
    readonly timeZone: string;
  };
  /** To which of several open cases? */
  'case.which': { readonly action: ChatAction; readonly caseIds: readonly string[] };
  /** Where the money of a case is. */
  'case.money': {
    readonly case: RefundCase;
    readonly now: number;
    readonly rules: RuleNumbers;
    readonly timeZone: string;
  };
  'case.acting': { readonly action: ChatAction; readonly caseId: string };
  'case.notActed': { readonly caseId: string };
  /** changed: something else happened since they saw it, and nothing was done. notAllowed: nor was it then. */
  'case.acted': {
    readonly became: 'done' | 'changed' | 'notAllowed';
    readonly action: ChatAction;
    readonly case: RefundCase;
    readonly next: CaseNextStep;
    readonly acts: readonly ChatAction[];
    readonly timeZone: string;
  };
  'case.actLost': object;
  /** A date of the case comes or has come: see services/refunds/caseReminders.ts. */
  'case.reminder': {
    readonly kind: ReminderKind;
    readonly deadline: Deadline;
    readonly case: RefundCase;
    readonly next: CaseNextStep;
    readonly acts: readonly ChatAction[];
    readonly timeZone: string;
  };
  'case.noReminders': object;
  'case.remindersAgain': object;
};
