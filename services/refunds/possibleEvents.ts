import { type CaseEventKind, EVENT_ACTORS } from './caseEvent.js';
import { stateAfter } from './caseMoves.js';
import type { RefundCase } from './refundCase.js';
import type { Actor } from './refundTerms.js';

/** What could happen to a case next, and who does it. */
export type PossibleEvent = { readonly kind: CaseEventKind; readonly actor: Actor };

// The keys of a literal table: Object.keys forgets their type.
const KINDS = Object.keys(EVENT_ACTORS) as CaseEventKind[];

/** What others than the buyer can do at this moment. What the buyer can is `allowedActions`. `now`: ms since epoch. */
export function possibleEvents(refundCase: RefundCase, now: number): readonly PossibleEvent[] {
  const { state, hold, deadlines } = refundCase;
  const steps = deadlines.find(({ kind }) => kind === 'autoEscalation')?.at;
  return KINDS.filter((kind) => {
    if (EVENT_ACTORS[kind] === 'buyer' || stateAfter(state, kind) === undefined) return false;
    if (kind === 'holdLifted') return hold !== 'none';
    if (hold !== 'none') return false;
    return kind !== 'clockEscalates' || steps === undefined || steps <= now;
  }).map((kind) => ({ kind, actor: EVENT_ACTORS[kind] }));
}
