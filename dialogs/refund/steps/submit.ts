import { createHash } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import { checkAmount, maxRefund } from '../../../services/refunds/maxRefund.js';
import { dialogTurn } from '../../kit/dialogTurn.js';
import { provenBuyer } from '../../kit/knownBuyer.js';
import type { ActStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { draftOf, forget, orderOf } from '../draft.js';
import { filingFacts, toRefundRequest } from '../filingFacts.js';
import type { RefundDraft } from '../refundDraft.js';

/** Asks for the case to be opened, under a key that belongs to this draft: however often it is tried, it is one case. */
export const submit: ActStep = {
  name: 'submit',
  needed: (context) => draftOf(context).confirmed === true,

  act: async (context) => {
    const turn = dialogTurn(context);
    const draft = draftOf(context);
    if (await isOrderAnother(context, draft)) return 'goOn';
    const request = toRefundRequest(filingFacts(draft));
    const key = filingKey(turn.conversationId, draft.draftId);
    turn.effects.push({
      key,
      kind: 'openCase',
      body: { request: JSON.parse(JSON.stringify(request)), confirmedAt: turn.now, buyerId: provenBuyer(turn) },
    });
    turn.state.filing = { key, orderId: request.orderId, request, draft, since: turn.now };
    turn.state.draft = undefined;
    turn.state.asked = undefined;
    if (turn.state.parked?.order?.orderId === request.orderId) turn.state.parked = undefined;
    await say(context, 'refund.filing', { orderId: request.orderId });
    return 'ended';
  },
};

/** Another amount stands on the order than what the review was made from: it is shown again, and the amount asked if it no longer fits. */
async function isOrderAnother(context: TurnContext, draft: RefundDraft): Promise<boolean> {
  const turn = dialogTurn(context);
  const before = orderOf(draft);
  const order = await turn.ports.cases.order(provenBuyer(turn), before.orderId);
  if (!order || (order.paid.minor === before.paid.minor && order.paid.currency === before.paid.currency)) return false;
  draft.order = order;
  delete draft.confirmed;
  const fits =
    draft.amount && checkAmount(draft.amount, maxRefund(order, draft.remedy, turn.ports.rules)).kind === 'ok';
  if (draft.amount && !fits) forget(draft, 'amount');
  await say(context, 'refund.orderChanged', { order }, { about: String(order.paid.minor) });
  return true;
}

function filingKey(conversationId: string, draftId: string): string {
  return createHash('sha256').update(`${conversationId}|${draftId}`).digest('base64url');
}
