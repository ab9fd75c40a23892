import { createHash } from 'node:crypto';
import { dialogTurn } from '../../kit/dialogTurn.js';
import { provenBuyer } from '../../kit/knownBuyer.js';
import type { ActStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { draftOf } from '../draft.js';
import { filingFacts, toRefundRequest } from '../filingFacts.js';

/** Asks for the case to be opened, under a key that belongs to this draft: however often it is tried, it is one case. */
export const submit: ActStep = {
  name: 'submit',
  needed: (context) => draftOf(context).confirmed === true,

  act: async (context) => {
    const turn = dialogTurn(context);
    const draft = draftOf(context);
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

function filingKey(conversationId: string, draftId: string): string {
  return createHash('sha256').update(`${conversationId}|${draftId}`).digest('base64url');
}
