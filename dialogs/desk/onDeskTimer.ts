import type { TurnContext } from 'botbuilder';
import { GONE_AFTER_MS } from '../../services/desk/presence.js';
import { dialogTurn } from '../kit/dialogTurn.js';
import { say } from '../kit/say.js';
import { tellAgents } from './deskLines.js';
import { ANSWER_WITHIN_MS, DeskTimer, type DeskTimerName, lookAtPlaceAgain, setDeskTimer } from './deskTimers.js';
import { notReached } from './hubStatus.js';
import { joinQueue, leaveAsCase, tellPlace } from './waiting.js';

/** How many promises may be broken before none is made any more. */
const MOST_PROMISES = 2;

/** Something has taken so long. A timer of an earlier owner's, or of another build, is let pass. */
export async function onDeskTimer(context: TurnContext, body: unknown): Promise<void> {
  const timer = DeskTimer.safeParse(body).data;
  if (timer && timer.epoch === dialogTurn(context).state.desk.epoch) await DUE[timer.desk](context);
}

const DUE: Readonly<Record<DeskTimerName, (context: TurnContext) => Promise<void>>> = {
  /** The first time the choices again; the second time nobody has to wait any more. */
  come: async (context) => {
    const { state, now, ports } = dialogTurn(context);
    const { owner } = state.desk;
    if (owner.kind !== 'queued') return;
    tellAgents(context, 'nobodyCame');
    if (owner.late > 0) return ports.desk.hub ? notReached(context) : leaveAsCase(context, owner.reason, true);
    state.desk.owner = { ...owner, late: owner.late + 1 };
    setDeskTimer(context, 'come', ports.desk.opensAt(now) + ANSWER_WITHIN_MS);
    await say(context, 'handoff.late', { canLeave: ports.desk.hub === undefined });
  },

  place: async (context) => {
    const { state, ports, conversationId } = dialogTurn(context);
    const { owner } = state.desk;
    if (owner.kind !== 'queued') return;
    const { ahead, waiting } = await ports.desk.line({ conversationId, since: owner.since, isFirst: owner.isFirst });
    lookAtPlaceAgain(context, waiting);
    // Who talks with the bot is not interrupted for it.
    if (ahead !== owner.toldAhead && !owner.withBot) await tellPlace(context, 'moved');
  },

  /** An agent of whom nothing is heard: the conversation goes before all others who wait. */
  alive: async (context) => {
    const { state, now, ports } = dialogTurn(context);
    const { owner } = state.desk;
    if (owner.kind !== 'agent') return;
    // Who was given the conversation has the same time to be heard of.
    const seen = Math.max(owner.since, await ports.desk.lastSeen(owner.agent.id));
    if (now < seen + GONE_AFTER_MS) return setDeskTimer(context, 'alive', seen + GONE_AFTER_MS);
    tellAgents(context, 'vanished', { by: owner.agent });
    await joinQueue(context, owner.reason, { left: owner.agent.name });
  },

  /** The choices again and again, for as long as the agent does not answer. */
  answer: async (context) => {
    const { state, now, ports } = dialogTurn(context);
    const { owner, unansweredSince } = state.desk;
    if (owner.kind !== 'agent' || unansweredSince === undefined) return;
    state.desk.choosing = owner.reason;
    setDeskTimer(context, 'answer', now + ANSWER_WITHIN_MS);
    await say(context, 'handoff.late', { name: owner.agent.name, canLeave: ports.desk.hub === undefined });
  },

  promise: async (context) => {
    const { state, now, ports } = dialogTurn(context);
    const { owner, request } = state.desk;
    if (owner.kind !== 'bot' || request === undefined) return;
    tellAgents(context, 'promiseBroken');
    const { timeZone } = state;
    const broken = request.broken + 1;
    const by = broken < MOST_PROMISES ? ports.desk.answerBy(now) : request.by;
    state.desk.request = { ...request, by, broken };
    if (broken >= MOST_PROMISES) return say(context, 'handoff.requestLate', { timeZone });
    setDeskTimer(context, 'promise', by);
    await say(context, 'handoff.requestLate', { answerBy: by, timeZone });
  },
};
