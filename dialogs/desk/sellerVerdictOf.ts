import type { Words } from '../../services/content/words.js';
import type { SellerVerdict } from '../../services/desk/deskApi.js';
import type { RefundCase } from '../../services/refunds/refundCase.js';
import type { RuleNumbers } from '../../services/refunds/ruleNumbers.js';
import { type SellerFinding, sellerVerdict } from '../../services/refunds/sellerVerdict.js';
import type { ConversationState } from '../conversationState.js';

/**
 * What is known of the seller's conduct, in words with what shows it. `cases`: the buyer's, where they could be read; the
 * one that the conversation is about counts. undefined: nothing is known.
 */
export function sellerVerdictOf(
  state: ConversationState,
  now: number,
  rules: RuleNumbers,
  words: Words,
  cases: readonly RefundCase[] = [],
): SellerVerdict | undefined {
  const finding = sellerFinding(state, now, rules, cases);
  if (!finding) return undefined;
  const { reason: text, source } = words.sellerVerdict;
  const reasons = finding.reasons.map((reason) => ({
    text: text(reason, state.timeZone),
    source: source(reason),
    ...(reason.at === undefined ? {} : { at: reason.at }),
  }));
  return { kind: finding.conduct, isUncooperative: finding.isUncooperative, reasons };
}

/** The same as facts. */
export function sellerFinding(
  state: ConversationState,
  now: number,
  rules: RuleNumbers,
  cases: readonly RefundCase[] = [],
): SellerFinding | undefined {
  const draft = state.draft ?? state.filing?.draft;
  const filed = draft ? undefined : state.filed.at(-1);
  const about = draft ?? filed ?? state.parked ?? state.refused;
  const order = draft?.order ?? (filed ? undefined : (state.parked ?? state.refused)?.order);
  const ofCase = cases.find(({ caseId, request }) =>
    filed ? caseId === filed.caseId : request.orderId === order?.orderId,
  );
  const seller = about?.seller ?? ofCase?.request.seller;
  const toldAt = about?.sellerToldAt ?? ofCase?.openedAt ?? now;
  const facts = {
    told: seller ? { outcome: seller.outcome, silentDays: seller.silentDays, toldAt } : undefined,
    acts: about?.sellerActs ?? state.sellerActs,
    route: order?.route,
    case: ofCase,
  };
  return sellerVerdict(facts, now, rules);
}
