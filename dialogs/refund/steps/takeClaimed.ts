import { dialogTurn } from '../../kit/dialogTurn.js';
import { knownBuyer, provenBuyer } from '../../kit/knownBuyer.js';
import type { ActStep } from '../../kit/namedWaterfall.js';
import { settleAffected } from '../affected.js';
import { draftOf, setField } from '../draft.js';

/** The order that the buyer has proven to be theirs is read, now that it may be. */
export const takeClaimed: ActStep = {
  name: 'takeClaimed',
  needed: (context) => draftOf(context).claimedOrder !== undefined && knownBuyer(dialogTurn(context)) !== undefined,

  act: async (context) => {
    const turn = dialogTurn(context);
    const draft = draftOf(context);
    const { claimedOrder } = draft;
    delete draft.claimedOrder;
    if (claimedOrder === undefined) return 'goOn';
    const order = await turn.ports.cases.order(provenBuyer(turn), claimedOrder);
    if (order) setField(draft, 'order', 'order', order);
    else draft.orderTrouble = { kind: 'unknown', said: [claimedOrder] };
    settleAffected(draft);
    return 'goOn';
  },
};
