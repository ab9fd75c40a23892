import type { TurnContext } from 'botbuilder';
import type { DialogContext } from 'botbuilder-dialogs';
import { REVIEW_FIELDS, type ReviewField } from '../services/content/copy.js';
import { plain } from './kit/choices.js';
import { dialogTurn, type Reply } from './kit/dialogTurn.js';
import type { NamedWaterfall } from './kit/namedWaterfall.js';
import { say } from './kit/say.js';
import { missingDetails } from './refund/draft.js';
import { sayAndAskAgain } from './repairs.js';

/** "What is an order number?", "what's that?": about what the bot asks for, and no question about refunds. */
export async function asksWhatThatIs(dc: DialogContext, flow: NamedWaterfall, reply: Reply): Promise<boolean> {
  const { explain } = dialogTurn(dc.context).ports.content.words;
  const said = plain(reply.text);
  const [begins] = explain.begins
    .filter((words) => said === words || said.startsWith(`${words} `))
    .sort((one, other) => other.length - one.length);
  if (begins === undefined) return false;
  const term = without(without(said.slice(begins.length).trim(), explain.before, 'start'), explain.after, 'end');
  const field = explain.that.includes(term)
    ? askedField(dc.context)
    : REVIEW_FIELDS.find((name) => explain.terms[name].includes(term));
  if (!field) return false;
  await sayAndAskAgain(dc, flow, () => say(dc.context, 'repair.explain', { field }, { data: { field } }));
  return true;
}

/** What the open question asks for. */
function askedField(context: TurnContext): ReviewField | undefined {
  const { asked, draft } = dialogTurn(context).state;
  if (asked === 'refund.askDetails') return draft && missingDetails(draft)[0];
  return asked === undefined ? undefined : FIELD_OF[asked];
}

const FIELD_OF: Readonly<Record<string, ReviewField>> = {
  'refund.askOrder': 'order',
  'refund.askProblem': 'problem',
  'refund.askSeller': 'seller',
  'refund.askRemedy': 'remedy',
  'refund.askAmount': 'amount',
  'refund.askEvidence': 'evidence',
};

/** The text without the words that may stand at that end of it. */
function without(text: string, words: readonly string[], at: 'start' | 'end'): string {
  const found = words.find((word) => (at === 'start' ? text.startsWith(`${word} `) : text.endsWith(` ${word}`)));
  if (found === undefined) return text;
  return at === 'start' ? text.slice(found.length).trim() : text.slice(0, -found.length).trim();
}
