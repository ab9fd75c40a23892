import type { ProblemType } from '../refunds/refundTerms.js';
import { answersInWords, answersWithSlots } from './answersQuestion.js';
import type { Heard } from './hear.js';
import { intentOf, problemTypeOf } from './labels.js';
import type { Reading } from './model/model.js';
import type { ModelHeader } from './model/modelFile.js';
import type { FaqTopic, Intent, Label, Slots, Understood } from './understanding.js';

/** Who asks for a person or a copy, or threatens with the law, said so in words of their own; 0 to 1. */
export type Urgent = { readonly intent: 'contactHuman' | 'complaint' | 'transcript'; readonly score: number };

export type Evidence = {
  readonly heard: Heard;
  readonly slots: Slots;
  readonly urgent: Urgent | undefined;
  /** The copy key of the open question. */
  readonly asked: string | undefined;
  readonly locale: string;
};

/** A legal threat, as against an angry word. */
const CERTAIN = 0.95;
/** A wish for a person that is surely one. */
const URGENT = 0.85;
/** A story is told, as against words that only might tell one. */
const TELLS = 0.5;
/** One sentence of a long story tells it. */
const CLEARLY = 0.9;
/** ... beside the number of an order. */
const TELLS_OF_AN_ORDER = 0.3;
/** From here on the likeliest type of problem is taken for the one. */
const NAMED = 0.45;
/** Commands given in words count only in messages this short; in a story "I waited" is no command. */
const SHORT_WORDS = 8;
/** A command in answer to a question: whoever answers it says many things that only sound like one. */
const IN_PROMPT = 0.9;
/** Said only to be answered in a prompt; outside of one they are ordinary words. */
const SOFT: readonly Intent[] = ['skip', 'wait', 'why', 'back'];
const COMMANDS: ReadonlySet<Intent> = new Set<Intent>([
  ...SOFT,
  'cancel',
  'restart',
  'repeat',
  'help',
  'capabilities',
  'botChallenge',
  'greeting',
  'thanks',
  'goodbye',
  'affirm',
  'deny',
]);
const TELL_PROBLEM = new Set(['refund.askOrder', 'refund.askProblem']);

/**
 * Turns what was heard into one of the three decisions: what the open question asked for comes first, whoever wants a
 * person before everything; then the likeliest label, if it is likely enough; else its likeliest ones are offered, unless
 * the message is about something else altogether.
 */
export function decide({ heard, slots, urgent, asked, locale }: Evidence, { thresholds }: ModelHeader): Understood {
  const { whole } = heard;
  if (heard.words === 0 && slots.links.length === 0)
    return { decision: 'outOfScope', slots, locale, inScope: 0, top: [] };
  const story = tells(heard);
  const problem = problemOf(heard, slots, asked, thresholds);
  const likely = whole.problems[0];
  const common = {
    slots,
    locale,
    inScope: rounded(whole.inScope),
    top: topOf(whole),
    ...(likely &&
      whole.told >= thresholds.told && { likelyProblem: { label: likely.label, score: rounded(likely.score) } }),
  };
  const first = whole.labels[0] ?? { label: '', score: 0 };
  const sure = likelihood(whole, first.label) >= thresholds.act && whole.inScope >= thresholds.inScope;
  const intent = intentOf(first.label);

  const calls = urgent ?? (sure && intent === 'contactHuman' ? { intent, score: first.score } : undefined);
  if (calls && calls.score >= URGENT && !(calls.intent === 'complaint' && story && calls.score < CERTAIN))
    return { decision: 'act', intent: calls.intent, ...(problem && { problem }), ...common };

  const topics = topicsAsked(heard, thresholds.act);
  const isCode = asked === 'verify.askCode' && heard.hasNumber;
  if (asked !== undefined && (isCode || answersWithSlots(asked, slots, problem))) {
    // "the missing ones" as a remedy, "he says it is not broken" of the seller: no news of the problem.
    const named = problem && TELL_PROBLEM.has(asked) ? { problem } : {};
    return { decision: 'act', ...named, ...firstOf(topics), ...common };
  }
  if (sure && intent && isCommand(intent, first.score, heard, asked) && !story)
    return { decision: 'act', intent, ...common };
  if (asked !== undefined && answersInWords(asked, heard) && !(sure && topics.length > 0 && heard.onlyAsks))
    return { decision: 'act', ...firstOf(topics), ...common };

  if (!story && isOrderNumberAlone(heard, slots))
    return { decision: 'clarify', ...common, inScope: 1, top: OF_AN_ORDER };
  if (heard.onlyGoods) return { decision: 'clarify', ...common, top: [] };
  if (sure) {
    const meant = act(first.label, { heard, slots, story, problem, topics, asked });
    if (meant) return { decision: 'act', ...meant, ...common };
  }
  const ours = whole.inScope >= thresholds.inScope;
  const ofAnOrder = asked === undefined && slots.orderIds.length > 0 && !heard.onlyAsks;
  const clear = asked === undefined || sure || (heard.told?.told ?? 0) >= CLEARLY;
  if (((story && ours && clear) || ofAnOrder) && problem) {
    // In answer to a question it is news of the problem, and no new wish.
    const wants = asked === undefined ? wish(problem) : {};
    return { decision: 'act', ...wants, problem, ...firstOf(topics), ...common };
  }
  const [question] = topics;
  if (question !== undefined && ours)
    return { decision: 'act', topic: question, ...common, top: topped(question, common.top) };
  if (asked !== undefined && !heard.onlyAsks && heard.words > 0) return { decision: 'clarify', ...common, top: [] };
  return { decision: ours ? 'clarify' : 'outOfScope', ...common };
}

/** How to cancel, and the rules of it, are served alike: either is sure when both together are. */
const CANCELS = new Set(['cancel_order', 'cancel_before_shipment']);

function likelihood({ labels }: Reading, first: string): number {
  return labels.reduce(
    (sum, { label, score }) => (label === first || (CANCELS.has(first) && CANCELS.has(label)) ? sum + score : sum),
    0,
  );
}

/** "No, 200" in answer to a question is about the number. */
function isCommand(intent: Intent, score: number, heard: Heard, asked: string | undefined): boolean {
  if (!COMMANDS.has(intent) || heard.words > SHORT_WORDS) return false;
  return asked === undefined ? !SOFT.includes(intent) : score >= IN_PROMPT && !heard.hasNumber;
}

type Sense = Pick<Understood, 'intent' | 'topic' | 'problem'>;

/** What a label that is sure means in this message, or nothing where it means nothing here. */
function act(
  label: string,
  {
    heard,
    slots,
    story,
    problem,
    topics,
    asked,
  }: {
    heard: Heard;
    slots: Slots;
    story: boolean;
    problem: ProblemType | undefined;
    topics: readonly FaqTopic[];
    asked: string | undefined;
  },
): Sense | undefined {
  const intent = intentOf(label);
  // Angry, or about the seller's no: who tells a problem with it wants it solved.
  if (story && problem && !heard.onlyAsks && TOLD_BESIDE.has(label))
    return { ...wish(problem), problem, ...firstOf(topics) };
  // "I want to cancel the order before it ships" is a wish, and no question about the rules.
  if (label === 'cancel_before_shipment' && heard.questions.length === 0)
    return { intent: 'cancelOrder', problem: 'cancelBeforeShipment' };
  if (intent === undefined) {
    const both = story && problem && heard.told !== undefined && heard.questions.length > 0 && !heard.onlyAsks;
    if (both && heard.told !== heard.whole) return { ...wish(problem), problem, topic: label };
    const ofAnOrder = problem && slots.orderIds.length > 0 && !heard.onlyAsks;
    if (ofAnOrder) return { ...wish(problem), problem };
    return { topic: label };
  }
  if (COMMANDS.has(intent)) {
    const mayBeGiven = asked === undefined && heard.words <= SHORT_WORDS && !SOFT.includes(intent);
    return mayBeGiven ? { intent } : undefined;
  }
  if (intent === 'cancelOrder') {
    if (heard.onlyAsks) return { topic: 'cancel_before_shipment' };
    return { intent, problem: 'cancelBeforeShipment', ...firstOf(topics) };
  }
  if (intent === 'openRefund') return { intent, ...(problem && { problem }), ...firstOf(topics) };
  const told = problem === 'refundNotArrived' ? { problem } : {};
  return { intent, ...told, ...(slots.orderIds.length === 0 || intent === 'trackRefund' ? firstOf(topics) : {}) };
}

/** What is no thought of its own beside a problem that is told: anger, the seller's no, the question that is about it. */
const TOLD_BESIDE = new Set([
  'seller_refuses',
  'complaint',
  'help',
  'greeting',
  'damaged_on_arrival',
  'part_of_batch_bad',
  'quantity_short',
  'counterfeit',
  'customs_held',
  'invalid_tracking',
  'parcel_lost',
  'unauthorised_charge',
  'paid_personal_account',
  'shipped_late',
  'warranty_after_months',
]);

/** What somebody wants who tells of this problem. */
function wish(problem: ProblemType): { intent: Intent } {
  return { intent: problem === 'refundNotArrived' ? 'trackRefund' : 'openRefund' };
}

function tells({ told, clearest }: Heard): boolean {
  if (told === undefined) return false;
  if (clearest !== undefined && clearest.told >= CLEARLY) return true;
  const first = told.labels[0];
  return told.told >= TELLS || (first?.way !== undefined && first.score >= TELLS);
}

/** The problem that is told; or that was asked for, and is named in any way; or that an order is named for. */
function problemOf(
  heard: Heard,
  slots: Slots,
  asked: string | undefined,
  thresholds: ModelHeader['thresholds'],
): ProblemType | undefined {
  const { told, whole, clearest } = heard;
  if (told !== undefined && tells(heard)) return typeOf(surer(told, clearest));
  const ofAnOrder =
    told !== undefined && slots.orderIds.length > 0 && heard.questions.length === 0 && whole.told >= TELLS_OF_AN_ORDER;
  const clear = !heard.onlyAsks || (whole.problems[0]?.score ?? 0) >= CLEARLY;
  const named = asked === 'refund.askProblem' && whole.inScope >= thresholds.inScope && clear;
  return named || ofAnOrder ? typeOf(whole) : undefined;
}

/** The reading whose likeliest problem is likelier. */
function surer(one: Reading, other: Reading | undefined): Reading {
  return other && (other.problems[0]?.score ?? 0) > (one.problems[0]?.score ?? 0) ? other : one;
}

/** A guess is worse than a question. */
function typeOf({ problems }: Reading): ProblemType | undefined {
  const first = problems[0];
  return first && first.score >= NAMED ? problemTypeOf(first.label) : undefined;
}

/** The topics that the questions of the message are about, each once. */
function topicsAsked({ questions }: Heard, least: number): FaqTopic[] {
  const found = new Set<FaqTopic>();
  for (const { labels } of questions) {
    const first = labels[0];
    if (first && first.score >= least && intentOf(first.label) === undefined) found.add(first.label);
  }
  return [...found];
}

/** What is asked beside it; the dialogs read further questions one by one. */
function firstOf([topic]: readonly FaqTopic[]): Sense {
  return topic === undefined ? {} : { topic };
}

/** At most three labels. */
function topOf({ labels }: Reading): Label[] {
  return labels.slice(0, 3).map(({ label, score }) => ({ label, score: rounded(score) }));
}

/** The label that is acted on comes first. */
function topped(label: string, top: readonly Label[]): Label[] {
  const found = top.find((one) => one.label === label);
  return [found ?? { label, score: 1 }, ...top.filter((one) => one.label !== label)].slice(0, 3);
}

const OF_AN_ORDER: readonly Label[] = [
  { label: 'open_refund', score: 0.5 },
  { label: 'track_refund', score: 0.5 },
];

/** "order 234193410001028893": of an order, but what? */
function isOrderNumberAlone({ words }: Heard, { orderIds }: Slots): boolean {
  return orderIds.length > 0 && words <= orderIds.length + 3;
}

function rounded(score: number): number {
  return Math.round(score * 1000) / 1000;
}
