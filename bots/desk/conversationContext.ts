import { type ConversationState, readConversationState } from '../../dialogs/conversationState.js';
import { sellerVerdictOf } from '../../dialogs/desk/sellerVerdictOf.js';
import { summaryOf } from '../../dialogs/desk/summary.js';
import type { RefundDraft } from '../../dialogs/refund/refundDraft.js';
import type { CaseBackend } from '../../services/cases/caseBackend.js';
import { isOrdersAway, readsInTime } from '../../services/cases/ordersAway.js';
import type { Content } from '../../services/content/content.js';
import { REVIEW_FIELDS } from '../../services/content/copy.js';
import { decisionWords } from '../../services/content/en/decisionWords.js';
import { fieldRows } from '../../services/content/filingRows.js';
import type { Words } from '../../services/content/words.js';
import type { ConversationStore } from '../../services/conversations/conversationStore.js';
import type { AuditLog } from '../../services/desk/auditLog.js';
import type { Context, EarlierConversation, Gathered } from '../../services/desk/deskApi.js';
import { AmendableField } from '../../services/desk/deskCommand.js';
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
  readonly content: Pick<Content, 'words' | 'forAgents'>;
  readonly evidence: Pick<EvidenceFiles, 'ofConversation'>;
  readonly audit: Pick<AuditLog, 'page'>;
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
  const { store, content, rules, evidence, audit } = ports;
  const { words } = content;
  const stored = await store.state(conversationId);
  if (stored === undefined) return undefined;
  const state = readConversationState(stored);
  const { desk, timeZone, locale } = state;
  const { buyer, owner, epoch, request, resolved, lastAgent } = desk;
  const draft = state.draft ?? state.filing?.draft ?? state.parked ?? state.refused;
  const knownId = knownBuyerOf(state, now);
  const [ofOrders, files, earlier, done, name] = await Promise.all([
    knownId === undefined ? NOTHING : orderFacts(ports, knownId, state, draft, now),
    evidence.ofConversation(conversationId),
    knownId === undefined ? [] : earlierOf(store, knownId, conversationId),
    audit.page({ conversationId, limit: AUDIT }),
    buyerName(store, conversationId),
  ]);
  const { cases = [] } = ofOrders;
  // What is filed stays as it is.
  const isFiled = state.filing !== undefined || state.filed.length > 0;
  const canAmend = state.draft !== undefined || state.parked !== undefined || !isFiled;
  const known = cases.map((each) => each.case);
  const verdict = sellerVerdictOf(state, now, rules, words, known);
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
    summary: summaryOf(state, now, rules, content, known),
    gathered: gatheredIn(words, draft, canAmend),
    evidence: evidenceOf(words, draft, files),
    ...(verdict ? { verdict } : {}),
    ...ofOrders,
    earlier,
    audit: done.entries,
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
  { cases, rules, content: { words } }: ContextPorts,
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
        next: words.nextStep(nextStep(refundCase, now), timeZone),
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
function gatheredIn(words: Words, draft: RefundDraft | undefined, canAmend: boolean): readonly Gathered[] {
  return REVIEW_FIELDS.map((field) => {
    const [row] = draft ? fieldRows(words, draft, [field]) : [];
    const isAmendable = canAmend && AmendableField.safeParse(field).success;
    return { field, label: words.field[field], ...(row ? { value: row.value } : {}), canAmend: isAmendable };
  });
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
