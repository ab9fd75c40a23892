import type { ProblemType } from '../refunds/refundTerms.js';
import type { ClauseLabels } from './settle.js';
import type { FaqTopic, Intent, Label, Slots, Understood } from './understanding.js';
import { type Clause, OPENERS } from './words.js';

/** From here on a label is acted on. Chosen on the rows of test/understanding: all of them act on the right label. */
const ACT = 0.6;
/** From here on a label is worth asking about; below it the message is about something else. */
const CLARIFY = 0.4;
/** Two labels nearer than this are both offered. */
const MARGIN = 0.05;
/** A legal threat, as against an angry word. */
const CERTAIN = 0.95;
/** Commands given in words count only in messages this short; in a story "I waited" is no command. */
const SHORT_WORDS = 8;

/** Turns the scores into one of the three decisions; the answer to the open question comes first. */
export function decide(read: readonly ClauseLabels[], slots: Slots, asked: string | undefined): Understood {
  const problem = bestProblem(read, asked);
  const labels = collect(read, slots, problem, asked);
  const { topic, intent } = pick(labels);
  // A problem that only a question names ("what proof for broken goods?") is no reason to file.
  const told =
    problem &&
    (problem.told || topic === undefined || topic.score < ACT) &&
    !(problem.type === 'changeOfMind' && !intent && asked !== 'refund.askProblem');
  const common = { slots, top: labels.top, ...(told && { problem: problem.type }) };
  const urgent = best(labels.intents, ['contactHuman', 'complaint', ...(problem?.told ? [] : COMMANDS)]);

  if (urgent !== undefined && urgent.score >= 0.85 && !(topic && topic.score > urgent.score)) {
    return { decision: 'act', intent: urgent.label, ...common };
  }
  if (asked !== undefined && answers(asked, read, slots, problem)) {
    const also = topic?.asks === true && topic.score >= ACT ? { topic: topic.label } : {};
    // "the missing ones" as a remedy, "he says it is not broken" of the seller: no news of the problem.
    const { problem: named, ...rest } = common;
    return { decision: 'act', ...also, ...rest, ...(named && TELL_PROBLEM.has(asked) && { problem: named }) };
  }
  const strongest = Math.max(topic?.score ?? 0, intent?.score ?? 0);
  const elsewhere = Math.max(0, ...read.map((clause) => clause.elsewhere));
  if (elsewhere > 0 && elsewhere >= strongest && !problem?.told) return { decision: 'outOfScope', ...common };
  if (strongest >= ACT && !isClose(labels.top)) {
    return {
      decision: 'act',
      ...(intent && intent.score >= ACT && { intent: intent.label }),
      ...(topic && topic.score >= ACT && { topic: topic.label }),
      ...common,
    };
  }
  if (strongest >= CLARIFY) return { decision: 'clarify', ...common };
  return asked !== undefined && read.length > 0 && !read.some((one) => one.clause.asks)
    ? { decision: 'clarify', ...common, top: [] }
    : { decision: 'outOfScope', ...common };
}

const TELL_PROBLEM = new Set(['refund.askOrder', 'refund.askProblem']);

/** `askedBy`: what the problem counts when only a question names it. */
type Problem = {
  readonly type: ProblemType;
  readonly score: number;
  readonly told: boolean;
  readonly askedBy: number;
};

/** The strongest problem that is told; else one that a question names. The earlier one wins when they are equal. */
function bestProblem(read: readonly ClauseLabels[], asked: string | undefined): Problem | undefined {
  let found: Problem | undefined;
  for (const { clause, problems } of read) {
    const told = asked === 'refund.askProblem' || (!clause.asks && !clause.supposes);
    for (const [type, score] of problems) {
      const better = found === undefined || (told !== found.told ? told : score > found.score);
      if (better) found = { type, score, told, askedBy: naming(clause) };
    }
  }
  return found;
}

const COMMANDS: readonly Intent[] = [
  'cancel',
  'back',
  'restart',
  'repeat',
  'why',
  'wait',
  'skip',
  'botChallenge',
  'transcript',
];
const POLITE: readonly Intent[] = ['greeting', 'thanks', 'goodbye'];

type Scored<L> = { readonly label: L; readonly score: number; readonly asks: boolean; readonly at: number };
type Labels = {
  readonly intents: readonly Scored<Intent>[];
  readonly topics: readonly Scored<FaqTopic>[];
  readonly top: readonly Label[];
};

function collect(
  read: readonly ClauseLabels[],
  slots: Slots,
  problem: Problem | undefined,
  asked: string | undefined,
): Labels {
  const intents: Scored<Intent>[] = [];
  const topics: Scored<FaqTopic>[] = [];
  const short = read.reduce((sum, one) => sum + one.clause.words.length, 0) <= SHORT_WORDS;
  const story = problem?.told === true && problem.type !== 'changeOfMind';
  read.forEach((one, at) => {
    const { asks } = one.clause;
    for (const [label, score] of one.intents) {
      if (COMMANDS.includes(label) && !(short && (asked !== undefined || !SOFT.includes(label)))) continue;
      if (story && (label === 'help' || POLITE.includes(label) || (label === 'complaint' && score < CERTAIN))) continue;
      if (label === 'openRefund' && problem?.type === 'changeOfMind' && asks) continue;
      if (label === 'cancel' && problem?.type === 'cancelBeforeShipment') continue;
      intents.push({ label, score: label === 'openRefund' && asks ? score * asking(one) : score, asks, at });
    }
    for (const [label, score] of one.topics) {
      // A story told is a case to open, not a question about how cases go; a question beside it is answered too.
      if (story && (!asks || label === 'how_to_start')) continue;
      topics.push({ label, score: Math.min(1, score), asks, at });
    }
  });
  intents.push(...implied(slots, problem, intents));
  return { intents, topics, top: topOf([...intents, ...topics]) };
}

/** "what if it is broken", "is damage covered" ask about a problem; "where is my parcel", "can I return a broken one" have it. */
function naming(clause: Clause): number {
  const first = clause.words.find((word) => !OPENERS.has(word.text))?.text ?? '';
  if (first === 'where') return 1;
  return clause.supposes || (ABOUT.has(first) && clause.asks) ? 0.5 : 0.8;
}

const ABOUT = new Set('what how who which why when is are was were does do should may'.split(' '));

/** "what is the deadline for opening a dispute" asks about refunds; "can I get my money back" asks for one, nearly. */
function asking({ clause }: ClauseLabels): number {
  const first = clause.words.find((word) => !OPENERS.has(word.text))?.text ?? '';
  return first === 'how' || first.startsWith('wh') ? 0.5 : 0.85;
}

/** Said only to be answered in a prompt; outside of one they are ordinary words. */
const SOFT: readonly Intent[] = ['skip', 'wait', 'why', 'back'];

/** What the slots and the problem say about the intent when no words do. `at` -1: it stands beside any question. */
function implied(slots: Slots, problem: Problem | undefined, intents: readonly Scored<Intent>[]): Scored<Intent>[] {
  const add = (label: Intent, score: number): Scored<Intent> => ({
    label,
    score,
    asks: problem?.told === false,
    at: -1,
  });
  const tracks = intents.some((one) => one.label === 'trackRefund' && one.score >= ACT);
  if (problem?.type === 'refundNotArrived')
    return tracks ? [] : [add('trackRefund', problem.told ? problem.score : problem.score * problem.askedBy)];
  if (problem !== undefined && problem.type !== 'changeOfMind') {
    return [add('openRefund', problem.told ? problem.score : problem.score * problem.askedBy)];
  }
  if (slots.remedy !== undefined) return [add('openRefund', 0.7)];
  if (slots.orderIds.length > 0) return [add('openRefund', 0.5), add('trackRefund', 0.5)];
  return slots.links.length > 0 ? [add('openRefund', 0.4)] : [];
}

function pick(labels: Labels): { topic?: Scored<FaqTopic>; intent?: Scored<Intent> } {
  const topic = highest(labels.topics);
  // "can you help" says little beside anything else that was said.
  const more = [...labels.intents, ...labels.topics].some((one) => one.score >= ACT && !isFiller(one.label));
  const spoken = labels.intents.filter((one) => !POLITE.includes(one.label) && !(more && isFiller(one.label)));
  const intent = highest(spoken) ?? (topic === undefined ? highest(labels.intents) : undefined);
  if (topic === undefined || intent === undefined) return { ...(topic && { topic }), ...(intent && { intent }) };
  // Two thoughts in one message are both served; two readings of the same words are not.
  const inQuestion = intent.at === -1 && intent.asks;
  const twoThoughts = topic.at !== intent.at && !inQuestion && topic.asks && intent.score >= ACT && topic.score >= ACT;
  const implies = intent.at === -1 && topic.asks && topic.score >= ACT && !hasTold(labels);
  if (twoThoughts && !implies) return { topic, intent };
  return topic.score >= intent.score || implies ? { topic } : { intent };
}

function isFiller(label: string): boolean {
  return label === 'help' || label === 'greeting' || label === 'thanks' || label === 'goodbye';
}

/** Whether anything beside the question was told: an implied intent at full strength. */
function hasTold(labels: Labels): boolean {
  return labels.intents.some((one) => one.at === -1 && one.score >= 0.85);
}

function highest<L>(scored: readonly Scored<L>[]): Scored<L> | undefined {
  let found: Scored<L> | undefined;
  for (const one of scored) if (found === undefined || one.score > found.score) found = one;
  return found;
}

function best(scored: readonly Scored<Intent>[], among: readonly Intent[]): Scored<Intent> | undefined {
  return highest(scored.filter((one) => among.includes(one.label)));
}

/** The three best labels, each once. */
function topOf(scored: readonly Scored<string>[]): Label[] {
  const scores = new Map<string, number>();
  for (const one of scored) scores.set(one.label, Math.max(scores.get(one.label) ?? 0, one.score));
  return [...scores]
    .filter(([, score]) => score >= 0.2)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, 3)
    .map(([label, score]) => ({ label, score: Math.round(Math.min(1, score) * 1000) / 1000 }));
}

/** Two labels that nearly tie below certainty: the buyer says which. */
function isClose(top: readonly Label[]): boolean {
  const [first, second] = top;
  return first !== undefined && second !== undefined && first.score < 0.75 && first.score - second.score < MARGIN;
}

/** Whether the message answers the open question, by the question's copy key. */
function answers(asked: string, read: readonly ClauseLabels[], slots: Slots, problem: Problem | undefined): boolean {
  const tells = read.some((one) => !one.clause.asks && one.clause.words.length > 0);
  switch (asked) {
    case 'refund.askOrder':
      return slots.orderIds.length > 0;
    case 'refund.askProblem':
      return problem !== undefined;
    case 'refund.askDetails':
      return tells || slots.affected !== undefined || slots.day !== undefined;
    case 'refund.askSeller':
      return slots.seller !== undefined;
    case 'refund.sellerDraft':
      return tells;
    case 'refund.askRemedy':
      return slots.remedy !== undefined;
    case 'refund.askAmount':
      return slots.amount !== undefined || slots.affected?.share !== undefined;
    case 'refund.askEvidence':
      return slots.links.length > 0;
    default:
      return false;
  }
}
