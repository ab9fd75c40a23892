import { type ConversationState, readConversationState } from '../../dialogs/conversationState.js';
import type { RefundDraft } from '../../dialogs/refund/refundDraft.js';
import type { CaseBackend } from '../../services/cases/caseBackend.js';
import { isOrdersAway, readsInTime } from '../../services/cases/ordersAway.js';
import { REVIEW_FIELDS, type ReviewField } from '../../services/content/copy.js';
import { decisionWords } from '../../services/content/en/decisionWords.js';
import { fieldRows } from '../../services/content/filingRows.js';
import type { Words } from '../../services/content/words.js';
import type { ConversationStore } from '../../services/conversations/conversationStore.js';
import type { AuditEntry, Context, EarlierConversation, Gathered, SellerVerdict } from '../../services/desk/deskApi.js';
import { DeskRow } from '../../services/desk/deskRow.js';
import type { EvidenceFiles } from '../../services/evidence/evidenceFiles.js';
import { isOpen } from '../../services/refunds/caseMoves.js';
import { caseTimeline } from '../../services/refunds/caseTimeline.js';
import { nextStep } from '../../services/refunds/nextStep.js';
import type { Order } from '../../services/refunds/order.js';
import { decide, type Eligibility } from '../../services/refunds/policy.js';
import type { RefundCase } from '../../services/refunds/refundCase.js';
import type { RuleNumbers } from '../../services/refunds/ruleNumbers.js';
import { buyerName } from './buyerName.js';
import { evidenceOf } from './contextEvidence.js';

export type ContextPorts = {
  readonly store: Pick<ConversationStore, 'state' | 'log' | 'summaries'>;
  readonly cases: CaseBackend;
  readonly rules: RuleNumbers;
  readonly words: Words;
  readonly evidence: Pick<EvidenceFiles, 'ofConversation'>;
  /** What was done to this conversation at the desk, newest first. */
  readonly audit?: (conversationId: string) => Promise<readonly AuditEntry[]>;
  /** What the seller's conduct comes to. */
  readonly verdictOf?: (facts: VerdictFacts) => SellerVerdict | undefined;
  /** The summary that was written before a person was asked for. */
  readonly summaryOf?: (state: ConversationState) => string | undefined;
  /** What an agent may put right by the command `amend`. */
  readonly canAmend?: (field: ReviewField, state: ConversationState) => boolean;
};

export type VerdictFacts = {
  readonly state: ConversationState;
  readonly draft: RefundDraft | undefined;
  readonly order: Order | undefined;
  /** Those of the order, newest first. */
  readonly cases: readonly RefundCase[];
  readonly now: number;
};

/** How many of a buyer's other conversations are shown. */
const EARLIER = 10;
const AUDIT = 100;

/**
 * What an agent has beside the thread: what the bot gathered, the buyer's orders and cases where it is known who they are,
 * and what the rules say. undefined: there is no such conversation.
 */
export async function conversationContext(
  ports: ContextPorts,
  conversationId: string,
  now: number,
): Promise<Context | undefined> {
  const { store, words, evidence, audit } = ports;
  const stored = await store.state(conversationId);
  if (stored === undefined) return undefined;
  const state = readConversationState(stored);
  const { desk, timeZone, locale } = state;
  const { buyer, owner, epoch, request, resolved, lastAgent } = desk;
  const draft = state.draft ?? state.filing?.draft ?? state.parked ?? state.refused;
  const knownId = knownBuyerOf(state, now);
  const [ofOrders, files, earlier, entries, name] = await Promise.all([
    knownId === undefined ? NOTHING : orderFacts(ports, knownId, state, draft, now),
    evidence.ofConversation(conversationId),
    knownId === undefined ? [] : earlierOf(store, knownId, conversationId),
    audit?.(conversationId) ?? [],
    buyerName(store, conversationId),
  ]);
  const { order, cases = [] } = ofOrders;
  const ofOrder = order ? cases.map((each) => each.case).filter((each) => each.request.orderId === order.orderId) : [];
  const verdict = ports.verdictOf?.({ state, draft, order, cases: ofOrder, now });
  return {
    epoch,
    owner,
    ...(buyer ? { buyer } : {}),
    ...(name === undefined ? {} : { buyerName: name }),
    isKnown: knownId !== undefined,
    timeZone,
    locale,
    ...(request ? { request } : {}),
    ...(resolved ? { resolved } : {}),
    ...(lastAgent ? { lastAgent } : {}),
    summary: ports.summaryOf?.(state) ?? inShort(words, draft),
    gathered: gatheredIn(ports, state, draft),
    evidence: evidenceOf(words, draft, files),
    ...(verdict ? { verdict } : {}),
    ...ofOrders,
    earlier,
    audit: entries.slice(0, AUDIT),
  };
}

/** Whose orders and cases may be read for this conversation; undefined: nobody's. */
export function knownBuyerOf({ desk: { buyer }, proof }: ConversationState, now: number): string | undefined {
  if (buyer?.isVerified) return buyer.id;
  return proof && now < proof.until ? proof.buyerId : undefined;
}

type OrderFacts = Pick<Context, 'order' | 'cases' | 'decision' | 'decisionText' | 'ordersAway'>;

const NOTHING: OrderFacts = {};

async function orderFacts(
  { cases, rules, words }: ContextPorts,
  buyerId: string,
  { timeZone }: ConversationState,
  draft: RefundDraft | undefined,
  now: number,
): Promise<OrderFacts> {
  try {
    const reads = readsInTime(cases);
    const orderId = draft?.order?.orderId;
    const [order, buyersCases] = await Promise.all([
      orderId === undefined ? undefined : reads.order(buyerId, orderId),
      reads.cases(buyerId),
    ]);
    const decision = order ? decisionOf(order, draft?.problem, buyersCases, { timeZone, now, rules }) : undefined;
    return {
      ...(order ? { order } : {}),
      cases: buyersCases.map((refundCase) => ({
        case: refundCase,
        stateText: words.state[refundCase.state],
        timeline: caseTimeline(refundCase).map((stop) => ({
          text: words.timelineStop(stop, timeZone),
          when: stop.is,
          ...(stop.at === undefined ? {} : { at: stop.at }),
        })),
        next: words.nextStep(nextStep(refundCase, now, rules), timeZone),
      })),
      ...(decision ? { decision, decisionText: decisionWords(decision, timeZone) } : {}),
    };
  } catch (error) {
    // The agent has the conversation all the same.
    if (!isOrdersAway(error)) throw error;
    return { ordersAway: true };
  }
}

function decisionOf(
  order: Order,
  problem: Parameters<typeof decide>[0]['problem'],
  cases: readonly RefundCase[],
  { timeZone, now, rules }: { readonly timeZone: string; readonly now: number; readonly rules: RuleNumbers },
): Eligibility {
  const ofOrder = cases.filter(({ request }) => request.orderId === order.orderId);
  const openCase = ofOrder.find(isOpen);
  return decide(
    { order, problem, openCase, timeZone, earlierCases: ofOrder.filter((each) => each !== openCase) },
    now,
    rules,
  );
}

/** Every field there is, those that are not known yet among them. */
function gatheredIn(
  ports: ContextPorts,
  state: ConversationState,
  draft: RefundDraft | undefined,
): readonly Gathered[] {
  return REVIEW_FIELDS.map((field) => {
    const [row] = draft ? fieldRows(ports.words, draft, [field]) : [];
    return {
      field,
      label: ports.words.field[field],
      ...(row ? { value: row.value } : {}),
      canAmend: ports.canAmend?.(field, state) ?? false,
    };
  });
}

function inShort(words: Words, draft: RefundDraft | undefined): string {
  if (!draft) return '';
  return fieldRows(words, draft, REVIEW_FIELDS)
    .map(({ title, value }) => `${title}: ${value}`)
    .join('; ');
}

async function earlierOf(
  store: Pick<ConversationStore, 'summaries'>,
  buyerId: string,
  except: string,
): Promise<readonly EarlierConversation[]> {
  const found = await store.summaries({ buyerId, limit: EARLIER + 1 });
  return found
    .filter(({ conversationId }) => conversationId !== except)
    .slice(0, EARLIER)
    .map(({ conversationId, updatedAt, facts }) => {
      const { summary = '', caseIds = [], lastLineAt = updatedAt } = DeskRow.safeParse(facts['desk']).data ?? {};
      return { conversationId, lastLineAt, summary, caseIds };
    });
}
