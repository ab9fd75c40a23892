import type { DialogContext } from 'botbuilder-dialogs';
import type { OrderId } from '../services/refunds/ids.js';
import type { Order } from '../services/refunds/order.js';
import type { ProblemType } from '../services/refunds/refundTerms.js';
import { languageOf } from '../services/understanding/languageOf.js';
import type { ConversationState } from './conversationState.js';
import { takeWhatIsSaid } from './corrections.js';
import { askForPerson } from './desk/waiting.js';
import { noteHeard, offerLabels } from './didYouMean.js';
import { digress } from './digress.js';
import { resumeDraft } from './draftMoves.js';
import { isCommand, plain } from './kit/choices.js';
import { dialogTurn, type Reply } from './kit/dialogTurn.js';
import { knownBuyer } from './kit/knownBuyer.js';
import { say } from './kit/say.js';
import { leftOfOffer } from './pickOffered.js';
import { answerAll, sortOut } from './questions.js';
import { readStatement } from './readReply.js';
import { wantsAlsoNamed } from './refund/alsoNamed.js';
import { CardPress } from './refund/cardPress.js';
import { forgetChange } from './refund/change.js';
import { forget, newDraft } from './refund/draft.js';
import { orderByWords } from './refund/orderByWords.js';
import { takeUpParked } from './refund/park.js';
import { REFUND } from './refund/refundDialog.js';
import type { RefundDraft } from './refund/refundDraft.js';
import { TRACKING } from './trackingDialog.js';
import { whereWeAre } from './whereWeAre.js';

/** A message as short as this holds little more than an order number. */
const SHORT = 60;
const MOST_GOODS_WORDS = 3;
/** What ends a filing before it is one. */
const ENDINGS = /^refund\.(?:caseOpen|ineligible)/;
/** After so many choices in a row that did not help, a person is named. */
const MOST_CLARIFICATIONS = 2;

/** A message while no question is open: a button, a question of the buyer's, or something to file. */
export async function outsideFiling(dc: DialogContext, reply: Reply, missesBefore: number): Promise<void> {
  const { words } = dialogTurn(dc.context).ports.content;
  const { intent, topic, decision } = reply.understood;
  if (isOldSubmit(dc, reply)) return oldButton(dc);
  if (resumes(dc, reply)) return resumeDraft(dc);
  const also = wantsAlsoNamed(dc.context, reply);
  const alsoOrder = also && (await ownOrder(dc, also.orderId));
  if (alsoOrder) return startFiling(dc, reply, alsoOrder, also?.problem);
  if (isCommand(reply.text, words.command.somethingElse)) return somethingElse(dc);
  if (await turnsDown(dc, reply)) return;
  if (await answers(dc, reply)) return;
  const { files } = dialogTurn(dc.context);
  if (files.length > 0 || isToFile(reply)) return startFiling(dc, reply);
  if (topic && decision === 'act') return digress(dc, reply);
  if (decision === 'clarify' && (await clarify(dc, reply, missesBefore + 1))) return;
  if (intent === 'complaint') return say(dc.context, 'root.complaint', whereWeAre(dc));
  if (intent === 'affirm' || intent === 'deny' || intent === 'skip')
    return say(dc.context, 'root.ready', whereWeAre(dc));
  if (await namesGoods(dc, reply)) return;
  await notUnderstood(dc, reply, missesBefore + 1);
}

/** None of what was offered. */
async function somethingElse(dc: DialogContext): Promise<void> {
  noteHeard(dc.context);
  await say(dc.context, 'root.somethingElse', {});
}

function isToFile({ understood: { intent, problem, decision, slots } }: Reply): boolean {
  const wants = intent === 'openRefund' || intent === 'cancelOrder';
  return wants || (problem !== undefined && decision === 'act') || slots.orderIds.length > 0;
}

/** The questions of a message; then what it tells beside them, if that is something to file. */
async function answers(dc: DialogContext, reply: Reply): Promise<boolean> {
  const { asks, says } = await sortOut(dc.context, reply);
  if (asks.length === 0) return false;
  await answerAll(dc, asks);
  const said = await readStatement(dc.context, reply, says);
  if (isToFile(said)) await startFiling(dc, { ...said, digresses: false });
  return true;
}

function isOldSubmit(dc: DialogContext, reply: Reply): boolean {
  const { state, ports } = dialogTurn(dc.context);
  const { words } = ports.content;
  const submits = isCommand(reply.text, words.command.submit, words.alsoCommand.submit);
  return (
    CardPress.safeParse(reply.value).success || (submits && (state.filing !== undefined || state.filed.length > 0))
  );
}

/** A button of a card whose draft is no longer open: what became of it. */
async function oldButton(dc: DialogContext): Promise<void> {
  const { filing } = dialogTurn(dc.context).state;
  if (filing) return say(dc.context, 'refund.stillFiling', { orderId: filing.orderId });
  await dc.beginDialog(TRACKING);
}

/** By its words, or by a yes to an offer of it; an "ok" may mean no more than "I see". */
function resumes(dc: DialogContext, { text, understood }: Reply): boolean {
  const { state, ports } = dialogTurn(dc.context);
  const { command, alsoCommand, weakYes } = ports.content.words;
  if (!state.parked) return false;
  if (isCommand(text, command.resume, alsoCommand.resume)) return true;
  return state.offered[0] === command.resume && understood.intent === 'affirm' && !weakYes.includes(plain(text));
}

/** "Cups": who names no more than what was in an order of theirs, has something to say of it. */
async function namesGoods(dc: DialogContext, reply: Reply): Promise<boolean> {
  const { ports, buyerId } = dialogTurn(dc.context);
  if (reply.text.includes('?') || plain(reply.text).split(' ').length > MOST_GOODS_WORDS) return false;
  const order = orderByWords(reply.text, await ports.cases.orders(buyerId), ports.content.words.titleFillers);
  if (!order) return false;
  await startFiling(dc, reply, order);
  return true;
}

async function ownOrder(dc: DialogContext, orderId: OrderId): Promise<Order | undefined> {
  const turn = dialogTurn(dc.context);
  const buyerId = knownBuyer(turn);
  return buyerId === undefined ? undefined : turn.ports.cases.order(buyerId, orderId);
}

/** `problem`: what was said before of this order and others. */
async function startFiling(dc: DialogContext, reply: Reply, order?: Order, problem?: ProblemType): Promise<void> {
  const { state, now } = dialogTurn(dc.context);
  if (state.filing) return say(dc.context, 'refund.stillFiling', { orderId: state.filing.orderId });
  if (isAboutParked(dc, reply)) {
    takeUpParked(dc.context);
    await say(dc.context, 'refund.resumed', {});
    await takeWhatIsSaid(dc.context, reply);
    await dc.beginDialog(REFUND);
    return;
  }
  state.draft = { ...storyOf(state.refused, reply), ...newDraft(now) };
  if (state.sellerActs.length > 0) state.draft.sellerActs = state.sellerActs;
  state.sellerActs = [];
  state.refused = undefined;
  forgetChange(state);
  // The same order once more, and it cannot be filed: not in the same words.
  state.said = Object.fromEntries(Object.entries(state.said).filter(([key]) => ENDINGS.test(key)));
  if (order) state.draft.order = order;
  if (problem && reply.understood.problem === undefined) state.draft.problem = problem;
  forgetAlsoNamed(state, [...reply.understood.slots.orderIds, ...(order ? [order.orderId] : [])]);
  await takeWhatIsSaid(dc.context, reply);
  // Said of an order, it is the reason and no general question.
  if (reply.understood.topic === 'change_of_mind') state.draft.problem ??= 'changeOfMind';
  // Nobody was asked yet, so there is nothing to go back to.
  state.draft.trail = [];
  await dc.beginDialog(REFUND);
}

/** Something else is filed now: what was named before with other orders is not offered any more. */
function forgetAlsoNamed(state: ConversationState, named: readonly OrderId[]): void {
  if (!state.alsoNamed.some(({ orderId }) => named.includes(orderId))) state.alsoNamed = [];
}

/** The order of the draft that was put aside is named again: nothing that was told is asked twice. */
function isAboutParked(dc: DialogContext, reply: Reply): boolean {
  const { orderIds } = reply.understood.slots;
  const parked = dialogTurn(dc.context).state.parked?.order?.orderId;
  return parked !== undefined && orderIds.length === 1 && orderIds[0] === parked;
}

/** "Sorry, it is order 2341...": what was told of an order that could not be filed holds for the right one. */
function storyOf(refused: RefundDraft | undefined, reply: Reply): Partial<RefundDraft> {
  const { problem, slots } = reply.understood;
  // "Wrong order, it is..." sounds like a wrong item.
  const tellsProblem = problem !== undefined && !(problem === 'wrongItem' && reply.text.length < SHORT);
  if (!refused || tellsProblem || slots.orderIds.length !== 1) return {};
  const story = structuredClone(refused);
  forget(story, 'order');
  delete story.toTrack;
  return story;
}

/** "Not the first one": of what was offered, the rest is offered again. */
async function turnsDown(dc: DialogContext, { text }: Reply): Promise<boolean> {
  const { state, ports } = dialogTurn(dc.context);
  const { words, faq } = ports.content;
  const { somethingElse } = words.command;
  const left = state.offered.includes(somethingElse) ? leftOfOffer(state, text, words, somethingElse) : [];
  if (left.length === 0) return false;
  const labels = (state.heard?.offered ?? []).filter((label) => left.includes(words.labelChoice(label, faq) ?? ''));
  if (await offerLabels(dc.context, 'root.clarify', labels)) return true;
  await say(dc.context, 'root.clarify', { choices: [...left, somethingElse] });
  return true;
}

/** False: there is nothing to choose from. */
async function clarify(dc: DialogContext, reply: Reply, misses: number): Promise<boolean> {
  const { state, ports } = dialogTurn(dc.context);
  const { words, faq } = ports.content;
  // "So what happens now?": who has just filed asks about that.
  const { hasCase } = whereWeAre(dc);
  if (hasCase && reply.understood.top.some(({ label }) => label === 'track_refund' || label === 'track_progress')) {
    await dc.beginDialog(TRACKING);
    return true;
  }
  const labels = reply.understood.top.map(({ label }) => label);
  if (!labels.some((label) => words.labelChoice(label, faq) !== undefined)) return false;
  state.misses = misses;
  if (misses > MOST_CLARIFICATIONS) {
    await askForPerson(dc.context, 'lost', true);
    return true;
  }
  return offerLabels(dc.context, 'root.clarify', labels);
}

async function notUnderstood(dc: DialogContext, reply: Reply, misses: number): Promise<void> {
  if (reply.text !== '') noteHeard(dc.context);
  dialogTurn(dc.context).state.misses = misses;
  const language = languageOf(reply.text);
  if (language) await say(dc.context, 'root.otherLanguage', { language });
  else if (misses > 1) await askForPerson(dc.context, 'lost', true);
  else await say(dc.context, 'root.outOfScope', {});
}
