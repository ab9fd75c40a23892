import type { TurnContext } from 'botbuilder';
import { isCommand } from '../kit/choices.js';
import { dialogTurn } from '../kit/dialogTurn.js';
import { say } from '../kit/say.js';
import { NO_QUESTION, readReply } from '../readReply.js';
import { tellAgents } from './deskLines.js';

/** As long as a comment on an agent is kept, in characters. */
const COMMENT = 1_000;

/**
 * The answer to how it was with the agent: a number from 1 to 5, and words behind it. It is asked for one message only: any
 * other is taken as if nothing had been asked (false).
 */
export async function takesRating(context: TurnContext): Promise<boolean> {
  const { state, ports } = dialogTurn(context);
  const agent = state.desk.feedback;
  if (!agent) return false;
  delete state.desk.feedback;
  const { command, alsoCommand } = ports.content.words;
  const text = (context.activity.text ?? '').trim();
  const rated = await readRating(context, text);
  if (!rated && !isCommand(text, command.skipRating, alsoCommand.skipRating)) return false;
  if (rated) tellAgents(context, 'rated', { by: agent, facts: rated });
  await say(context, 'handoff.rated', {});
  return true;
}

/** "4", "4/5", "4, quick and kind", "5 thank you very much", and not "5 of my 10 cups came broken". */
async function readRating(
  context: TurnContext,
  text: string,
): Promise<{ readonly score: number; readonly comment: string } | undefined> {
  const [, digit, between = '', words = ''] = FORM.exec(text) ?? [];
  if (digit === undefined) return undefined;
  const rating = { score: Number(digit), comment: words.slice(0, COMMENT) };
  if (words === '' || between.trim() !== '') return rating;
  const { problem, topic, intent, slots } = (await readReply(context, words, NO_QUESTION)).understood;
  const { orderIds, links, ...others } = slots;
  const tells = [problem, topic, ...Object.values(others)].some((told) => told !== undefined) || orderIds.length > 0;
  const wants = intent !== undefined && !SMALL_TALK.includes(intent);
  return tells || wants || links.length > 0 || /^of\b/i.test(words) ? undefined : rating;
}

const FORM = /^([1-5])(?:\s*(?:\/|out of)\s*5|\s*stars?|\s*\*)?(\s*[.,:;!-]\s*|\s+|$)(.*)$/isu;
const SMALL_TALK: readonly string[] = ['thanks', 'goodbye', 'greeting', 'affirm', 'complaint'];
