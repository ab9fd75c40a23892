import type { DialogContext } from 'botbuilder-dialogs';
import { takeBack } from './correctionMoves.js';
import { isCommand, matchChoice } from './kit/choices.js';
import { dialogTurn, type Reply } from './kit/dialogTurn.js';
import type { NamedWaterfall } from './kit/namedWaterfall.js';
import { say } from './kit/say.js';
import { NO_QUESTION, readReply } from './readReply.js';
import { isChanging } from './refund/change.js';
import { holdsMuch } from './refund/draft.js';
import { park } from './refund/park.js';
import { isFiling } from './whereWeAre.js';

/** Stops the filing; where answers would have to be given again, it asks first. */
export async function cancel(dc: DialogContext, flow: NamedWaterfall): Promise<void> {
  const { state } = dialogTurn(dc.context);
  const { draft, filing, parked } = state;
  // Of a change that is under way, only that.
  if (isChanging(state) && isFiling(dc)) return takeBack(dc, flow);
  if (!draft && filing) return say(dc.context, 'refund.stillFiling', { orderId: filing.orderId });
  if (!draft) return say(dc.context, 'repair.nothingToCancel', {});
  if (!holdsMuch(draft) || !isFiling(dc)) return stop(dc);
  draft.stopping = true;
  await say(dc.context, 'repair.cancelAsk', { replaces: parked?.order });
}

/** "Stop here?" was asked: yes, no, or something else, which is then taken as if nothing had been asked. */
export async function answersCancel(dc: DialogContext, flow: NamedWaterfall, reply: Reply): Promise<boolean> {
  const { state, ports } = dialogTurn(dc.context);
  if (!state.draft?.stopping) return false;
  delete state.draft.stopping;
  const { command, alsoCommand } = ports.content.words;
  const picked = matchChoice(reply.text, [
    { value: 'stop' as const, title: command.stop },
    { value: 'goOn' as const, title: command.goOn },
  ]);
  const { intent } = reply.understood;
  // "Go on" and "continue" are a yes to anything else.
  const goesOn = picked === 'goOn' || isCommand(reply.text, command.goOn, alsoCommand.resume) || intent === 'deny';
  if (goesOn) await flow.askAgain(dc);
  else if (picked === 'stop' || intent === 'affirm' || intent === 'cancel') await stop(dc);
  else return false;
  return true;
}

/**
 * "Forget it, where is my refund?": whoever goes on to something else at once need not be asked, and that something comes
 * back. "Cancel, this takes too long" cancels: true comes back. Undefined: no cancel, or one that tells of the filing.
 */
export async function cancelsAndMore(
  dc: DialogContext,
  flow: NamedWaterfall,
  reply: Reply,
): Promise<Reply | true | undefined> {
  const [, head, rest] = CANCELS_AND.exec(reply.text) ?? [];
  if (head === undefined || rest === undefined) return undefined;
  if ((await readReply(dc.context, head, NO_QUESTION)).understood.intent !== 'cancel') return undefined;
  const more = await readReply(dc.context, rest, NO_QUESTION);
  if (isOther(dc, more)) {
    if (isFiling(dc)) await stop(dc);
    return more;
  }
  if (tells(more)) return undefined;
  await cancel(dc, flow);
  return true;
}

/** A few words, and what comes after a break. */
const CANCELS_AND = /^([^,.;!?]{3,30}?)(?:[,.;!]+| and | but )\s*(?:then |instead )?(\S.{3,})$/is;

/** Not about the order and the problem that were being told. */
function isOther(dc: DialogContext, { understood, digresses }: Reply): boolean {
  const { draft } = dialogTurn(dc.context).state;
  const { intent, problem, slots } = understood;
  const namesAnother = slots.orderIds.some((orderId) => orderId !== draft?.order?.orderId);
  const startsAnew = intent === 'openRefund' && (problem === undefined || problem !== draft?.problem);
  return namesAnother || startsAnew || digresses;
}

/** "Never mind, all of them are cracked" is an answer. */
function tells({ understood: { problem, slots } }: Reply): boolean {
  const { orderIds, links, ...others } = slots;
  const told = [problem, ...Object.values(others)].some((value) => value !== undefined);
  return told || orderIds.length > 0 || links.length > 0;
}

async function stop(dc: DialogContext): Promise<void> {
  const kept = park(dc.context);
  await dc.cancelAllDialogs();
  await say(dc.context, 'repair.cancelled', { kept });
}
