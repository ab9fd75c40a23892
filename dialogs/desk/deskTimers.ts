import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import { GONE_AFTER_MS } from '../../services/desk/presence.js';
import { dialogTurn } from '../kit/dialogTurn.js';

/** In so long somebody should have come, and an agent should have answered. */
export const ANSWER_WITHIN_MS = 10 * 60_000;
/** How often the place in the queue is looked at, and from how many waiting on half as often (as Dynamics 365 does). */
const LOOK_EVERY_MS = 30_000;
const MANY = 150;

/**
 * `come`: has nobody come in time? `place`: has the place in the queue changed? `alive`: is the agent still there? `answer`:
 * has the agent answered? `promise`: was the promise kept?
 */
const NAMES = ['come', 'place', 'alive', 'answer', 'promise'] as const;
export type DeskTimerName = (typeof NAMES)[number];

/** `epoch`: of the owner that it is about; after a change of owner it means nothing any more. */
export const DeskTimer = z.object({ desk: z.enum(NAMES), epoch: z.int() });
export type DeskTimer = z.infer<typeof DeskTimer>;

export function setDeskTimer(context: TurnContext, desk: DeskTimerName, at: number): void {
  const { timers, state } = dialogTurn(context);
  const body = { desk, epoch: state.desk.epoch } satisfies DeskTimer;
  timers.set.push({ id: `desk.${desk}`, at, body });
}

/** After a change of owner: none of the old ones, and those that belong to the new one. */
export function setTimersOfOwner(context: TurnContext): void {
  const { timers, state, now, ports } = dialogTurn(context);
  timers.cancel.push(...NAMES.map((name) => `desk.${name}`));
  const { owner, request } = state.desk;
  // Of another desk's people and places nothing is heard here.
  const isOurs = ports.desk.hub === undefined;
  if (owner.kind === 'agent' && isOurs) setDeskTimer(context, 'alive', now + GONE_AFTER_MS);
  if (owner.kind === 'queued') {
    const from = ports.desk.opensAt(now);
    setDeskTimer(context, 'come', from + ANSWER_WITHIN_MS);
    if (isOurs) setDeskTimer(context, 'place', from + LOOK_EVERY_MS);
  }
  if (owner.kind === 'bot' && request) setDeskTimer(context, 'promise', request.by);
}

export function lookAtPlaceAgain(context: TurnContext, waiting: number): void {
  const { now, ports } = dialogTurn(context);
  const everyMs = waiting > MANY ? 2 * LOOK_EVERY_MS : LOOK_EVERY_MS;
  setDeskTimer(context, 'place', ports.desk.opensAt(now) + everyMs);
}
