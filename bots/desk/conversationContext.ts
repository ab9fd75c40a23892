import { readConversationState } from '../../dialogs/conversationState.js';
import type { CaseBackend } from '../../services/cases/caseBackend.js';
import { isOrdersAway, readsInTime } from '../../services/cases/ordersAway.js';
import type { ConversationStore } from '../../services/conversations/conversationStore.js';
import { isOpen } from '../../services/refunds/caseMoves.js';
import type { Order } from '../../services/refunds/order.js';
import { decide, type Eligibility } from '../../services/refunds/policy.js';
import type { RefundCase } from '../../services/refunds/refundCase.js';
import type { RuleNumbers } from '../../services/refunds/ruleNumbers.js';

export type ContextPorts = {
  readonly store: Pick<ConversationStore, 'state'>;
  readonly cases: CaseBackend;
  readonly rules: RuleNumbers;
};

/**
 * What an agent has beside the thread: what the bot gathered, the buyer's orders and cases where it is known who they are,
 * and what the rules say. undefined: there is no such conversation.
 */
export async function conversationContext(
  { store, cases, rules }: ContextPorts,
  conversationId: string,
  now: number,
): Promise<object | undefined> {
  const stored = await store.state(conversationId);
  if (stored === undefined) return undefined;
  const { desk, draft, parked, refused, filing, filed, proof, timeZone, locale } = readConversationState(stored);
  const { buyer, owner, epoch, request, resolved, lastAgent } = desk;
  const gathered = draft ?? filing?.draft ?? parked ?? refused;
  const provenId = proof && now < proof.until ? proof.buyerId : undefined;
  const knownId = buyer?.isVerified ? buyer.id : provenId;
  const known = { epoch, owner, buyer, isKnown: knownId !== undefined, timeZone, locale, request, resolved, lastAgent };
  const told = { ...known, draft: gathered, filed };
  if (knownId === undefined) return told;
  try {
    const reads = readsInTime(cases);
    const orderId = gathered?.order?.orderId;
    const [order, buyersCases] = await Promise.all([
      orderId === undefined ? undefined : reads.order(knownId, orderId),
      reads.cases(knownId),
    ]);
    const decision = order ? decisionOf(order, gathered?.problem, buyersCases, { timeZone, now, rules }) : undefined;
    return { ...told, order, cases: buyersCases, decision };
  } catch (error) {
    // The agent has the conversation all the same.
    if (!isOrdersAway(error)) throw error;
    return { ...told, ordersAway: true };
  }
}

function decisionOf(
  order: Order,
  problem: Parameters<typeof decide>[0]['problem'],
  cases: readonly RefundCase[],
  { timeZone, now, rules }: { readonly timeZone: string; readonly now: number; readonly rules: RuleNumbers },
): Eligibility {
  const ofOrder = cases.filter(({ request }) => request.orderId === order.orderId);
  const openCase = ofOrder.find(isOpen);
  return decide(
    { order, problem, openCase, timeZone, earlierCases: ofOrder.filter((each) => each !== openCase) },
    now,
    rules,
  );
}
