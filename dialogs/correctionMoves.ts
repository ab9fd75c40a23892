import type { DialogContext } from 'botbuilder-dialogs';
import type { ReviewField } from '../services/content/copy.js';
import { fieldRows } from '../services/content/filingRows.js';
import { fieldToChange, takeWhatIsSaid } from './corrections.js';
import { plain } from './kit/choices.js';
import { dialogTurn, type Reply } from './kit/dialogTurn.js';
import type { NamedWaterfall } from './kit/namedWaterfall.js';
import { say } from './kit/say.js';
import { readReply } from './readReply.js';
import { reopen } from './refund/draft.js';
import type { RefundDraft } from './refund/refundDraft.js';

/** "No, it was right before": the draft from before the last correction. */
export async function takesBack(dc: DialogContext, flow: NamedWaterfall, reply: Reply): Promise<boolean> {
  const { state, ports } = dialogTurn(dc.context);
  if (!state.before || !ports.content.words.takeBackWords.includes(plain(reply.text))) return false;
  state.draft = state.before;
  state.before = undefined;
  await say(dc.context, 'repair.corrected', { fields: [], rows: [], takenBack: true });
  await flow.reconsider(dc);
  return true;
}

/** What was said before is said anew: "the amount is 300", "change the evidence". */
export async function corrects(dc: DialogContext, flow: NamedWaterfall, reply: Reply): Promise<boolean> {
  return takeCorrection(dc, flow, reply, fieldToChange(dc.context, reply.text));
}

/** "No, 200" after a correction is about what was corrected. */
export async function correctsAgain(dc: DialogContext, flow: NamedWaterfall, reply: Reply): Promise<boolean> {
  const { draft } = dialogTurn(dc.context).state;
  const question = draft?.corrected && ASKED_BY[draft.corrected];
  const number = /\d[\d.,]*/.exec(reply.text.slice(0, 60))?.[0];
  if (!question || !number) return false;
  return takeCorrection(dc, flow, await readReply(dc.context, number, question), undefined);
}

const ASKED_BY: Readonly<Record<string, string>> = {
  affected: 'refund.askDetails',
  amount: 'refund.askAmount',
};

async function takeCorrection(
  dc: DialogContext,
  flow: NamedWaterfall,
  reply: Reply,
  field: ReviewField | undefined,
): Promise<boolean> {
  const { state, ports } = dialogTurn(dc.context);
  if (!state.draft) return false;
  const before = structuredClone(state.draft);
  const touched = await takeWhatIsSaid(dc.context, reply);
  // A number that is no order of the buyer's was answered already.
  const strangeOrder = reply.understood.slots.orderIds.length > 0 && before.order && !touched.includes('order');
  const reopened = field !== undefined && !touched.includes(field) && !(strangeOrder && field === 'order');
  if (reopened) reopen(state.draft, field);
  if (touched.length === 0 && !reopened) {
    if (strangeOrder) await flow.askAgain(dc);
    return Boolean(strangeOrder);
  }
  state.before = before;
  const last = touched.at(-1);
  if (last) state.draft.corrected = last;
  const told = rewordCount(state.draft, before) ? [...touched, 'description' as const] : touched;
  const noted = told.filter((name) => name !== 'order' || state.draft?.order !== undefined);
  if (noted.length > 0) await say(dc.context, 'repair.corrected', { fields: noted, rows: rows(state.draft, noted) });
  await flow.reconsider(dc);
  return true;

  function rows(draft: RefundDraft, fields: readonly ReviewField[]) {
    return fieldRows(ports.content.words, draft, fields);
  }
}

/** "250 are cracked" must not stand beside a corrected "200 of 500". */
function rewordCount(draft: RefundDraft, before: RefundDraft): boolean {
  const [old, now] = [before.affected?.count, draft.affected?.count];
  if (old === undefined || now === undefined || old === now || before.description === undefined) return false;
  const pieces = before.description.split(new RegExp(`\\b${old}\\b`));
  if (pieces.length !== 2) return false;
  draft.description = pieces.join(String(now));
  return true;
}
