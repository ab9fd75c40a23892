import type { TurnContext } from 'botbuilder';
import type { Intent, Understood } from '../services/understanding/understanding.js';
import { dialogTurn, type Reply } from './kit/dialogTurn.js';
import { statementOf } from './kit/statement.js';

const NOTHING = {
  decision: 'outOfScope',
  top: [],
  inScope: 0,
  slots: { orderIds: [], links: [] },
} as const satisfies Omit<Understood, 'locale'>;

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
  const understood = text === '' ? { ...NOTHING, locale } : await ports.understanding.understand(heard);
  return { text, value: context.activity.value, understood, digresses: digresses(context, text, understood) };
}

/** What a message says beside its question: "full refund, and are there any fees?" answers, and asks. */
export async function withoutItsQuestion(context: TurnContext, reply: Reply): Promise<Reply> {
  const statement = statementOf(reply.text);
  if (statement === '') return { ...reply, text: '', understood: { ...NOTHING, locale: reply.understood.locale } };
  return { ...(await readReply(context, statement)), digresses: true };
}

/** Wishes that are met in between, after which the open question is asked again. */
const ASIDE: ReadonlySet<Intent> = new Set<Intent>(['trackRefund', 'trackOrder', 'withdrawCase', 'contactHuman']);

/** A question of its own, or a wish that no step can take. */
function digresses(context: TurnContext, text: string, understood: Understood): boolean {
  const { content } = dialogTurn(context).ports;
  if (understood.intent && ASIDE.has(understood.intent)) return true;
  if (!understood.topic || !content.faq.entry(understood.topic)) return false;
  const first = text.toLowerCase().split(/\s+/, 1)[0] ?? '';
  return text.includes('?') || content.words.questionWords.includes(first);
}
