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

/** Until when the code can be right that was asked for last, for this order and by this buyer; undefined: there is none. */
export function codeGoodUntil({ state, now, buyerId }: DialogTurn, orderId: OrderId): number | undefined {
  const { verification } = state;
  if (verification?.orderId !== orderId || verification.by !== buyerId) return undefined;
  return later(verification.goodUntil, now);
}

/** Until when no other code is sent for this order; undefined: one may be. */
export function noCodesUntil({ state, now }: DialogTurn, orderId: OrderId): number | undefined {
  const { verification } = state;
  return verification?.orderId === orderId ? later(verification.noCodesUntil, now) : undefined;
}

/** Why the code of this order cannot be asked for now, and until when; undefined: it can. */
export function codeBlock(
  turn: DialogTurn,
  orderId: OrderId,
): { readonly by: 'tries' | 'codes'; readonly until: number } | undefined {
  const { verification } = turn.state;
  const tries = verification?.orderId === orderId ? later(verification.blockedUntil, turn.now) : undefined;
  if (tries !== undefined) return { by: 'tries', until: tries };
  const codes = codeGoodUntil(turn, orderId) === undefined ? noCodesUntil(turn, orderId) : undefined;
  return codes === undefined ? undefined : { by: 'codes', until: codes };
}

function later(until: number | undefined, now: number): number | undefined {
  return until !== undefined && now < until ? until : undefined;
}

/** Asks for a code to be sent, after the commit; nothing here depends on whether there is such an order. */
export function askForCode(context: TurnContext, orderId: OrderId): void {
  const turn = dialogTurn(context);
  const { state, buyerId: by, now } = turn;
  const before = state.verification?.orderId === orderId ? state.verification.codes : 0;
  turn.effects.push({ key: effectKey(context, 'sendCode'), kind: 'sendCode', body: { orderId, by } });
  state.verification = { orderId, by, goodUntil: now + CODE_GOOD_FOR_MS, codes: before + 1 };
}

/** Has the code tried, after the commit: there the tries are counted. */
export function tryCode(context: TurnContext, orderId: OrderId, code: string): void {
  const turn = dialogTurn(context);
  const body = { orderId, by: turn.buyerId, code };
  turn.effects.push({ key: effectKey(context, 'verifyCode'), kind: 'verifyCode', body });
}
