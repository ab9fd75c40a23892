import type { TurnContext } from 'botbuilder';
import type { Intent, Understood } from '../services/understanding/understanding.js';
import { isAmong } from './kit/choices.js';
import { dialogTurn, type Reply } from './kit/dialogTurn.js';

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
  // "Where did you send it?" is about the code that is asked for.
  const ofCode = asked === 'verify.askCode' && isAmong(text, ports.content.words.aboutCodeWords);
  const digressing = !ofCode && digresses(context, text, understood);
  return { text, value: context.activity.value, understood, digresses: digressing };
}

/** What a message says beside its questions: "full refund, and are there any fees?" answers, and asks. */
export async function readStatement(context: TurnContext, reply: Reply, statement: string): Promise<Reply> {
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
