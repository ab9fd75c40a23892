import type { DialogContext } from 'botbuilder-dialogs';
import type { CopyKey, ReviewField } from '../services/content/copy.js';
import { fieldRows } from '../services/content/filingRows.js';
import { checkAmount, maxRefund } from '../services/refunds/maxRefund.js';
import { takeWhatIsSaid } from './corrections.js';
import { fieldOfValue, fieldToChange } from './fieldToChange.js';
import { plain } from './kit/choices.js';
import { readDenials } from './kit/denied.js';
import { dialogTurn, type Reply } from './kit/dialogTurn.js';
import type { NamedWaterfall } from './kit/namedWaterfall.js';
import { say } from './kit/say.js';
import { NO_QUESTION, readReply } from './readReply.js';
import { change, forgetChange, remember } from './refund/change.js';
import { setField } from './refund/draft.js';
import { orderByWords } from './refund/orderByWords.js';
import type { RefundDraft } from './refund/refundDraft.js';
import { rewordCount } from './refund/rewordCount.js';
import { bringsEvidence } from './refund/takeEvidence.js';

/** "No, it was right before": the draft from before the last correction. */
export async function takesBack(dc: DialogContext, flow: NamedWaterfall, reply: Reply): Promise<boolean> {
  const { state, ports } = dialogTurn(dc.context);
  if (!state.before || !ports.content.words.takeBackWords.includes(plain(reply.text))) return false;
  await takeBack(dc, flow);
  return true;
}

/** The draft from before the last correction, and on from that. */
export async function takeBack(dc: DialogContext, flow: NamedWaterfall): Promise<void> {
  const { state } = dialogTurn(dc.context);
  if (state.before) state.draft = state.before;
  forgetChange(state);
  await say(dc.context, 'repair.corrected', { fields: [], rows: [], takenBack: true });
  await flow.reconsider(dc);
}

/** What was said before is said anew: "the amount is 300", "change the evidence". */
export async function corrects(dc: DialogContext, flow: NamedWaterfall, reply: Reply): Promise<boolean> {
  return takeCorrection(dc, flow, reply, await fieldToChange(dc.context, reply));
}

/** "300, not 250", "not Friday, Thursday": the old value tells which answer is meant. */
export async function namesOldValue(dc: DialogContext, flow: NamedWaterfall, reply: Reply): Promise<boolean> {
  for (const { denied, said } of readDenials(reply.text, dialogTurn(dc.context).ports.content.words)) {
    const field = fieldOfValue(dc.context, await readReply(dc.context, denied, NO_QUESTION));
    if (!field) continue;
    if (await takeCorrection(dc, flow, await readReply(dc.context, said, ASKED_BY[field]), undefined)) return true;
  }
  return false;
}

/** "No, the chargers", "not the cups, the chargers": another order than the one that is known, by what was in it. */
export async function namesOtherGoods(dc: DialogContext, flow: NamedWaterfall, reply: Reply): Promise<boolean> {
  const { state, ports, buyerId } = dialogTurn(dc.context);
  const { words } = ports.content;
  const denials = readDenials(reply.text, words);
  if (!state.draft?.order || (denials.length === 0 && !beginsWith(reply.text, words.sorryWords))) return false;
  const orders = await ports.cases.orders(buyerId);
  const named = [...denials.map(({ said }) => said), reply.text].map((said) =>
    orderByWords(said, orders, words.titleFillers),
  );
  const other = named.find((order) => order !== undefined && order.orderId !== state.draft?.order?.orderId);
  if (!other) return false;
  remember(state, structuredClone(state.draft));
  setField(state.draft, 'order', 'order', other);
  await say(dc.context, 'repair.corrected', { fields: ['order'], rows: fieldRows(words, state.draft, ['order']) });
  await flow.reconsider(dc);
  return true;
}

/** "No, 200" after a correction is about what was corrected; "sorry, 200" after an answer, about that. */
export async function correctsAgain(dc: DialogContext, flow: NamedWaterfall, reply: Reply): Promise<boolean> {
  const { state, ports } = dialogTurn(dc.context);
  const last = beginsWith(reply.text, ports.content.words.sorryWords) ? state.draft?.trail.at(-1) : undefined;
  const field = NUMBERS.find((name) => name === (state.draft?.corrected ?? last));
  const question = field && ASKED_BY[field];
  const number = /\d[\d.,]*/.exec(reply.text.slice(0, 60))?.[0];
  if (!question || !number) return false;
  return takeCorrection(dc, flow, await readReply(dc.context, number, question), undefined);
}

/** "The amount is 5000", "-20": a sum that cannot be asked for. Why, and the open question; the amount stays. */
export async function namesImpossibleAmount(dc: DialogContext, flow: NamedWaterfall, reply: Reply): Promise<boolean> {
  const { state, ports } = dialogTurn(dc.context);
  const { order, remedy } = state.draft ?? {};
  const { amount } = reply.understood.slots;
  if (!amount || !order || !remedy) return false;
  const atMost = maxRefund(order, remedy, ports.rules);
  const { kind } = checkAmount(amount, atMost);
  if (kind === 'ok') return false;
  await say(dc.context, 'repair.amountImpossible', { because: kind, atMost });
  await flow.askAgain(dc);
  return true;
}

function beginsWith(text: string, words: readonly string[]): boolean {
  const said = `${plain(text)} `;
  return words.some((word) => said.startsWith(`${word} `));
}

/** What a bare number can be. */
const NUMBERS = ['affected', 'amount'] as const satisfies readonly ReviewField[];

const ASKED_BY = {
  order: 'refund.askOrder',
  problem: 'refund.askProblem',
  affected: 'refund.askDetails',
  description: 'refund.askDetails',
  noticedOn: 'refund.askDetails',
  seller: 'refund.askSeller',
  remedy: 'refund.askRemedy',
  amount: 'refund.askAmount',
  evidence: 'refund.askEvidence',
} as const satisfies Readonly<Record<ReviewField, CopyKey>>;

async function takeCorrection(
  dc: DialogContext,
  flow: NamedWaterfall,
  reply: Reply,
  field: ReviewField | undefined,
): Promise<boolean> {
  const { state, ports } = dialogTurn(dc.context);
  if (!state.draft) return false;
  const before = structuredClone(state.draft);
  const touched = await takeWhatIsSaid(dc.context, reply, field);
  // A number that is no order of the buyer's was answered already.
  const others = reply.understood.slots.orderIds.filter((orderId) => orderId !== before.order?.orderId);
  const strangeOrder = others.length > 0 && before.order && !touched.includes('order');
  const reopened = field !== undefined && !touched.includes(field) && !(strangeOrder && field === 'order');
  if (reopened) change(dc.context, field, before);
  if (touched.length === 0 && !reopened) {
    // So was evidence that is there already.
    const wasAnswered = Boolean(strangeOrder) || bringsEvidence(dc.context, reply);
    if (wasAnswered) await flow.askAgain(dc);
    return wasAnswered;
  }
  remember(state, before);
  const last = touched.at(-1);
  if (last) state.draft.corrected = last;
  const told = rewordCount(state.draft, before) ? [...touched, 'description' as const] : touched;
  const noted = told.filter((name) => isKnown(state.draft, name));
  if (noted.length > 0)
    await say(dc.context, 'repair.corrected', {
      fields: noted,
      rows: fieldRows(ports.content.words, state.draft, noted),
    });
  await flow.reconsider(dc);
  return true;
}

/** Which order is not known yet, and with it how many there were. */
function isKnown(draft: RefundDraft | undefined, field: ReviewField): boolean {
  if (field === 'order') return draft?.order !== undefined;
  return field !== 'affected' || draft?.affected !== undefined;
}
