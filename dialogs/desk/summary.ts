import type { Content } from '../../services/content/content.js';
import { evidencePieces } from '../../services/content/evidenceWords.js';
import type { SummaryFacts } from '../../services/content/summaryWords.js';
import type { Words } from '../../services/content/words.js';
import { evidenceChecklist } from '../../services/refunds/evidenceChecklist.js';
import type { RefundCase } from '../../services/refunds/refundCase.js';
import type { RuleNumbers } from '../../services/refunds/ruleNumbers.js';
import { safeLines } from '../../services/transcript/safeLines.js';
import type { ConversationState } from '../conversationState.js';
import { missingFields } from '../refund/draft.js';
import type { RefundDraft } from '../refund/refundDraft.js';
import { sellerFinding } from './sellerVerdictOf.js';

/** In characters: of all of it, and of one line. */
const LONGEST = 1_200;
const LINE = 260;
/** What else would help is named up to so many. */
const OPEN_EVIDENCE = 2;

/**
 * The problem for whoever takes over, a line for each thing: what, which order, what the seller does, what is wanted, the
 * evidence, what is not known, and why a person is wanted. Nothing that a buyer or a seller wrote can begin a line of its own.
 */
export function summaryOf(
  state: ConversationState,
  now: number,
  rules: RuleNumbers,
  { words, forAgents }: Pick<Content, 'words' | 'forAgents'>,
  cases: readonly RefundCase[] = [],
): string {
  const { desk, filing, filed, proof, timeZone } = state;
  const draft = state.draft ?? filing?.draft ?? (filed.length > 0 ? undefined : (state.parked ?? state.refused));
  const facts: SummaryFacts = {
    who: desk.buyer?.isVerified ? 'vouchedFor' : proof && now < proof.until ? 'proven' : 'unknown',
    because: desk.owner.kind === 'bot' ? desk.request?.reason : desk.owner.reason,
    known: draft ?? {},
    claimedOrder: draft?.claimedOrder,
    missing: draft && !filing ? missingFields(draft, rules) : [],
    openEvidence: draft ? openEvidence(draft, words) : [],
    filed: filed.map(({ caseId, about }) => ({ caseId, about })),
    isFiling: filing !== undefined,
    finding: sellerFinding(state, now, rules, cases),
    timeZone,
  };
  const lines = forAgents.summary
    .lines(facts)
    .map((line) => oneLine(line, LINE))
    .filter((line) => line !== '');
  return cut(lines.join('\n'), LONGEST);
}

/** What a filing is about, for when its draft is gone. */
export function aboutOf(draft: RefundDraft, { forAgents }: Pick<Content, 'forAgents'>): string {
  return oneLine(forAgents.summary.about(draft, draft.claimedOrder), LINE).replace(/\.$/, '');
}

function openEvidence(draft: RefundDraft, words: Words): SummaryFacts['openEvidence'] {
  const { problem, evidenceLinks = [], evidenceFiles = [] } = draft;
  if (problem === undefined) return [];
  const list = evidenceChecklist(problem, evidencePieces(words, { evidenceLinks, evidenceFiles }));
  return list.flatMap(({ item, ticked }) => (ticked ? [] : [item])).slice(0, OPEN_EVIDENCE);
}

function oneLine(text: string, longest: number): string {
  return cut(
    safeLines(text)
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join(' '),
    longest,
  );
}

/** By whole characters, so that none is cut in half. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${[...text.slice(0, longest - 1)].filter((sign) => !/^[\ud800-\udfff]$/.test(sign)).join('')}…`;
}
