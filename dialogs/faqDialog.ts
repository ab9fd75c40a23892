import type { TurnContext } from 'botbuilder';
import { WaterfallDialog } from 'botbuilder-dialogs';
import { dialogTurn } from './kit/dialogTurn.js';
import { countSaid, offer, toActivity } from './kit/say.js';

export const FAQ = 'faq';

/** One answer, then back to whatever was open: the dialog below asks its question again. */
export function faqDialog(): WaterfallDialog {
  return new WaterfallDialog(FAQ, [
    async (step) => {
      // Only this module begins the dialog, with a topic that the content has.
      const { topic } = step.options as { topic: string };
      await answer(step.context, topic);
      return step.endDialog();
    },
  ]);
}

/** The entry's answer, what is not known, and where it comes from. `followsUp`: the buyer asked on about the same. */
export async function answer(context: TurnContext, topic: string, followsUp = false): Promise<void> {
  const { ports, state } = dialogTurn(context);
  const { content } = ports;
  const entry = content.faq.entry(topic);
  if (!entry) throw new Error(`the content has no FAQ entry ${topic}`);
  const [source] = entry.sources;
  const nth = countSaid(state, `faq.answer ${topic}`);
  const again = followsUp ? content.words.followUp.leads : content.words.onceMore;
  const lines = [
    (nth === 0 ? '' : (again[(nth - 1) % again.length] ?? '')) + entry.answer.join(' '),
    entry.unknown,
    source && `${content.words.label.source}: ${source.title} (${source.seenOn})`,
  ];
  const text = lines.filter((line) => line !== undefined).join('\n\n');
  const said = { text, buttons: [entry.next, content.words.command.notIt] };
  offer(state, said);
  state.answered = topic;
  await context.sendActivity(toActivity('faq.answer', said, { data: { topic } }));
}
