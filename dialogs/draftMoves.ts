import type { DialogContext } from 'botbuilder-dialogs';
import { isCommand } from './kit/choices.js';
import { dialogTurn, type Reply } from './kit/dialogTurn.js';
import type { NamedWaterfall } from './kit/namedWaterfall.js';
import { say } from './kit/say.js';
import { CardPress } from './refund/cardPress.js';
import { forgetChange } from './refund/change.js';
import { takeUpParked } from './refund/park.js';
import { REFUND } from './refund/refundDialog.js';
import type { RefundDraft } from './refund/refundDraft.js';
import { isFiling, whereWeAre } from './whereWeAre.js';

/** On with the draft that was put aside; what is open meanwhile is put aside for it. */
export async function resumeDraft(dc: DialogContext): Promise<void> {
  const { filing } = dialogTurn(dc.context).state;
  if (filing) return say(dc.context, 'refund.stillFiling', { orderId: filing.orderId });
  takeUpParked(dc.context);
  await dc.cancelAllDialogs();
  await dc.beginDialog(REFUND);
}

/**
 * A button of a draft's card, the wish to throw a draft away, or the answer to whether it really shall be. Before the open
 * question reads the message: at the review that yes would file.
 */
export async function aboutDraft(dc: DialogContext, flow: NamedWaterfall, reply: Reply): Promise<boolean> {
  const { state, ports } = dialogTurn(dc.context);
  const { command, alsoCommand } = ports.content.words;
  if (await answersDiscard(dc, flow, reply)) return true;
  const press = CardPress.safeParse(reply.value).data;
  if (press?.action === 'draft.resume' && press.draftId === state.parked?.draftId) {
    await resumeDraft(dc);
    return true;
  }
  const wants = press?.action === 'draft.discard' || isCommand(reply.text, command.discard, alsoCommand.discard);
  const draft = wants ? draftMeant(dc, press?.draftId) : undefined;
  if (!draft) return false;
  state.discarding = draft.draftId;
  await say(dc.context, 'track.discardAsk', { order: draft.order });
  return true;
}

/** "Shall I discard it?" was asked just now: yes, no, or something else, which is then taken as if nothing had been asked. */
async function answersDiscard(dc: DialogContext, flow: NamedWaterfall, reply: Reply): Promise<boolean> {
  const { state, ports } = dialogTurn(dc.context);
  const { command, alsoCommand } = ports.content.words;
  const asked = state.offered[0] === command.discardYes ? state.discarding : undefined;
  state.discarding = undefined;
  const draft = asked === undefined ? undefined : draftMeant(dc, asked);
  if (!draft) return false;
  const { intent } = reply.understood;
  const isYes =
    intent === 'affirm' ||
    isCommand(reply.text, command.discardYes) ||
    isCommand(reply.text, command.discard, alsoCommand.discard);
  const isNo = intent === 'deny' || isCommand(reply.text, command.keep);
  if (!isYes && !isNo) return false;
  if (isYes) await discard(dc, draft);
  await say(dc.context, isYes ? 'track.discarded' : 'track.draftKept', whereWeAre(dc));
  if (isFiling(dc)) await flow.askAgain(dc);
  return true;
}

/** The draft with this id; without one that of the open filing, or else the one that was put aside. */
function draftMeant(dc: DialogContext, draftId: string | undefined): RefundDraft | undefined {
  const { draft, parked } = dialogTurn(dc.context).state;
  const drafts = [draft?.toTrack ? undefined : draft, parked].filter((each) => each !== undefined);
  return draftId === undefined ? drafts[0] : drafts.find((each) => each.draftId === draftId);
}

async function discard(dc: DialogContext, draft: RefundDraft): Promise<void> {
  const { state } = dialogTurn(dc.context);
  if (draft === state.parked) {
    state.parked = undefined;
    return;
  }
  state.draft = undefined;
  state.asked = undefined;
  forgetChange(state);
  await dc.cancelAllDialogs();
}
