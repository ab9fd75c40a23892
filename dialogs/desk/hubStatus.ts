import type { TurnContext } from 'botbuilder';
import { passTo } from '../../services/desk/deskCommand.js';
import { HUB_AGENT_ID, type HubMessage } from '../../services/desk/handoffEvents.js';
import { dialogTurn } from '../kit/dialogTurn.js';
import { say } from '../kit/say.js';
import { tellAgents } from './deskLines.js';
import { setTimersOfOwner } from './deskTimers.js';
import { comeBack } from './returning.js';
import { leaveQueue } from './waiting.js';

/**
 * What another desk says became of a conversation, and what its people write. A state that does not fit where the
 * conversation is means nothing any more: the buyer has left the queue, or it came twice. `goOn`: the bot speaks again.
 */
export async function takeFromHub(context: TurnContext, { hub, name }: HubMessage): Promise<'taken' | 'goOn'> {
  const { state, ports, now } = dialogTurn(context);
  const { desk } = state;
  const { owner } = desk;
  if ('says' in hub) return write(context, hub.says, name);
  if (hub.state === 'accepted') {
    if (owner.kind !== 'queued') return 'taken';
    const agent = { id: HUB_AGENT_ID, name: name ?? ports.content.words.label.agent };
    passTo(desk, { kind: 'agent', agent, since: now, reason: owner.reason });
    desk.lastAgent = agent;
    setTimersOfOwner(context);
    tellAgents(context, 'joined', { by: agent });
    await say(context, 'handoff.joined', { name: agent.name });
    return 'taken';
  }
  if (owner.kind === 'agent' && hub.state === 'completed') {
    tellAgents(context, 'returned', { by: owner.agent });
    return comeBack(context);
  }
  if (owner.kind === 'bot') return 'taken';
  await notReached(context);
  return 'goOn';
}

/** Nobody comes: the bot answers again, and says so. */
export async function notReached(context: TurnContext): Promise<void> {
  const { state } = dialogTurn(context);
  tellAgents(context, 'nobodyCame');
  leaveQueue(context);
  await say(context, 'handoff.failed', { filing: state.draft !== undefined });
}

async function write(context: TurnContext, text: string, name: string | undefined): Promise<'taken'> {
  const { state, now, timers } = dialogTurn(context);
  const { desk } = state;
  if (desk.owner.kind !== 'agent') return 'taken';
  desk.lastLineAt = now;
  desk.unread = 0;
  delete desk.unansweredSince;
  delete desk.choosing;
  timers.cancel.push('desk.answer');
  await say(context, 'handoff.agent', { text }, { data: { agent: name ?? desk.owner.agent.name } });
  return 'taken';
}
