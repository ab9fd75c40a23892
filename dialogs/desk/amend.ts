import type { TurnContext } from 'botbuilder';
import { isOrdersAway } from '../../services/cases/ordersAway.js';
import type { AmendFault } from '../../services/content/amendFault.js';
import { fieldRows } from '../../services/content/filingRows.js';
import type { AmendableField, DeskCommand } from '../../services/desk/deskCommand.js';
import type { AgentName } from '../../services/desk/deskState.js';
import { dayAt } from '../../services/refunds/calendarDay.js';
import { checkAmount, maxRefund } from '../../services/refunds/maxRefund.js';
import { CalendarDay, ProblemType, Remedy, SellerOutcome } from '../../services/refunds/refundTerms.js';
import { type Choice, matchChoice } from '../kit/choices.js';
import { dialogTurn } from '../kit/dialogTurn.js';
import { knownBuyer } from '../kit/knownBuyer.js';
import { readReply } from '../readReply.js';
import { countOf, settleAffected } from '../refund/affected.js';
import { forgetChange } from '../refund/change.js';
import { newDraft, remedies, setField } from '../refund/draft.js';
import type { RefundDraft } from '../refund/refundDraft.js';
import { rewordCount } from '../refund/rewordCount.js';
import { outcomeBy } from '../refund/sellerActs.js';
import { tellAgents } from './deskLines.js';

/** As long as a value stands in the line for the agents, in characters. */
const SHOWN = 300;

/**
 * An agent puts right what the bot gathered, read as a buyer's own correction is. It stands in the draft, so the bot asks no
 * more about it and decides anew, and as a line for the agents. Why it cannot be so, in words; undefined: it is done.
 */
export async function amend(
  context: TurnContext,
  agent: AgentName,
  { field, value }: Pick<Extract<DeskCommand, { command: 'amend' }>, 'field' | 'value'>,
): Promise<string | undefined> {
  const { state, now, ports } = dialogTurn(context);
  const { words, forAgents } = ports.content;
  const isFiled = state.filing !== undefined || state.filed.length > 0;
  const draft = state.draft ?? state.parked ?? (isFiled ? undefined : newDraft(now));
  if (!draft) return forAgents.amendFault({ kind: 'filed' });
  const inWords = () => (fieldRows(words, draft, [field])[0]?.value ?? '').slice(0, SHOWN);
  const old = inWords();
  const before = structuredClone(draft);
  const fault = await SET[field](context, draft, value.trim());
  if (fault) return forAgents.amendFault(fault);
  rewordCount(draft, before);
  if (draft !== state.parked) state.draft = draft;
  // "As it was" would undo what the agent has just put right.
  forgetChange(state);
  delete draft.corrected;
  state.desk.amended = [...state.desk.amended.filter((name) => name !== field), field];
  tellAgents(context, 'amended', { by: agent, facts: { field, old, new: inWords() } });
  return undefined;
}

type Set = (context: TurnContext, draft: RefundDraft, value: string) => Promise<AmendFault | undefined>;

const SET: Readonly<Record<AmendableField, Set>> = {
  order: async (context, draft, value) => {
    const turn = dialogTurn(context);
    const { slots } = (await readReply(context, value, 'refund.askOrder')).understood;
    const [orderId, another] = slots.orderIds;
    if (orderId === undefined || another !== undefined) return { kind: 'unreadable', field: 'order' };
    const buyerId = knownBuyer(turn);
    if (buyerId === undefined) return { kind: 'buyerUnknown' };
    try {
      const order = await turn.ports.cases.order(buyerId, orderId);
      if (!order) return { kind: 'unknownOrder' };
      setField(draft, 'order', 'order', order);
    } catch (error) {
      if (!isOrdersAway(error)) throw error;
      return { kind: 'ordersAway' };
    }
    settleAffected(draft);
    return undefined;
  },

  problem: async (context, draft, value) => {
    const { words } = dialogTurn(context).ports.content;
    const { problem } = (await readReply(context, value, 'refund.askProblem')).understood;
    const named = choiceOf(value, ProblemType.options, words.problem) ?? problem;
    if (!named) return { kind: 'unreadable', field: 'problem' };
    if (named !== draft.problem) setField(draft, 'problem', 'problem', named);
    return undefined;
  },

  affected: async (context, draft, value) => {
    const said = (await readReply(context, value, 'refund.askDetails')).understood.slots.affected;
    if (!said) return { kind: 'unreadable', field: 'affected' };
    if (!draft.order) {
      setField(draft, 'affected', 'affectedSaid', said);
      return undefined;
    }
    const affected = countOf(said, draft.order.units.count);
    if (!affected) return { kind: 'tooMany', ordered: draft.order.units.count };
    setField(draft, 'affected', 'affected', affected);
    return undefined;
  },

  description: async (_, draft, value) => {
    setField(draft, 'description', 'description', value.slice(0, 2_000));
    return undefined;
  },

  noticedOn: async (context, draft, value) => {
    const { now, state } = dialogTurn(context);
    const written = CalendarDay.safeParse(value).data;
    const day = written ?? (await readReply(context, value, 'refund.askDetails')).understood.slots.day;
    if (!day) return { kind: 'unreadable', field: 'noticedOn' };
    if (day > dayAt(now, state.timeZone)) return { kind: 'inFuture' };
    setField(draft, 'noticedOn', 'noticedOn', day);
    return undefined;
  },

  seller: async (context, draft, value) => {
    const { now, ports } = dialogTurn(context);
    const { slots } = (await readReply(context, value, 'refund.askSeller')).understood;
    const acts = slots.sellerActs ?? [];
    const outcome = choiceOf(value, SellerOutcome.options, ports.content.words.seller) ?? outcomeBy(acts);
    const seller = slots.seller ?? (outcome && { outcome });
    if (!seller) return { kind: 'unreadable', field: 'seller' };
    setField(draft, 'seller', 'seller', seller);
    draft.sellerToldAt = now;
    draft.sellerActs = acts.map((act) => ({ act, at: now, said: value.slice(0, 200) }));
    return undefined;
  },

  remedy: async (context, draft, value) => {
    const { rules, content } = dialogTurn(context).ports;
    const { slots } = (await readReply(context, value, 'refund.askRemedy')).understood;
    const remedy = choiceOf(value, Remedy.options, content.words.remedy) ?? slots.remedy;
    if (!remedy) return { kind: 'unreadable', field: 'remedy' };
    const offered = remedies(draft, rules);
    if (offered.length > 0 && !offered.includes(remedy))
      return { kind: 'notOffered', offered: offered.map((each) => content.words.remedy[each]) };
    if (remedy !== draft.remedy) setField(draft, 'remedy', 'remedy', remedy);
    return undefined;
  },

  amount: async (context, draft, value) => {
    const { rules, content } = dialogTurn(context).ports;
    const said = (await readReply(context, value, 'refund.askAmount')).understood.slots.amount;
    if (!said) return { kind: 'unreadable', field: 'amount' };
    if (!draft.order) return { kind: 'orderFirst' };
    const atMost = maxRefund(draft.order, draft.remedy, rules);
    const asked = checkAmount(said, atMost);
    if (asked.kind !== 'ok') return { kind: asked.kind, atMost };
    const isAll = asked.amount.minor === draft.order.paid.minor;
    const offered = remedies(draft, rules);
    const needs = isAll ? 'fullRefund' : 'partialRefund';
    if (offered.length > 0 && draft.remedy !== 'compensationForDelay' && !offered.includes(needs))
      return { kind: 'notOffered', offered: offered.map((each) => content.words.remedy[each]) };
    if (draft.remedy !== 'compensationForDelay') draft.remedy = needs;
    setField(draft, 'amount', 'amount', asked.amount);
    return undefined;
  },
};

/** By its own name, or by what a button calls it. */
function choiceOf<T extends string>(
  value: string,
  options: readonly T[],
  titles: Readonly<Record<T, string>>,
): T | undefined {
  const choices: Choice<T>[] = options.map((option) => ({ value: option, title: titles[option] }));
  return options.find((option) => option === value) ?? (/^\d/.test(value) ? undefined : matchChoice(value, choices));
}
