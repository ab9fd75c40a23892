import type { TurnContext } from 'botbuilder';
import { passTo } from '../../services/desk/deskCommand.js';
import type { HandoffReason, Queued } from '../../services/desk/deskState.js';
import type { ConversationState } from '../conversationState.js';
import { dialogTurn } from '../kit/dialogTurn.js';
import { say } from '../kit/say.js';
import { tellAgents } from './deskLines.js';
import { setDeskTimer, setTimersOfOwner } from './deskTimers.js';
import { initiateHandoff } from './hub.js';
import { sellerFinding } from './sellerVerdictOf.js';

type How = 'first' | 'still' | 'moved' | 'agentGone';

/**
 * A person is wanted: the buyer waits for one from now on, at once. `withBot`: the bot goes on meanwhile, because nobody
 * asked it to stop. Outside of business hours the choices are put first.
 */
export async function askForPerson(context: TurnContext, because: HandoffReason, withBot = false): Promise<void> {
  const { state, ports, now } = dialogTurn(context);
  const { desk } = state;
  if (desk.owner.kind === 'agent') return;
  if (desk.owner.kind === 'queued') {
    if (!withBot) desk.owner = { ...desk.owner, withBot };
    return tellPlace(context, 'still');
  }
  if (ports.desk.isOpen(now)) return joinQueue(context, because, { withBot });
  desk.choosing = because;
  const [opensAt, answerBy] = [ports.desk.opensAt(now), ports.desk.answerBy(now)];
  await say(context, 'handoff.outOfHours', { because, opensAt, answerBy, timeZone: state.timeZone });
}

/** `left`: the agent who had the conversation and is gone; then it goes before all others. */
export async function joinQueue(
  context: TurnContext,
  reason: HandoffReason,
  { withBot = false, left }: { readonly withBot?: boolean; readonly left?: string } = {},
): Promise<void> {
  const { state, now, conversationId, ports } = dialogTurn(context);
  const isFirst = left !== undefined;
  const place = { conversationId, since: now, isFirst };
  const isOurs = ports.desk.hub === undefined;
  const { ahead } = isOurs ? await ports.desk.line(place) : { ahead: 0 };
  const waitMs = isFirst || !isOurs ? undefined : await ports.desk.expectedWaitMs(now);
  passTo(state.desk, {
    kind: 'queued',
    since: now,
    reason,
    isFirst,
    withBot,
    late: 0,
    toldAhead: ahead,
    ...(waitMs === undefined ? {} : { toldWaitMs: Math.round(waitMs) }),
  });
  state.desk.asked ??= { at: now, isAnswered: false };
  delete state.desk.request;
  delete state.desk.unansweredSince;
  setTimersOfOwner(context);
  tellAgents(context, 'queued', { facts: { reason } });
  await sayPlace(context, left === undefined ? 'first' : 'agentGone', left);
  await initiateHandoff(context);
}

/** Where the buyer stands now. */
export async function tellPlace(context: TurnContext, how: How): Promise<void> {
  const { state, conversationId, ports } = dialogTurn(context);
  const { owner } = state.desk;
  if (owner.kind !== 'queued') return;
  if (ports.desk.hub === undefined) {
    const { ahead } = await ports.desk.line({ conversationId, since: owner.since, isFirst: owner.isFirst });
    state.desk.owner = { ...owner, toldAhead: ahead };
  }
  await sayPlace(context, how);
}

/** The buyer goes back to the bot, which answers alone again. */
export function leaveQueue(context: TurnContext): void {
  const { state, forDesk } = dialogTurn(context);
  const { desk } = state;
  if (desk.owner.kind === 'queued') forDesk.abandoned = true;
  passTo(desk, { kind: 'bot' });
  desk.unread = 0;
  delete desk.unansweredSince;
  setTimersOfOwner(context);
}

/** Left for later, with a promise of when. */
export async function leaveAsCase(context: TurnContext, reason: HandoffReason, unasked = false): Promise<void> {
  const { state, ports, now } = dialogTurn(context);
  const answerBy = ports.desk.answerBy(now);
  state.desk.request = { by: answerBy, reason, broken: 0 };
  delete state.desk.choosing;
  if (state.desk.owner.kind === 'bot') setDeskTimer(context, 'promise', answerBy);
  else leaveQueue(context);
  tellAgents(context, 'leftAsCase', { facts: { reason, answerBy } });
  await say(context, 'handoff.request', { answerBy, unasked, timeZone: state.timeZone });
}

async function sayPlace(context: TurnContext, how: How, left?: string): Promise<void> {
  const { state, ports, now } = dialogTurn(context);
  const { owner } = state.desk;
  if (owner.kind !== 'queued') return;
  const { toldAhead, toldWaitMs: waitMs, withBot, reason: because } = owner satisfies Queued;
  // How many wait at another desk only that desk knows.
  const ahead = ports.desk.hub === undefined ? toldAhead : undefined;
  const opensAt = ports.desk.isOpen(now) ? undefined : ports.desk.opensAt(now);
  const { timeZone } = state;
  const finding =
    because === 'sellerUncooperative' && how === 'first' ? sellerFinding(state, now, ports.rules) : undefined;
  const values = { because, how, ahead, waitMs, withBot, opensAt, left, timeZone, finding, hasStory: hasStory(state) };
  await say(context, 'handoff.queued', values, ahead === undefined ? {} : { data: { position: ahead + 1 } });
}

function hasStory({ draft, parked, filing, filed }: ConversationState): boolean {
  const { order, problem, description } = draft ?? parked ?? {};
  const isTold = order !== undefined || problem !== undefined || description !== undefined;
  return isTold || filing !== undefined || filed.length > 0;
}
