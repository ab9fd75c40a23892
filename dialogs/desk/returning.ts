import type { TurnContext } from 'botbuilder';
import { REVIEW_FIELDS } from '../../services/content/copy.js';
import { fieldRows } from '../../services/content/filingRows.js';
import { passTo } from '../../services/desk/deskCommand.js';
import type { DeskState } from '../../services/desk/deskState.js';
import { dialogTurn } from '../kit/dialogTurn.js';
import { say } from '../kit/say.js';
import { setTimersOfOwner } from './deskTimers.js';

/** The bot is back, and says what happened while it had to be silent. `resolved`: it is settled, and how was it? */
export async function comeBack(
  context: TurnContext,
  resolved?: NonNullable<DeskState['resolved']>,
): Promise<'taken' | 'goOn'> {
  const { state, ports, now, forDesk } = dialogTurn(context);
  const { desk } = state;
  const { owner, untold, asked } = desk;
  if (owner.kind !== 'agent') return 'taken';
  if (resolved && asked) forDesk.resolvedMs = now - asked.at;
  const { agent } = owner;
  passTo(desk, { kind: 'bot' });
  setTimersOfOwner(context);
  const amended = REVIEW_FIELDS.filter((field) => desk.amended.includes(field));
  const rows = fieldRows(ports.content.words, state.draft ?? state.parked ?? {}, amended);
  desk.amended = [];
  desk.untold = [];
  desk.unread = 0;
  delete desk.unansweredSince;
  state.misses = 0;
  const at = {
    filing: state.draft !== undefined && !resolved,
    hasCase: state.filed.length > 0 || state.filing !== undefined,
    hasDraft: state.parked !== undefined || (state.draft !== undefined && resolved !== undefined),
  };
  await say(context, 'handoff.left', { name: agent.name, cases: untold, amended: rows, at });
  if (!resolved) return 'goOn';
  desk.resolved = resolved;
  desk.feedback = agent;
  await say(context, 'handoff.feedback', { name: agent.name });
  return 'taken';
}
