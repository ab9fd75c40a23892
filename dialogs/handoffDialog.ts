import { WaterfallDialog } from 'botbuilder-dialogs';
import { askForPerson } from './desk/waiting.js';

export const HANDOFF = 'handoff';

/** The buyer asks for a person. What was open is kept, and asked again when the bot is back. */
export function handoffDialog(): WaterfallDialog {
  return new WaterfallDialog(HANDOFF, [
    async (step) => {
      await askForPerson(step.context, 'asked');
      return step.endDialog();
    },
  ]);
}
