import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { ConversationState } from '../dialogs/conversationState.js';
import { dialogTurn } from '../dialogs/kit/dialogTurn.js';
import { say } from '../dialogs/kit/say.js';
import { OrderId } from '../services/refunds/ids.js';
import { CODE_GOOD_FOR_MS, PROOF_LASTS_MS } from '../services/verification/verificationRules.js';

const SEND = { effect: z.literal('sendCode'), orderId: OrderId };
const VERIFY = { effect: z.literal('verifyCode'), orderId: OrderId, by: z.string() };

/** What came of asking for a code, where that is anything; as it stands in the inbox. */
export const SendCodeResult = z.discriminatedUnion('kind', [
  z.object({ ...SEND, kind: z.literal('asked'), noMoreUntil: z.int() }),
  z.object({ ...SEND, kind: z.literal('tooMany'), until: z.int(), goodUntil: z.int().optional() }),
  z.object({ ...SEND, kind: z.literal('unavailable') }),
]);
export type SendCodeResult = z.infer<typeof SendCodeResult>;

/** What came of trying a code. */
export const VerifyCodeResult = z.discriminatedUnion('kind', [
  z.object({ ...VERIFY, kind: z.literal('right'), buyerId: z.string() }),
  z.object({ ...VERIFY, kind: z.literal('wrong'), left: z.int() }),
  z.object({ ...VERIFY, kind: z.literal('expired') }),
  z.object({ ...VERIFY, kind: z.literal('tooMany'), until: z.int() }),
]);
export type VerifyCodeResult = z.infer<typeof VerifyCodeResult>;

/**
 * A right code binds the conversation to the buyer of the order for a while, whatever is going on. Anything else means
 * something only while that order's code is still asked for. False: it means nothing, and nothing was said.
 */
export async function onCodeResult(context: TurnContext, result: SendCodeResult | VerifyCodeResult): Promise<boolean> {
  const { state, now } = dialogTurn(context);
  const { timeZone } = state;
  if (result.kind === 'right') {
    state.proof = { buyerId: result.buyerId, by: result.by, until: now + PROOF_LASTS_MS };
    state.verification = undefined;
    await say(context, 'verify.done', { orderId: result.orderId, hours: PROOF_LASTS_MS / 3_600_000 });
    return true;
  }
  const { verification } = state;
  if (verification?.orderId !== result.orderId) return false;
  if (result.effect === 'sendCode') return onSendCodeResult(context, result, verification);
  switch (result.kind) {
    case 'wrong':
      await say(context, 'verify.wrongCode', { left: result.left });
      return true;
    case 'expired':
      await say(context, 'verify.expired', { minutes: CODE_GOOD_FOR_MS / 60_000 });
      return true;
    case 'tooMany':
      // Told once, of however many codes that came too fast.
      if (verification.blockedUntil === result.until) return false;
      state.verification = { ...verification, blockedUntil: result.until };
      // The filing says it where one is open.
      if (!state.draft)
        await say(context, 'verify.tooMany', { until: result.until, timeZone, kept: state.parked !== undefined });
      return true;
  }
}

async function onSendCodeResult(
  context: TurnContext,
  result: SendCodeResult,
  verification: NonNullable<ConversationState['verification']>,
): Promise<boolean> {
  const { state } = dialogTurn(context);
  switch (result.kind) {
    case 'asked':
      // Told when another one is wanted.
      state.verification = { ...verification, noCodesUntil: result.noMoreUntil };
      return false;
    case 'tooMany': {
      const { until, goodUntil } = result;
      const codes = verification.codes - 1;
      state.verification = { ...verification, codes, goodUntil: goodUntil ?? 0, noCodesUntil: until };
      if (!state.draft) return false;
      // Without a code to wait for, the filing says it and waits.
      if (goodUntil !== undefined)
        await say(context, 'verify.noMoreCodes', { until, goodUntil, timeZone: state.timeZone });
      return true;
    }
    case 'unavailable':
      // The filing says what can be done instead.
      state.verification = undefined;
      return true;
  }
}
