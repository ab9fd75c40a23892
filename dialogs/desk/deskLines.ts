import type { TurnContext } from 'botbuilder';
import type { SystemEvent } from '../../services/desk/deskLine.js';
import type { AgentName } from '../../services/desk/deskState.js';
import { dialogTurn } from '../kit/dialogTurn.js';

/** A grey line for the agents: what happened. The buyer never sees it. */
export function tellAgents(
  context: TurnContext,
  event: SystemEvent,
  more: { readonly by?: AgentName; readonly facts?: Readonly<Record<string, string | number>> } = {},
): void {
  const { state, now, forDesk } = dialogTurn(context);
  state.desk.lines += 1;
  const by = more.by === undefined ? {} : { by: more.by };
  forDesk.lines.push({ kind: 'system', n: state.desk.lines, at: now, event, ...by, facts: { ...more.facts } });
}

export function noteForAgents(context: TurnContext, by: AgentName, text: string): void {
  const { state, now, forDesk } = dialogTurn(context);
  state.desk.lines += 1;
  forDesk.lines.push({ kind: 'note', n: state.desk.lines, at: now, by, text });
}
