import type { TurnContext } from 'botbuilder';
import { WaterfallDialog } from 'botbuilder-dialogs';
import { sellerFinding } from './desk/sellerVerdictOf.js';
import { askForPerson } from './desk/waiting.js';
import { dialogTurn } from './kit/dialogTurn.js';

export const HANDOFF = 'handoff';

/** The buyer asks for a person. What was open is kept, and asked again when the bot is back. */
export function handoffDialog(): WaterfallDialog {
  return new WaterfallDialog(HANDOFF, [
    async (step) => {
      await askForPerson(step.context, isUncooperative(step.context) ? 'sellerUncooperative' : 'asked');
      return step.endDialog();
    },
  ]);
}

/** From what is known here: a case backend that is away keeps nobody from a person. */
function isUncooperative(context: TurnContext): boolean {
  const { state, now, ports } = dialogTurn(context);
  return sellerFinding(state, now, ports.rules)?.isUncooperative === true;
}
