import type { HandoffReason } from '../../desk/deskState.js';
import type { KnownFacts } from '../copy.js';
import type { SummaryFacts, SummaryWords } from '../summaryWords.js';
import { words } from './words.js';

/** The summary in English, as a colleague would write it. */
export const summaryWords: SummaryWords = {
  about,
  lines: (facts) => [
    ...(facts.isFiling ? ['A case on this is being opened right now.'] : []),
    ...facts.filed.slice(-3).map(({ caseId, about: on }) => `Case ${caseId} is filed${on ? `: ${on}` : ''}.`),
    about(facts.known, facts.claimedOrder),
    happened(facts.known),
    seller(facts),
    wanted(facts.known),
    evidence(facts),
    missing(facts),
    facts.because === undefined ? '' : `A person is wanted: ${BECAUSE[facts.because]}.`,
    WHO[facts.who],
  ],
};

function about({ problem, affected, order }: KnownFacts, claimedOrder: string | undefined): string {
  const what = problem === undefined ? '' : words.problem[problem];
  const many = affected ? `, ${words.affected(affected, order)}` : '';
  const where = order
    ? `order ${order.orderId} (${order.title}), ${words.money(order.paid)}, from ${order.sellerName}`
    : claimedOrder === undefined
      ? ''
      : `order ${claimedOrder}, as the buyer says`;
  if (what === '') return where === '' ? '' : sentence(`About ${where}`);
  return sentence(`${what}${many}${where === '' ? '' : `: ${where}`}`);
}

/** Names of firms end with a full stop of their own. */
function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

function happened({ description, noticedOn }: KnownFacts): string {
  const noticed = noticedOn ? `Noticed on ${words.calendarDay(noticedOn)}.` : '';
  return [description ? `The buyer says: "${description}"` : '', noticed].filter((part) => part !== '').join(' ');
}

function seller({ finding, timeZone }: SummaryFacts): string {
  if (!finding) return '';
  const { conduct, reason } = words.sellerVerdict;
  const facts = finding.reasons.slice(0, 3).map((each) => reason(each, timeZone));
  return `${conduct[finding.conduct]}. ${facts.join(' ')}`;
}

function wanted({ remedy, amount }: KnownFacts): string {
  if (remedy === undefined) return '';
  return `Wants: ${words.remedy[remedy].toLowerCase()}${amount ? `, ${words.money(amount)}` : ''}.`;
}

function evidence({ known, openEvidence }: SummaryFacts): string {
  if (known.evidenceLinks === undefined && known.evidenceFiles === undefined) return '';
  const sent = [count(known.evidenceFiles?.length ?? 0, 'file'), count(known.evidenceLinks?.length ?? 0, 'link')]
    .filter((part) => part !== '')
    .join(' and ');
  const open = openEvidence.map((item) => words.evidence[item]).join('; ');
  return `Evidence: ${sent === '' ? 'none yet' : sent}.${open === '' ? '' : ` Would help: ${open}.`}`;
}

function missing({ missing: fields, known }: SummaryFacts): string {
  const nothing = Object.values(known).every((value) => value === undefined);
  if (nothing) return '';
  return fields.length === 0 ? '' : `Not known yet: ${fields.map((field) => NAMES[field] ?? '').join(', ')}.`;
}

function count(many: number, noun: string): string {
  return many === 0 ? '' : `${many} ${many === 1 ? noun : `${noun}s`}`;
}

const NAMES: Readonly<Record<SummaryFacts['missing'][number], string>> = {
  order: 'which order',
  problem: 'what went wrong',
  affected: 'how many',
  description: 'what happened',
  noticedOn: 'when it was noticed',
  seller: 'what the seller said',
  remedy: 'what is wanted',
  amount: 'how much',
  evidence: 'evidence',
};

const WHO: Readonly<Record<SummaryFacts['who'], string>> = {
  vouchedFor: 'The shop vouches for who the buyer is.',
  proven: 'The buyer has proven by a code who they are.',
  unknown: 'Who the buyer is nobody vouches for: orders and cases are not to be shown to them.',
};

const BECAUSE: Readonly<Record<HandoffReason, string>> = {
  asked: 'the buyer asked for one',
  sellerUncooperative: 'the buyer asked for one, and the seller is uncooperative',
  lost: 'the bot did not understand the buyer',
  noSuchOrder: 'none of the order numbers was one of theirs',
  fraud: 'it is about fraud, or a charge that the buyer did not make',
  chargeback: 'the buyer has a dispute with a bank or card',
  counterfeit: 'the buyer says that the goods are fakes',
  legalThreat: 'the buyer speaks of lawyers, courts or the police',
  danger: 'somebody was hurt, or is in danger',
  takenOver: 'an agent came by themselves',
};
