import type { DialogContext } from 'botbuilder-dialogs';
import { answer } from './faqDialog.js';
import { isCommand, plain } from './kit/choices.js';
import { dialogTurn, type Reply } from './kit/dialogTurn.js';
import type { NamedWaterfall } from './kit/namedWaterfall.js';
import { say } from './kit/say.js';
import { sayAndAskAgain } from './repairs.js';
import { isFiling } from './whereWeAre.js';

/** Longer messages stand for themselves. */
const LONGEST = 60;
/** As sure as this, a question is one of its own. */
const SURE = 0.9;

/**
 * A message about the answer that was just given: "and for a card?" is the same question once more, "tell me more" and
 * "why?" ask for what the answer does not say.
 */
export async function followsUp(dc: DialogContext, flow: NamedWaterfall, reply: Reply): Promise<boolean> {
  const { state, ports } = dialogTurn(dc.context);
  const entry = state.answered === undefined ? undefined : ports.content.faq.entry(state.answered);
  if (!entry || plain(reply.text).length > LONGEST) return false;
  const { followUp } = ports.content.words;
  if (isCommand(reply.text, '', followUp.more)) {
    await sayAndAskAgain(dc, flow, () => say(dc.context, 'root.noMore', {}));
    state.answered = entry.topic;
    return true;
  }
  // In a filing, the question that was asked again is what "why?" is about.
  if (reply.understood.intent === 'why' && !isFiling(dc)) {
    await say(dc.context, 'root.whySo', { source: entry.sources[0] });
    state.answered = entry.topic;
    return true;
  }
  if (!isFollowUp(dc, reply)) return false;
  await sayAndAskAgain(dc, flow, () => answer(dc.context, entry.topic, true));
  return true;
}

function isFollowUp(dc: DialogContext, { text, understood }: Reply): boolean {
  const { followUp } = dialogTurn(dc.context).ports.content.words;
  const said = ` ${plain(text)} `;
  const begins = followUp.begins.some((words) => said.startsWith(` ${words} `));
  const isQuestion = text.includes('?') || followUp.asks.some((words) => said.startsWith(` ${words} `));
  const refers = text.includes('?') && followUp.that.some((word) => said.includes(` ${word} `));
  // "And for a bank transfer?" is no wish, however much it sounds like one without what went before.
  const wishes = understood.intent !== undefined && !(begins && understood.intent === 'openRefund');
  const isOwn = wishes || (understood.topic !== undefined && (understood.top[0]?.score ?? 0) >= SURE);
  return !isOwn && ((begins && (isQuestion || !isFiling(dc))) || refers);
}
