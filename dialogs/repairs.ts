import type { DialogContext } from 'botbuilder-dialogs';
import { REVIEW_FIELDS } from '../services/content/copy.js';
import type { Intent } from '../services/understanding/understanding.js';
import { HANDOFF } from './handoffDialog.js';
import { dialogTurn } from './kit/dialogTurn.js';
import type { NamedWaterfall } from './kit/namedWaterfall.js';
import { say } from './kit/say.js';
import { forget, newDraft } from './refund/draft.js';
import { park } from './refund/park.js';
import { REFUND } from './refund/refundDialog.js';

type Repair = (dc: DialogContext, flow: NamedWaterfall) => Promise<void>;

/** What a buyer may say at any step to steer the conversation itself. The open question is asked again where one is left. */
export const REPAIRS: Readonly<Partial<Record<Intent, Repair>>> = {
  cancel: async (dc) => {
    const { state } = dialogTurn(dc.context);
    const hadDraft = state.draft !== undefined;
    park(dc.context);
    await dc.cancelAllDialogs();
    if (hadDraft) await say(dc.context, 'repair.cancelled', { kept: true });
    else await say(dc.context, 'repair.nothingToCancel', {});
  },

  restart: async (dc) => {
    const turn = dialogTurn(dc.context);
    await dc.cancelAllDialogs();
    turn.state.draft = newDraft(turn.now);
    await dc.beginDialog(REFUND);
  },

  back: async (dc, flow) => {
    const draft = dialogTurn(dc.context).state.draft;
    const last = draft?.trail.at(-1);
    const field = REVIEW_FIELDS.find((name) => name === last);
    if (!draft || !field || !isFiling(dc))
      return sayAndAskAgain(dc, flow, () => say(dc.context, 'repair.nothingBack', {}));
    forget(draft, field);
    await flow.reconsider(dc);
  },

  repeat: async (dc, flow) => {
    if (isFiling(dc)) await flow.askAgain(dc);
    else await say(dc.context, 'root.help', {});
  },

  why: async (dc, flow) => {
    const question = dialogTurn(dc.context).state.asked;
    if (!isFiling(dc) || !question) return say(dc.context, 'root.help', {});
    await sayAndAskAgain(dc, flow, () => say(dc.context, 'repair.why', { question }));
  },

  wait: async (dc) => {
    await say(dc.context, 'root.wait', {});
  },

  help: (dc, flow) => sayAndAskAgain(dc, flow, () => say(dc.context, 'root.help', {})),
  greeting: (dc, flow) => sayAndAskAgain(dc, flow, () => say(dc.context, 'root.greeting', {})),
  thanks: (dc, flow) => sayAndAskAgain(dc, flow, () => say(dc.context, 'root.thanks', {})),
  goodbye: (dc, flow) => sayAndAskAgain(dc, flow, () => say(dc.context, 'root.goodbye', {})),
  botChallenge: (dc, flow) => sayAndAskAgain(dc, flow, () => say(dc.context, 'root.botChallenge', {})),

  contactHuman: async (dc) => {
    await dc.beginDialog(HANDOFF, { because: 'asked' });
  },
};

/** Is a question of the filing open? */
export function isFiling(dc: DialogContext): boolean {
  return dc.activeDialog?.id === REFUND && dialogTurn(dc.context).state.draft !== undefined;
}

/** Something said in between; then the open question again, because the bot still waits for it. */
async function sayAndAskAgain(dc: DialogContext, flow: NamedWaterfall, speak: () => Promise<void>): Promise<void> {
  await speak();
  if (isFiling(dc)) await flow.askAgain(dc);
}
