import type { TurnContext } from 'botbuilder';
import type { CaseBackend } from '../../services/cases/caseBackend.js';
import type { Content } from '../../services/content/content.js';
import type { NewEffect, NewTimer } from '../../services/conversations/conversationStore.js';
import type { DeskReads } from '../../services/desk/desk.js';
import type { DeskLine } from '../../services/desk/deskLine.js';
import type { DeskNews } from '../../services/desk/deskNews.js';
import type { EvidenceFile, RefusedFile } from '../../services/evidence/evidenceFile.js';
import type { RuleNumbers } from '../../services/refunds/ruleNumbers.js';
import type { Understanding, Understood } from '../../services/understanding/understanding.js';
import type { ConversationState } from '../conversationState.js';

/** What the dialogs may ask of the world: timed reads, and nothing that changes anything. */
export type DialogPorts = {
  readonly cases: Pick<CaseBackend, 'orders' | 'order' | 'cases' | 'case' | 'openCaseOn'>;
  readonly understanding: Pick<Understanding, 'understand'>;
  readonly content: Content;
  /** One-time codes can be sent; without, buyers whom nobody vouches for can only ask and draft. */
  readonly canSendCodes: boolean;
  /** The rules in force: the content was loaded with the same. */
  readonly rules: RuleNumbers;
  readonly desk: DeskReads;
};

/** What the buyer answered, in every form that an answer can have. */
export type Reply = {
  /** Trimmed; empty when a card was pressed. */
  readonly text: string;
  /** A card's value, as it came from outside: parse it. */
  readonly value: unknown;
  readonly understood: Understood;
  /** It reads like a question or a wish of its own, so a step that takes any words should leave it alone. */
  readonly digresses: boolean;
  /** The buyer has picked what it means: no other reading of its words counts. */
  readonly picked?: boolean;
};

/** One turn, as the dialogs see it. `state` is theirs to change; effects happen after the commit, or not at all. */
export type DialogTurn = {
  readonly conversationId: string;
  /** Who writes, as the channel tells it. Whose orders may be read is for knownBuyer to say. */
  readonly buyerId: string;
  readonly now: number;
  readonly state: ConversationState;
  readonly ports: DialogPorts;
  readonly effects: NewEffect[];
  readonly timers: { readonly set: NewTimer[]; readonly cancel: string[] };
  /** What the agents are told: lines for them alone, and what is counted. */
  readonly forDesk: ForDesk;
  /** The channel vouches for who the buyer is. */
  readonly verified: boolean;
  /** What came with the message and was kept; and what was not, and why. */
  readonly files: readonly EvidenceFile[];
  readonly refusedFiles: readonly RefusedFile[];
  reply: Reply | undefined;
  /** Said after an answer was taken and before the next question: the other thought of the same message. */
  aside: (() => Promise<void>) | undefined;
  /** Set by a flow whose open question was not answered by the reply. */
  unanswered: boolean;
};

/** Filled while the turn goes on. */
export type ForDesk = { readonly lines: DeskLine[] } & {
  -readonly [Counted in 'waitedMs' | 'answeredMs' | 'resolvedMs' | 'abandoned']?: DeskNews[Counted];
};

const KEY = Symbol('dialogTurn');

export function setDialogTurn(context: TurnContext, turn: DialogTurn): void {
  context.turnState.set(KEY, turn);
}

export function dialogTurn(context: TurnContext): DialogTurn {
  const turn: DialogTurn | undefined = context.turnState.get(KEY);
  if (!turn) throw new Error('this TurnContext carries no DialogTurn');
  return turn;
}
