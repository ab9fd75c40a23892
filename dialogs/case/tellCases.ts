import type { TurnContext } from 'botbuilder';
import { isOpen, stageOf } from '../../services/refunds/caseMoves.js';
import { nextStep } from '../../services/refunds/nextStep.js';
import type { RefundCase } from '../../services/refunds/refundCase.js';
import { sellerVerdict } from '../../services/refunds/sellerVerdict.js';
import { noteToldConduct, wasTold } from '../desk/goesUp.js';
import { dialogTurn } from '../kit/dialogTurn.js';
import { say } from '../kit/say.js';
import { caseCard } from '../refund/cards/caseCard.js';
import { draftCard } from '../refund/cards/draftCard.js';
import { missingFields } from '../refund/draft.js';
import { offerActs } from './offerActs.js';

const SHOWN = 5;

/** The buyer's cases, whose turn it is and by when. */
export async function tellCases(context: TurnContext, buyerId: string): Promise<void> {
  const turn = dialogTurn(context);
  const { cases, content } = turn.ports;
  const { draft, parked, timeZone } = turn.state;
  // A draft that only asks for the cases is none.
  const hasDraft = Boolean((draft?.toTrack ? undefined : draft) ?? parked);
  const found = (await cases.cases(buyerId)).slice(0, SHOWN);
  const titles = new Map((await cases.orders(buyerId)).map((order) => [order.orderId, order.title]));
  if (found.length === 0) {
    await say(context, 'track.none', { hasDraft });
    return tellDraft(context);
  }
  const rows = found.map((refundCase) => ({
    case: refundCase,
    next: nextStep(refundCase, turn.now),
    title: titles.get(refundCase.request.orderId) ?? '',
  }));
  const cards = rows.map((row) => caseCard(content.words, row.case, row.next, row.title, timeZone));
  const [only, another] = found.filter(isOpen);
  const acts = only && !another ? offerActs(turn.state, only, turn.now) : [];
  await say(context, 'track.cases', { rows, timeZone, acts }, { cards, cardsTellAll: true });
  await tellMoney(context, found);
  await tellSeller(context, found);
  await tellDraft(context);
}

const PAYS: readonly RefundCase['state'][] = ['refundPending', 'refundFailed', 'refunded'];

/** Of the newest case that is being paid: where the money is, and what to do if it does not come. */
async function tellMoney(context: TurnContext, cases: readonly RefundCase[]): Promise<void> {
  const { now, ports, state } = dialogTurn(context);
  const paid = cases.find((each) => PAYS.includes(each.state) && each.refund);
  if (!paid) return;
  const { timeZone } = state;
  await say(
    context,
    'case.money',
    { case: paid, now, rules: ports.rules, timeZone },
    { data: { caseId: paid.caseId } },
  );
}

/** The seller of a case lets their time pass, or refuses: why it goes up, once, and a person is offered. */
async function tellSeller(context: TurnContext, cases: readonly RefundCase[]): Promise<void> {
  const { state, now, ports } = dialogTurn(context);
  const findings = cases.filter(isOpen).flatMap((each) => {
    const finding = sellerVerdict({ acts: [], case: each }, now, ports.rules);
    // Once others have it, what the seller said before is over; that they do not pay is not.
    return finding && (stageOf(each) === 'negotiation' || finding.conduct === 'stalls') ? [finding] : [];
  });
  const finding = findings.find((each) => each.isUncooperative && !wasTold(state, each));
  if (!finding) return;
  noteToldConduct(state, finding);
  await say(context, 'refund.goesUp', { finding, timeZone: state.timeZone });
}

/** The filing that was put aside, as a card. */
async function tellDraft(context: TurnContext): Promise<void> {
  const { state, ports } = dialogTurn(context);
  const { draft, parked } = state;
  if (!parked || (draft && !draft.toTrack)) return;
  const missing = missingFields(parked, ports.rules);
  const card = draftCard(ports.content.words, parked, missing);
  await say(context, 'track.draft', { draft: parked, missing }, { cards: [card], cardsTellAll: true });
}
