import type { DialogContext } from 'botbuilder-dialogs';
import { isCommand } from './kit/choices.js';
import { dialogTurn, type Reply } from './kit/dialogTurn.js';
import { say } from './kit/say.js';
import { CardPress } from './refund/cardPress.js';
import { takeUpParked } from './refund/park.js';
import { REFUND } from './refund/refundDialog.js';

/** On with the draft that was put aside; what is open meanwhile is put aside for it. */
export async function resumeDraft(dc: DialogContext): Promise<void> {
  const { filing } = dialogTurn(dc.context).state;
  if (filing) return say(dc.context, 'refund.stillFiling', { orderId: filing.orderId });
  takeUpParked(dc.context);
  await dc.cancelAllDialogs();
  await dc.beginDialog(REFUND);
}

/** A button of the draft's card, the wish to throw it away, or the answer to whether it really shall be. */
export async function aboutParkedDraft(dc: DialogContext, reply: Reply): Promise<boolean> {
  const { state, ports } = dialogTurn(dc.context);
  const { command, alsoCommand } = ports.content.words;
  const asked = state.discarding;
  state.discarding = undefined;
  const { parked } = state;
  if (!parked) return false;
  if (asked === parked.draftId && (reply.understood.intent === 'affirm' || isCommand(reply.text, command.discardYes))) {
    state.parked = undefined;
    await say(dc.context, 'track.discarded', {});
    return true;
  }
  if (asked === parked.draftId && (reply.understood.intent === 'deny' || isCommand(reply.text, command.keep))) {
    await say(dc.context, 'track.draftKept', {});
    return true;
  }
  const press = CardPress.safeParse(reply.value).data;
  const pressed = press?.draftId === parked.draftId ? press.action : undefined;
  if (pressed === 'draft.resume') {
    await resumeDraft(dc);
    return true;
  }
  if (pressed !== 'draft.discard' && !isCommand(reply.text, command.discard, alsoCommand.discard)) return false;
  state.discarding = parked.draftId;
  await say(dc.context, 'track.discardAsk', { order: parked.order });
  return true;
}
