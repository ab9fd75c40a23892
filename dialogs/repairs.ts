import type { DialogContext } from 'botbuilder-dialogs';
import { REVIEW_FIELDS } from '../services/content/copy.js';
import type { Intent } from '../services/understanding/understanding.js';
import { cancel } from './cancelling.js';
import { takeBack } from './correctionMoves.js';
import { answer } from './faqDialog.js';
import { fieldToChange } from './fieldToChange.js';
import { HANDOFF } from './handoffDialog.js';
import { plain } from './kit/choices.js';
import { dialogTurn, type Reply } from './kit/dialogTurn.js';
import type { NamedWaterfall } from './kit/namedWaterfall.js';
import { say } from './kit/say.js';
import { sortOut } from './questions.js';
import { forgetChange, isChanging } from './refund/change.js';
import { forget, holdsMuch, newDraft, reopen } from './refund/draft.js';
import { park } from './refund/park.js';
import { REFUND } from './refund/refundDialog.js';
import { giveTranscript } from './transcript.js';
import { isFiling, whereWeAre } from './whereWeAre.js';

const DETAILS: readonly string[] = ['affected', 'description', 'noticedOn'];

type Repair = (dc: DialogContext, flow: NamedWaterfall) => Promise<void>;

/** What a buyer may say at any step to steer the conversation itself. The open question is asked again where one is left. */
const REPAIRS: Readonly<Partial<Record<Intent, Repair>>> = {
  cancel,

  restart: async (dc) => {
    const { state, now } = dialogTurn(dc.context);
    if (state.filing) return say(dc.context, 'refund.stillFiling', { orderId: state.filing.orderId });
    const isAtStart = state.draft?.orderTrouble?.kind === 'startOver';
    // Not lost: "go on with my draft" brings it back.
    const { draft } = state;
    if (draft && (holdsMuch(draft) || draft.claimedOrder !== undefined)) park(dc.context);
    await dc.cancelAllDialogs();
    forgetChange(state);
    if (!isAtStart) state.said = {};
    state.draft = { ...newDraft(now), orderTrouble: { kind: 'startOver', said: [] } };
    await dc.beginDialog(REFUND);
  },

  back: async (dc, flow) => {
    const { state } = dialogTurn(dc.context);
    const { draft } = state;
    if (isChanging(state)) return takeBack(dc, flow);
    // At the details, the question before is the one before all of them.
    const atDetails = state.asked === 'refund.askDetails';
    const trail = (draft?.trail ?? []).filter((name) => !(atDetails && DETAILS.includes(name)));
    // What was said beside the order is no question before it.
    const last = state.asked === 'refund.askOrder' ? undefined : trail.at(-1);
    // The code belongs to the order, which may have been said with the first words.
    const atCode = state.asked === 'verify.askCode';
    const field = atCode ? 'order' : REVIEW_FIELDS.find((name) => name === last);
    if (!draft || !field || !isFiling(dc))
      return sayAndAskAgain(dc, flow, () => say(dc.context, 'repair.nothingBack', {}));
    if (atCode) reopen(draft, field);
    else forget(draft, field);
    await flow.reconsider(dc);
  },

  repeat: async (dc, flow) => {
    const { state } = dialogTurn(dc.context);
    // A text to copy is wanted whole.
    if (state.asked === 'refund.sellerDraft') {
      state.said = {};
      await say(dc.context, 'repair.onceMore', {});
    }
    if (state.answered) await answer(dc.context, state.answered);
    if (isFiling(dc)) await flow.askAgain(dc);
    else if (!state.answered) await say(dc.context, 'root.help', {});
  },

  why: async (dc, flow) => {
    const question = dialogTurn(dc.context).state.asked;
    if (!isFiling(dc) || !question) return say(dc.context, 'root.help', {});
    await sayAndAskAgain(dc, flow, () => say(dc.context, 'repair.why', { question }));
  },

  wait: (dc, flow) => sayAndAskAgain(dc, flow, () => say(dc.context, 'root.wait', {})),
  help: (dc, flow) => sayAndAskAgain(dc, flow, () => say(dc.context, 'root.help', {})),
  capabilities: (dc, flow) => sayAndAskAgain(dc, flow, () => say(dc.context, 'root.help', {})),
  greeting: (dc, flow) => sayAndAskAgain(dc, flow, () => say(dc.context, 'root.greeting', whereWeAre(dc))),
  thanks: (dc, flow) => sayAndAskAgain(dc, flow, () => say(dc.context, 'root.thanks', whereWeAre(dc))),
  // Nobody asks somebody who is leaving.
  goodbye: (dc) => say(dc.context, 'root.goodbye', whereWeAre(dc)),
  botChallenge: (dc, flow) => sayAndAskAgain(dc, flow, () => say(dc.context, 'root.botChallenge', {})),

  transcript: (dc, flow) => sayAndAskAgain(dc, flow, () => giveTranscript(dc.context)),

  contactHuman: async (dc) => {
    await dc.beginDialog(HANDOFF);
  },
};

/** Steering words; but an answer to the open question that happens to be one is its answer. True: it was dealt with. */
export async function repair(dc: DialogContext, flow: NamedWaterfall, reply: Reply): Promise<boolean> {
  const { intent, decision } = reply.understood;
  const mend = intent && decision === 'act' ? REPAIRS[intent] : undefined;
  if (!mend || !intent) return false;
  const { asked, draft } = dialogTurn(dc.context).state;
  if (intent === 'wait' && asked === 'refund.sellerDraft') return false;
  if (await isCorrection(dc, intent, reply)) return false;
  // A person, and something else that was asked: all of it is answered.
  if (intent === 'contactHuman' && (await sortOut(dc.context, reply)).asks.length > 1) return false;
  if (draft?.choosing && (intent === 'cancel' || intent === 'back' || intent === 'wait')) {
    await leaveChoosing(dc, flow);
    return true;
  }
  await mend(dc, flow);
  return true;
}

/** "Forget the date", "reset the amount", "not the last one": of one answer, and not of the whole filing. */
async function isCorrection(dc: DialogContext, intent: Intent, reply: Reply): Promise<boolean> {
  if (!isFiling(dc)) return false;
  const { words } = dialogTurn(dc.context).ports.content;
  if (intent !== 'cancel' && intent !== 'restart' && intent !== 'back') return false;
  if ((await fieldToChange(dc.context, reply)) !== undefined) return true;
  const said = plain(reply.text);
  const isPlace = words.lastWords.includes(said.replace(/^the /, ''));
  return intent === 'back' && (isPlace || words.notWords.some((word) => said.startsWith(`${word} `)));
}

/** Nothing is to be changed after all: the review as it was. */
async function leaveChoosing(dc: DialogContext, flow: NamedWaterfall): Promise<void> {
  const { draft } = dialogTurn(dc.context).state;
  if (draft) delete draft.choosing;
  await flow.askAgain(dc);
}

/** Something said in between; then the open question again, because the bot still waits for it. */
export async function sayAndAskAgain(
  dc: DialogContext,
  flow: NamedWaterfall,
  speak: () => Promise<void>,
): Promise<void> {
  await speak();
  if (isFiling(dc)) await flow.askAgain(dc);
}
