import type { DialogContext } from 'botbuilder-dialogs';
import { answer, FAQ } from './faqDialog.js';
import { HANDOFF } from './handoffDialog.js';
import type { Reply } from './kit/dialogTurn.js';
import { say } from './kit/say.js';
import { tellParcels } from './tellParcels.js';
import { TRACKING } from './trackingDialog.js';
import { whereWeAre } from './whereWeAre.js';

/** A question of the buyer's own: where the case stands, a person, or a topic. What was open is asked again after it. */
export async function digress(dc: DialogContext, reply: Reply): Promise<void> {
  const { intent, topic, alsoTopic } = reply.understood;
  if (intent === 'contactHuman') await dc.beginDialog(HANDOFF, { because: 'asked' });
  else if (intent === 'trackRefund') await dc.beginDialog(TRACKING);
  else if (intent === 'trackOrder') await tellParcels(dc.context, reply);
  else if (intent === 'withdrawCase') await say(dc.context, 'track.withdraw', { hasCase: whereWeAre(dc).hasCase });
  else {
    // Two questions in one message: both are answered.
    if (topic && alsoTopic && topic !== alsoTopic) await answer(dc.context, alsoTopic);
    await dc.beginDialog(FAQ, { topic });
  }
}
