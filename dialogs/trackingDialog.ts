import { WaterfallDialog } from 'botbuilder-dialogs';
import { tellCases } from './case/tellCases.js';
import { dialogTurn } from './kit/dialogTurn.js';
import { knownBuyer } from './kit/knownBuyer.js';
import { say } from './kit/say.js';
import { newDraft } from './refund/draft.js';
import { lookUpOrder } from './refund/lookUpOrder.js';
import { REFUND } from './refund/refundDialog.js';

export const TRACKING = 'tracking';

/** "Where is my refund?": the buyer's cases; of a buyer whom nobody knows the order and its code are asked first. */
export function trackingDialog(): WaterfallDialog {
  return new WaterfallDialog(TRACKING, [
    async (step) => {
      const { context } = step;
      const turn = dialogTurn(context);
      const buyerId = knownBuyer(turn);
      if (buyerId !== undefined) {
        await tellCases(context, buyerId);
        return step.endDialog();
      }
      if (turn.state.draft) {
        await say(context, 'verify.trackLater', {});
        return step.endDialog();
      }
      turn.state.draft = { ...newDraft(turn.now), toTrack: true, orderTrouble: { kind: 'toTrack', said: [] } };
      turn.state.said = {};
      const said = turn.reply?.understood.slots.orderIds ?? [];
      if (said.length > 0) await lookUpOrder(context, said);
      return step.replaceDialog(REFUND);
    },
  ]);
}
