import type { TurnContext } from 'botbuilder';
import { CaseNews } from '../../services/cases/caseNews.js';
import type { CopyKey } from '../../services/content/copy.js';
import { allowedActions } from '../../services/refunds/allowedActions.js';
import { nextStep } from '../../services/refunds/nextStep.js';
import { dialogTurn } from '../kit/dialogTurn.js';
import { say } from '../kit/say.js';
import { caseCard } from '../refund/cards/caseCard.js';
import { setReminder } from './caseReminders.js';
import { offerActs } from './offerActs.js';

/** Something happened to a case that was opened here: what, whose turn it is, and by when. The open question stays open. */
export async function tellCaseNews(context: TurnContext, body: unknown): Promise<void> {
  const { event, case: refundCase } = CaseNews.parse(body);
  const key = KEYS[event];
  setReminder(context, refundCase, dialogTurn(context).now);
  if (!key) return;
  const { now, ports, state } = dialogTurn(context);
  const { timeZone } = state;
  const order = await ports.cases.order(refundCase.buyerId, refundCase.request.orderId);
  const next = nextStep(refundCase, now);
  const card = caseCard(ports.content.words, refundCase, next, order?.title ?? '', timeZone);
  const acts = offerActs(state, refundCase, now);
  const values = {
    event,
    case: refundCase,
    next,
    actions: allowedActions(refundCase, now),
    acts,
    now,
    rules: ports.rules,
    timeZone,
  };
  await say(context, key, values, { cards: [card], data: { caseId: refundCase.caseId }, about: refundCase.caseId });
}

export type CaseNewsKey = Extract<CopyKey, `case.${string}`>;

/** What is not here changes nothing for the buyer: they did it themselves, or it goes on by itself. */
const KEYS: Readonly<Record<string, CaseNewsKey | undefined>> = {
  sellerAgrees: 'case.agreed',
  sellerProposes: 'case.proposal',
  sellerRefuses: 'case.refused',
  clockEscalates: 'case.escalated',
  buyerEscalates: 'case.escalated',
  caseLapses: 'case.closed',
  buyerWithdraws: 'case.closed',
  claimRefused: 'case.closed',
  caseEnds: 'case.closed',
  mediatorAsksEvidence: 'case.evidenceAsked',
  mediatorDecides: 'case.decided',
  arbitratorDecides: 'case.decided',
  returnOrdered: 'case.returnOrdered',
  sellerConfirmsReturn: 'case.agreed',
  sellerDisputesReturn: 'case.escalated',
  refundStarts: 'case.refundStarted',
  refundFails: 'case.refundFailed',
  refundArrives: 'case.refunded',
  holdSet: 'case.held',
  holdLifted: 'case.held',
};
