import { WaterfallDialog } from 'botbuilder-dialogs';
import { nextStep } from '../services/refunds/nextStep.js';
import { dialogTurn } from './kit/dialogTurn.js';
import { say } from './kit/say.js';
import { caseCard } from './refund/cards/caseCard.js';

export const TRACKING = 'tracking';
const SHOWN = 5;

/** "Where is my refund?": the buyer's cases, whose turn it is and by when. */
export function trackingDialog(): WaterfallDialog {
  return new WaterfallDialog(TRACKING, [
    async (step) => {
      const turn = dialogTurn(step.context);
      const { cases, content } = turn.ports;
      const { timeZone } = turn.state;
      const found = (await cases.cases(turn.buyerId)).slice(0, SHOWN);
      const titles = new Map((await cases.orders(turn.buyerId)).map((order) => [order.orderId, order.title]));
      if (found.length === 0) {
        await say(step.context, 'track.none', { hasDraft: Boolean(turn.state.draft ?? turn.state.parked) });
        return step.endDialog();
      }
      const rows = found.map((refundCase) => ({
        case: refundCase,
        next: nextStep(refundCase, turn.now),
        title: titles.get(refundCase.request.orderId) ?? '',
      }));
      const cards = rows.map((row) => caseCard(content.words, row.case, row.next, row.title, timeZone));
      await say(step.context, 'track.cases', { rows, timeZone }, { cards, cardsTellAll: true });
      const { draft, parked } = turn.state;
      if (parked && !draft) await say(step.context, 'track.draft', { order: parked.order });
      return step.endDialog();
    },
  ]);
}
