import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import { tellActed } from '../dialogs/case/caseActs.js';
import { setReminder } from '../dialogs/case/caseReminders.js';
import { noteToldConduct } from '../dialogs/desk/goesUp.js';
import { sellerFinding } from '../dialogs/desk/sellerVerdictOf.js';
import { aboutOf } from '../dialogs/desk/summary.js';
import { dialogTurn } from '../dialogs/kit/dialogTurn.js';
import { say } from '../dialogs/kit/say.js';
import { offerAlsoNamed } from '../dialogs/refund/alsoNamed.js';
import { caseCard } from '../dialogs/refund/cards/caseCard.js';
import type { RefundDraft } from '../dialogs/refund/refundDraft.js';
import type { InboundMessage } from '../services/conversations/conversationStore.js';
import { CHAT_ACTIONS } from '../services/refunds/allowedActions.js';
import { nextStep } from '../services/refunds/nextStep.js';
import { RefundCase } from '../services/refunds/refundCase.js';
import { onCodeResult, SendCodeResult, VerifyCodeResult } from './codeResults.js';

/** What opening a case came back with, as it stands in the inbox. */
const OpenCaseResult = z.discriminatedUnion('kind', [
  z.object({ effect: z.literal('openCase'), kind: z.literal('opened'), case: RefundCase }),
  z.object({ effect: z.literal('openCase'), kind: z.literal('alreadyOpen'), case: RefundCase }),
  z.object({ effect: z.literal('openCase'), kind: z.literal('unknownOrder') }),
  z.object({ effect: z.literal('openCase'), kind: z.literal('keyReused') }),
]);
export type OpenCaseResult = z.infer<typeof OpenCaseResult>;

const ActOnCaseResult = z.object({
  effect: z.literal('actOnCase'),
  action: z.enum(CHAT_ACTIONS),
  acted: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('done'), case: RefundCase }),
    z.object({ kind: z.literal('changed'), case: RefundCase }),
    z.object({
      kind: z.literal('notAllowed'),
      case: RefundCase,
      why: z.enum(['state', 'hold', 'proposal', 'tooEarly', 'amount']),
    }),
    z.object({ kind: z.literal('unknownCase') }),
    z.object({ kind: z.literal('keyReused') }),
  ]),
});
export type ActOnCaseResult = z.infer<typeof ActOnCaseResult>;

const EffectResult = z.union([OpenCaseResult, ActOnCaseResult, SendCodeResult, VerifyCodeResult]);

/**
 * A result is a fact: it goes into the state and is told, whatever else is going on. The buyer may have asked about
 * something else meanwhile, or be in the middle of another filing, whose question is then asked again by itself. False:
 * it no longer means anything, and nothing was said.
 */
export async function onEffectResult(context: TurnContext, message: InboundMessage): Promise<boolean> {
  const result = EffectResult.parse(message.body);
  if (result.effect === 'actOnCase') {
    await tellActed(context, result.action, result.acted);
    if ('case' in result.acted) setReminder(context, result.acted.case, dialogTurn(context).now);
    return true;
  }
  if (result.effect !== 'openCase') return onCodeResult(context, result);
  await onOpenCaseResult(context, message, result);
  return true;
}

async function onOpenCaseResult(context: TurnContext, message: InboundMessage, result: OpenCaseResult): Promise<void> {
  const turn = dialogTurn(context);
  const filing = turn.state.filing?.key === message.id ? turn.state.filing : undefined;
  if (filing) turn.state.filing = undefined;
  const { timeZone } = turn.state;
  switch (result.kind) {
    case 'opened':
    case 'alreadyOpen': {
      const next = nextStep(result.case, turn.now);
      const { caseId } = result.case;
      if (filing)
        turn.state.filed = [
          ...turn.state.filed,
          { ...toldOf(filing.draft), about: aboutOf(filing.draft, turn.ports.content), caseId },
        ].slice(-20);
      const title = filing?.draft.order?.title ?? '';
      const card = caseCard(turn.ports.content.words, result.case, next, title, timeZone);
      const key = result.kind === 'opened' ? 'refund.filed' : 'refund.caseOpen';
      const finding = sellerFinding(turn.state, turn.now, turn.ports.rules, [result.case]);
      await say(context, key, { case: result.case, next, timeZone, finding }, { cards: [card], data: { caseId } });
      setReminder(context, result.case, turn.now);
      noteToldConduct(turn.state, finding);
      return offerAlsoNamed(context, result.case.request.orderId);
    }
    case 'unknownOrder':
    case 'keyReused':
      // What was gathered is kept; only the order has to be named again.
      if (filing) turn.state.parked = filing.draft;
      return say(context, 'refund.notFiled', { why: result.kind });
  }
}

function toldOf({ draftId, seller, sellerToldAt, sellerActs }: RefundDraft) {
  return {
    draftId,
    ...(seller ? { seller } : {}),
    ...(sellerToldAt === undefined ? {} : { sellerToldAt }),
    ...(sellerActs ? { sellerActs } : {}),
  };
}
