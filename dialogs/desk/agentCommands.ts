import type { TurnContext } from 'botbuilder';
import { type DeskCommand, DeskMessage, keepOutcome, passTo, refusalOf } from '../../services/desk/deskCommand.js';
import type { AgentName } from '../../services/desk/deskState.js';
import { evidenceUri } from '../../services/evidence/evidenceFile.js';
import { dialogTurn } from '../kit/dialogTurn.js';
import { say } from '../kit/say.js';
import { amend } from './amend.js';
import { noteForAgents, tellAgents } from './deskLines.js';
import { setTimersOfOwner } from './deskTimers.js';
import { waitForAnswer } from './onBuyerLine.js';
import { comeBack } from './returning.js';
import { joinQueue } from './waiting.js';

/**
 * What an agent does to the conversation. Its outcome is part of the state, so it is committed with what it did, and the
 * one who sent it reads it there. `goOn`: the bot speaks again, and the open question is asked next.
 */
export async function takeCommand(context: TurnContext, messageId: string, body: unknown): Promise<'taken' | 'goOn'> {
  const { desk } = dialogTurn(context).state;
  const message = DeskMessage.parse(body);
  const refusal = refusalOf(desk, message);
  if (refusal) {
    keepOutcome(desk, messageId, refusal);
    return 'taken';
  }
  const { command } = message;
  if (command.command === 'amend') {
    const fault = await amend(context, message.agent, command);
    const { epoch, owner } = desk;
    const refused = { kind: 'badValue', epoch, owner, field: command.field, message: fault ?? '' } as const;
    keepOutcome(desk, messageId, fault === undefined ? { kind: 'done', epoch, owner } : refused);
    return 'taken';
  }
  const then = await doIt(context, message.agent, command);
  keepOutcome(desk, messageId, { kind: 'done', epoch: desk.epoch, owner: desk.owner });
  return then;
}

type Doing = Exclude<DeskCommand, { command: 'amend' }>;

async function doIt(context: TurnContext, agent: AgentName, command: Doing): Promise<'taken' | 'goOn'> {
  switch (command.command) {
    case 'claim':
      return claim(context, agent);
    case 'message':
      return write(context, agent, command);
    case 'note':
      noteForAgents(context, agent, command.text);
      return 'taken';
    case 'release':
      return release(context, agent);
    case 'transfer':
      return transfer(context, agent, command);
    case 'return':
      tellAgents(context, 'returned', { by: agent });
      return comeBack(context);
    case 'resolve':
      tellAgents(context, 'resolved', { by: agent, facts: { reason: command.reason } });
      return comeBack(context, { at: dialogTurn(context).now, by: agent, reason: command.reason });
  }
}

async function claim(context: TurnContext, agent: AgentName): Promise<'taken'> {
  const { state, now, forDesk } = dialogTurn(context);
  const { desk } = state;
  const { owner, request } = desk;
  const isAwaited = owner.kind === 'queued' || request !== undefined;
  const reason = owner.kind === 'bot' ? (request?.reason ?? 'takenOver') : owner.reason;
  // Who had an agent before has been connected already.
  if (owner.kind === 'queued' && !owner.isFirst) forDesk.waitedMs = now - owner.since;
  passTo(desk, { kind: 'agent', agent, since: now, reason });
  delete desk.request;
  desk.lastAgent = agent;
  setTimersOfOwner(context);
  if (isAwaited) waitForAnswer(context);
  tellAgents(context, 'joined', { by: agent });
  await say(context, 'handoff.joined', { name: agent.name });
  return 'taken';
}

async function write(
  context: TurnContext,
  agent: AgentName,
  { text, files = [] }: Extract<DeskCommand, { command: 'message' }>,
): Promise<'taken'> {
  const { state, now, timers, forDesk } = dialogTurn(context);
  const { desk } = state;
  if (desk.asked && !desk.asked.isAnswered) {
    forDesk.answeredMs = now - desk.asked.at;
    desk.asked = { ...desk.asked, isAnswered: true };
  }
  desk.lastLineAt = now;
  desk.unread = 0;
  delete desk.unansweredSince;
  delete desk.choosing;
  timers.cancel.push('desk.answer');
  const attached = files.map(({ fileId, name, type }) => ({
    contentType: type,
    name,
    contentUrl: evidenceUri(fileId),
  }));
  await say(context, 'handoff.agent', { text }, { data: { agent: agent.name }, files: attached });
  return 'taken';
}

async function release(context: TurnContext, agent: AgentName): Promise<'taken'> {
  const { owner } = dialogTurn(context).state.desk;
  if (owner.kind !== 'agent') return 'taken';
  tellAgents(context, 'released', { by: agent });
  await joinQueue(context, owner.reason, { left: owner.agent.name });
  return 'taken';
}

async function transfer(
  context: TurnContext,
  agent: AgentName,
  { to, comment }: Extract<DeskCommand, { command: 'transfer' }>,
): Promise<'taken'> {
  const { state, now } = dialogTurn(context);
  const { owner } = state.desk;
  if (owner.kind !== 'agent') return 'taken';
  passTo(state.desk, { ...owner, agent: to, since: now });
  state.desk.lastAgent = to;
  setTimersOfOwner(context);
  if (state.desk.unansweredSince !== undefined) waitForAnswer(context);
  tellAgents(context, 'transferred', { by: agent, facts: { to: to.name } });
  noteForAgents(context, agent, comment);
  await say(context, 'handoff.joined', { name: to.name });
  return 'taken';
}
