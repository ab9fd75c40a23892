import type { TurnContext } from 'botbuilder';
import { isCommand } from '../kit/choices.js';
import { dialogTurn } from '../kit/dialogTurn.js';
import { say } from '../kit/say.js';
import { tellAgents } from './deskLines.js';

/** As long as a comment on an agent is kept, in characters. */
const COMMENT = 1_000;

/**
 * The answer to how it was with the agent: a number from 1 to 5, and words behind a comma. It is asked for one message only: any
 * other is taken as if nothing had been asked (false).
 */
export async function takesRating(context: TurnContext): Promise<boolean> {
  const { state, ports } = dialogTurn(context);
  const agent = state.desk.feedback;
  if (!agent) return false;
  delete state.desk.feedback;
  const { command, alsoCommand } = ports.content.words;
  const text = (context.activity.text ?? '').trim();
  const [, score, comment = ''] = /^([1-5])(?:\s*\/\s*5)?(?:\s*[.,:;!-]\s*(.*)|\s*)$/su.exec(text) ?? [];
  if (score === undefined && !isCommand(text, command.skipRating, alsoCommand.skipRating)) return false;
  if (score !== undefined)
    tellAgents(context, 'rated', { by: agent, facts: { score: Number(score), comment: comment.slice(0, COMMENT) } });
  await say(context, 'handoff.rated', {});
  return true;
}
