import { WaterfallDialog } from 'botbuilder-dialogs';
import { say } from './kit/say.js';

export const HANDOFF = 'handoff';
export type HandoffReason = 'asked' | 'lost' | 'needsPerson';

/** There is no desk of our own yet: the bot says honestly how a person is reached, and that it keeps what it has. */
export function handoffDialog(): WaterfallDialog {
  return new WaterfallDialog(HANDOFF, [
    async (step) => {
      // Only the dialogs of this folder begin it, with one of these reasons.
      const { because } = step.options as { because: HandoffReason };
      await say(step.context, 'handoff.offer', { because });
      return step.endDialog();
    },
  ]);
}
