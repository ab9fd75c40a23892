import type { TurnContext } from 'botbuilder';
import type { OrderId } from '../../../services/refunds/ids.js';
import { CODE_GOOD_FOR_MS } from '../../../services/verification/verificationRules.js';
import { isAmong } from '../../kit/choices.js';
import { dialogTurn } from '../../kit/dialogTurn.js';
import type { QuestionStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { askForCode, codeBlock, codeGoodUntil, noCodesUntil, orderToProve, tryCode } from '../codeRequest.js';
import { draftOf, reopen } from '../draft.js';
import { lookUpOrder } from '../lookUpOrder.js';
import { readCode } from '../readCode.js';
import { codeBlocked } from './codeBlocked.js';

/**
 * The code that was sent to the address known for the order. Nothing here is read of the order: the words are the same for
 * the buyer's own, for somebody else's and for a number that is nobody's.
 */
export const askCode: QuestionStep = {
  name: 'askCode',
  needed: (context) => {
    const turn = dialogTurn(context);
    const orderId = orderToProve(context);
    return orderId !== undefined && turn.ports.canSendCodes && codeBlock(turn, orderId) === undefined;
  },

  ask: async (context, again) => {
    const turn = dialogTurn(context);
    const orderId = orderToProve(context);
    if (orderId === undefined) throw new Error('there is no order to prove');
    const isNew = codeGoodUntil(turn, orderId) === undefined;
    if (isNew) askForCode(context, orderId);
    const codes = turn.state.verification?.codes ?? 1;
    const minutes = CODE_GOOD_FOR_MS / 60_000;
    await say(context, 'verify.askCode', { orderId, minutes, isNew, codes, again }, { asks: true });
  },

  take: async (context, reply) => {
    const claimed = orderToProve(context);
    const orderIds = reply.understood.slots.orderIds;
    if (claimed === undefined) return 'taken';
    if (orderIds.some((orderId) => orderId !== claimed)) {
      await lookUpOrder(context, orderIds);
      return 'taken';
    }
    // The whole message, because a question mark makes no other thing of it.
    const whole = context.activity.text ?? '';
    const code = readCode(whole);
    if (code !== undefined) {
      tryCode(context, claimed, code);
      // What comes of it is told when it is known.
      return 'waiting';
    }
    const { words } = dialogTurn(context).ports.content;
    const says = (phrases: readonly string[]) => [whole, reply.text].some((text) => isAmong(text, phrases));
    if (says(words.otherOrderWords)) {
      reopen(draftOf(context), 'order');
      return 'taken';
    }
    if (says(words.aboutCodeWords)) {
      await say(context, 'verify.aboutCode', {});
      return askOnceMore(context);
    }
    // "My parcel never arrived" is no word of the code.
    const isOfGoods = says(words.goodsWords) && !says(words.letterWords);
    if (says(words.newCodeWords) && !isOfGoods) return sendAnother(context, claimed);
    return 'notUnderstood';
  },
};

async function sendAnother(context: TurnContext, orderId: OrderId): Promise<'waiting' | 'ended'> {
  const turn = dialogTurn(context);
  const { state } = turn;
  const until = noCodesUntil(turn, orderId);
  const goodUntil = codeGoodUntil(turn, orderId);
  if (until === undefined) {
    if (state.verification) state.verification = { ...state.verification, goodUntil: 0 };
    return askOnceMore(context);
  }
  if (goodUntil === undefined) return codeBlocked.act(context);
  await say(context, 'verify.noMoreCodes', { until, goodUntil, timeZone: state.timeZone });
  return askOnceMore(context);
}

async function askOnceMore(context: TurnContext): Promise<'waiting'> {
  await askCode.ask(context, false);
  return 'waiting';
}
