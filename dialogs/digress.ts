import type { DialogContext } from 'botbuilder-dialogs';
import { FAQ } from './faqDialog.js';
import { HANDOFF } from './handoffDialog.js';
import type { Reply } from './kit/dialogTurn.js';
import { TRACKING } from './trackingDialog.js';

/** A question of the buyer's own: where the case stands, a person, or a topic. What was open is asked again after it. */
export async function digress(dc: DialogContext, reply: Reply): Promise<void> {
  const { intent, topic } = reply.understood;
  if (intent === 'contactHuman') await dc.beginDialog(HANDOFF, { because: 'asked' });
  else if (intent === 'trackRefund') await dc.beginDialog(TRACKING);
  else await dc.beginDialog(FAQ, { topic });
}
