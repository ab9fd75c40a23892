import type { DialogContext } from 'botbuilder-dialogs';
import { askToWithdraw } from './case/caseActs.js';
import { FAQ } from './faqDialog.js';
import { HANDOFF } from './handoffDialog.js';
import type { Reply } from './kit/dialogTurn.js';
import { tellParcels } from './tellParcels.js';
import { TRACKING } from './trackingDialog.js';
import { whereWeAre } from './whereWeAre.js';

/** A question of the buyer's own: a person, where the case or the parcel is, or a topic. What was open is asked again after it. */
export async function digress(dc: DialogContext, reply: Reply): Promise<void> {
  const { intent, topic } = reply.understood;
  if (intent === 'contactHuman') await dc.beginDialog(HANDOFF);
  else if (intent === 'trackRefund') await dc.beginDialog(TRACKING);
  else if (intent === 'trackOrder') await tellParcels(dc.context, reply);
  else if (intent === 'withdrawCase') await askToWithdraw(dc.context, whereWeAre(dc).hasCase);
  else await dc.beginDialog(FAQ, { topic });
}
