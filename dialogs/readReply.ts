import type { TurnContext } from 'botbuilder';
import type { Understood } from '../services/understanding/understanding.js';
import { dialogTurn, type Reply } from './kit/dialogTurn.js';

const NOTHING: Understood = { decision: 'outOfScope', top: [], slots: { orderIds: [], links: [] } };

/** For `asked`: as if no question were open. */
export const NO_QUESTION = '';

/** What a text says, as an answer to the open question, or to `asked` if that is given. */
export async function readReply(
  context: TurnContext,
  text: string,
  asked = dialogTurn(context).state.asked,
): Promise<Reply> {
  const { ports, state, now } = dialogTurn(context);
  const { locale, timeZone } = state;
  const heard = { text, locale, now, timeZone, ...(asked ? { asked } : {}) };
  const understood = text === '' ? NOTHING : await ports.understanding.understand(heard);
  return { text, value: context.activity.value, understood, digresses: digresses(context, text, understood) };
}

/** What a message says beside its questions: "full refund, and are there any fees?" answers, and asks. */
export async function readStatement(context: TurnContext, reply: Reply, statement: string): Promise<Reply> {
  if (statement === '') return { ...reply, text: '', understood: NOTHING };
  return { ...(await readReply(context, statement)), digresses: true };
}

/** A question of its own, or a wish that no step can take. */
function digresses(context: TurnContext, text: string, understood: Understood): boolean {
  const { content } = dialogTurn(context).ports;
  if (understood.intent === 'trackRefund' || understood.intent === 'contactHuman') return true;
  if (!understood.topic || !content.faq.entry(understood.topic)) return false;
  const first = text.toLowerCase().split(/\s+/, 1)[0] ?? '';
  return text.includes('?') || content.words.questionWords.includes(first);
}
