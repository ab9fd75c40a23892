import type { TurnContext } from 'botbuilder';
import type { SellerFinding } from '../../services/refunds/sellerVerdict.js';
import type { ConversationState } from '../conversationState.js';
import { dialogTurn, type Reply } from '../kit/dialogTurn.js';
import { say } from '../kit/say.js';
import { sellerFinding } from './sellerVerdictOf.js';

/** What shows more than a seller's no, or silence: of those the buyer hears when the case is filed. */
const TOLD_AT_ONCE = ['leadsAway', 'stalls'];

/**
 * What the buyer tells shows that the seller leads them away, or does not keep promises: they hear at once why that goes up
 * and what not to do, and a person is offered. Once for each, and before anything else, so that a question stays the last.
 */
export async function heedSeller(context: TurnContext, { understood }: Reply): Promise<void> {
  const { state, now, ports } = dialogTurn(context);
  if (understood.slots.sellerActs === undefined) return;
  const finding = sellerFinding(state, now, ports.rules);
  if (!finding || !TOLD_AT_ONCE.includes(finding.conduct) || wasTold(state, finding)) return;
  const answered = understood.decision === 'act' ? understood.topic : undefined;
  noteToldConduct(state, finding);
  await say(context, 'refund.goesUp', { finding, timeZone: state.timeZone, answered });
}

/** The buyer has heard why the matter goes up. */
export function noteToldConduct({ desk }: ConversationState, finding: SellerFinding | undefined): void {
  if (!finding?.isUncooperative || desk.toldConduct.includes(finding.conduct)) return;
  desk.toldConduct = [...desk.toldConduct, finding.conduct];
}

export function wasTold({ desk }: ConversationState, { conduct }: SellerFinding): boolean {
  return desk.toldConduct.includes(conduct);
}
