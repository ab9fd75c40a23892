import type { TurnContext } from 'botbuilder';
import type { HandoffReason } from '../../services/desk/deskState.js';
import { urgentMatter } from '../../services/understanding/urgentMatter.js';
import { dialogTurn, type Reply } from '../kit/dialogTurn.js';
import { askForPerson } from './waiting.js';

/**
 * A matter for people is told: one of them is asked to come, once for each matter, and the bot goes on meanwhile. Before
 * anything else is said, so that the question that follows stays the last.
 */
export async function heedUrgent(context: TurnContext, reply: Reply): Promise<void> {
  const { desk } = dialogTurn(context).state;
  const matter = matterOf(reply);
  if (matter === undefined || desk.owner.kind !== 'bot' || desk.heeded.includes(matter)) return;
  desk.heeded = [...desk.heeded, matter];
  await askForPerson(context, matter, true);
}

function matterOf({ text, understood }: Reply): HandoffReason | undefined {
  const { problem, decision } = understood;
  return urgentMatter(text) ?? (problem === 'counterfeit' && decision === 'act' ? 'counterfeit' : undefined);
}
