import type { TurnContext } from 'botbuilder';
import { dayAt } from '../../../services/refunds/calendarDay.js';
import type { Eligibility } from '../../../services/refunds/eligibility.js';
import { nextStep } from '../../../services/refunds/nextStep.js';
import type { Order } from '../../../services/refunds/order.js';
import { decide } from '../../../services/refunds/policy.js';
import type { RefundCase } from '../../../services/refunds/refundCase.js';
import { dialogTurn } from '../../kit/dialogTurn.js';
import { provenBuyer } from '../../kit/knownBuyer.js';
import type { ActStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { caseCard } from '../cards/caseCard.js';
import { draftOf, orderOf } from '../draft.js';
import { endWithoutCase } from '../endWithoutCase.js';

/**
 * May this order and problem be filed? As soon as the order is known (a closed window needs no further question), and
 * again when the problem is, and on another day: a window may have closed meanwhile. Where it may not, the buyer hears why
 * and the honest way out, and nothing more is asked.
 */
export const checkEligibility: ActStep = {
  name: 'checkEligibility',
  needed: (context) => {
    const draft = draftOf(context);
    return draft.order !== undefined && draft.checked !== checkedAs(context);
  },

  act: async (context) => {
    const turn = dialogTurn(context);
    const draft = draftOf(context);
    const order = await freshOrder(context);
    const openCase = await turn.ports.cases.openCaseOn(provenBuyer(turn), order.orderId);
    const { timeZone } = turn.state;
    if (openCase) {
      const next = nextStep(openCase, turn.now);
      const card = caseCard(turn.ports.content.words, openCase, next, order.title, timeZone);
      await say(
        context,
        'refund.caseOpen',
        { case: openCase, next, timeZone },
        { cards: [card], data: { caseId: openCase.caseId }, about: order.orderId },
      );
      return endWithoutCase(context);
    }
    const eligibility = decide(
      { order, problem: draft.problem, timeZone, earlierCases: await earlierCases(context, order) },
      turn.now,
      turn.ports.rules,
    );
    // Before the problem is known only a closed window is certain; other ways out depend on what went wrong.
    const isCertain = draft.problem !== undefined || eligibility.reason.kind === 'windowClosed';
    if (eligibility.eligible === 'no' && isCertain) {
      await say(context, 'refund.ineligible', { eligibility, order, timeZone }, { about: order.orderId });
      return endWithoutCase(context);
    }
    draft.checked = checkedAs(context);
    if (draft.problem !== undefined && needsHeed(eligibility))
      await say(context, 'refund.heed', { eligibility, order, timeZone });
    return 'goOn';
  },
};

/** After days of silence the order may have moved on. */
async function freshOrder(context: TurnContext): Promise<Order> {
  const { ports, buyerId } = dialogTurn(context);
  const draft = draftOf(context);
  const order = orderOf(draft);
  if (draft.checked === undefined) return order;
  draft.order = (await ports.cases.order(buyerId, order.orderId)) ?? order;
  return draft.order;
}

/** Only the programmes, which are for once, ask what was there before. */
async function earlierCases(context: TurnContext, order: Order): Promise<readonly RefundCase[]> {
  if (order.programmes.length === 0) return [];
  const { ports, buyerId } = dialogTurn(context);
  return (await ports.cases.cases(buyerId)).filter(({ request }) => request.orderId === order.orderId);
}

function checkedAs(context: TurnContext): string {
  const { order, problem } = draftOf(context);
  const { now, state } = dialogTurn(context);
  return `${order?.orderId}/${problem ?? ''}/${dayAt(now, state.timeZone)}`;
}

/** Not a plain yes, or there is another way beside the case. */
function needsHeed({ eligible, route, wayOut }: Eligibility): boolean {
  return eligible === 'unknown' || route === 'easyReturn' || wayOut === 'person';
}
