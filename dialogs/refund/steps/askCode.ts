import type { TurnContext } from 'botbuilder';
import { CODE_GOOD_FOR_MS } from '../../../services/verification/verificationRules.js';
import { plain } from '../../kit/choices.js';
import { dialogTurn } from '../../kit/dialogTurn.js';
import type { QuestionStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { askForCode, blockedUntil, isCodeOut, orderToProve, tryCode } from '../codeRequest.js';
import { draftOf, reopen } from '../draft.js';
import { lookUpOrder } from '../lookUpOrder.js';
import { readCode } from '../readCode.js';

/**
 * The code that was sent to the address known for the order. Nothing here is read of the order: the words are the same for
 * the buyer's own, for somebody else's and for a number that is nobody's.
 */
export const askCode: QuestionStep = {
  name: 'askCode',
  needed: (context) => {
    const turn = dialogTurn(context);
    const orderId = orderToProve(context);
    return orderId !== undefined && turn.ports.canSendCodes && blockedUntil(turn, orderId) === undefined;
  },

  ask: async (context, again) => {
    const turn = dialogTurn(context);
    const orderId = orderToProve(context);
    if (orderId === undefined) throw new Error('there is no order to prove');
    const isNew = !isCodeOut(turn, orderId);
    if (isNew) askForCode(context, orderId);
    const codes = turn.state.verification?.codes ?? 1;
    const minutes = CODE_GOOD_FOR_MS / 60_000;
    await say(context, 'verify.askCode', { orderId, minutes, isNew, codes, again }, { asks: true });
  },

  take: async (context, reply) => {
    const claimed = orderToProve(context);
    // The whole message too, because a question mark makes no other thing of it.
    const whole = context.activity.text ?? '';
    const orderIds = reply.understood.slots.orderIds;
    if (claimed === undefined) return 'taken';
    if (orderIds.some((orderId) => orderId !== claimed)) {
      await lookUpOrder(context, orderIds);
      return 'taken';
    }
    const code = readCode(whole);
    if (code !== undefined) {
      tryCode(context, claimed, code);
      // What comes of it is told when it is known.
      return 'waiting';
    }
    const { newCodeWords, otherOrderWords } = dialogTurn(context).ports.content.words;
    const says = (phrases: readonly string[]) => [whole, reply.text].some((text) => isAmong(text, phrases));
    if (says(newCodeWords)) return sendAnother(context);
    if (says(otherOrderWords)) {
      reopen(draftOf(context), 'order');
      return 'taken';
    }
    return 'notUnderstood';
  },
};

async function sendAnother(context: TurnContext): Promise<'waiting'> {
  const { state } = dialogTurn(context);
  if (state.verification) state.verification = { ...state.verification, sentAt: 0 };
  await askCode.ask(context, false);
  return 'waiting';
}

/** In short messages: a story may well say that something "did not arrive". */
function isAmong(text: string, phrases: readonly string[]): boolean {
  const said = ` ${plain(text)} `;
  return said.length <= 80 && phrases.some((phrase) => said.includes(` ${phrase} `));
}
