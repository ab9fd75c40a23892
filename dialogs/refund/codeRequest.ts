import type { TurnContext } from 'botbuilder';
import type { OrderId } from '../../services/refunds/ids.js';
import { CODE_GOOD_FOR_MS } from '../../services/verification/verificationRules.js';
import { type DialogTurn, dialogTurn } from '../kit/dialogTurn.js';
import { effectKey } from '../kit/effectKey.js';
import { knownBuyer } from '../kit/knownBuyer.js';
import { draftOf } from './draft.js';

/** The order that is named and still has to be proven; undefined where there is nothing to prove. */
export function orderToProve(context: TurnContext): OrderId | undefined {
  if (knownBuyer(dialogTurn(context)) !== undefined) return undefined;
  const { order, claimedOrder } = draftOf(context);
  return claimedOrder ?? order?.orderId;
}

/** Until when no code is tried for this order; undefined: it may be. */
export function blockedUntil({ state, now }: DialogTurn, orderId: OrderId): number | undefined {
  const { verification } = state;
  const until = verification?.orderId === orderId ? verification.blockedUntil : undefined;
  return until !== undefined && now < until ? until : undefined;
}

/** A code for this order was asked for, by this buyer, and may still be good. */
export function isCodeOut({ state, now, buyerId }: DialogTurn, orderId: OrderId): boolean {
  const { verification } = state;
  if (verification?.orderId !== orderId || verification.by !== buyerId) return false;
  return now < verification.sentAt + CODE_GOOD_FOR_MS;
}

/** Asks for a code to be sent, after the commit; nothing here depends on whether there is such an order. */
export function askForCode(context: TurnContext, orderId: OrderId): void {
  const turn = dialogTurn(context);
  const { state, buyerId: by, now } = turn;
  const before = state.verification?.orderId === orderId ? state.verification.codes : 0;
  turn.effects.push({ key: effectKey(context, 'sendCode'), kind: 'sendCode', body: { orderId, by } });
  state.verification = { orderId, by, sentAt: now, codes: before + 1, blockedUntil: undefined };
}

/** Has the code tried, after the commit: there the tries are counted. */
export function tryCode(context: TurnContext, orderId: OrderId, code: string): void {
  const turn = dialogTurn(context);
  const body = { orderId, by: turn.buyerId, code };
  turn.effects.push({ key: effectKey(context, 'verifyCode'), kind: 'verifyCode', body });
}
