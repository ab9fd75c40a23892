import type { ProblemType } from '../refunds/refundTerms.js';
import type { Likeness } from './phraseIndex.js';
import { type FaqTopic, INTENTS, type Intent } from './understanding.js';
import type { Clause } from './words.js';

/** What the readers found in one clause, before they are weighed against each other. */
export type Readings = {
  readonly clause: Clause;
  readonly alike: ReadonlyMap<string, Likeness>;
  readonly cues: ReadonlyMap<Intent | 'elsewhere', number>;
  readonly problems: ReadonlyMap<ProblemType, number>;
};

/** What one clause may mean, each 0 to 1. */
export type ClauseLabels = {
  readonly clause: Clause;
  readonly intents: ReadonlyMap<Intent, number>;
  readonly topics: ReadonlyMap<FaqTopic, number>;
  readonly problems: ReadonlyMap<ProblemType, number>;
  /** How sure it is that the clause is about something that is not our work. */
  readonly elsewhere: number;
};

/**
 * Weighs the readings of the same words. A cue reads two or three words, a phrase the whole clause: beside a likely
 * topic, cues count less. A statement that is nearly one of a topic's own statements ("he wants me to cancel the order
 * without a refund") tells no problem, whatever words of one are in it.
 */
export function settle({ clause, alike, cues, problems }: Readings): ClauseLabels {
  const intents = new Map<Intent, number>();
  const topics = new Map<FaqTopic, number>();
  for (const [label, likeness] of alike) {
    if (isIntent(label)) intents.set(label, likeness.covered ** STRICT * likeness.fits);
    else topics.set(label, topicScore(likeness, clause));
  }
  const best = sharpen(clause, topics, intents, alike);
  const words = alike.get(best)?.shared ?? 0;
  const likely = isTelling(clause) && words >= 2 && (topics.get(best) ?? 0) >= LIKELY;
  const trust = !likely ? 1 : clause.asks || clause.supposes ? CUE_IN_QUESTION : CUE_IN_STATEMENT;
  for (const [label, score] of cues) {
    if (label === 'elsewhere') continue;
    const counts = OUTRANKED.has(label) ? score * trust : score;
    if (counts > (intents.get(label) ?? 0)) intents.set(label, counts);
  }
  const elsewhere = (cues.get('elsewhere') ?? 0) * (likely && words > 2 ? CUE_IN_STATEMENT : 1);
  return { clause, intents, topics, problems: isSaid(clause, alike) ? changeOfMind(problems) : problems, elsewhere };
}

/** One word in common may be chance, so the profile, which would find it again, helps only from two on. */
function topicScore({ covered, fits, said, profile, shared }: Likeness, clause: Clause): number {
  if (covered * fits === 1) return 1;
  // A statement that is only like a question: "the box was not broken".
  const unasked = !clause.asks && !clause.supposes && said < covered * UNASKED;
  const near = (unasked ? covered * UNASKED : covered) ** LOOSE * fits;
  if (shared < 2) return near * CHANCE;
  if (!unasked) return near + PROFILE * profile * (1 - near);
  return near < LIKELY && clause.words.some((word) => word.idea === 'not') ? near * UNLIKE : near;
}

/** Two words say little. */
function isTelling(clause: Clause): boolean {
  return clause.words.filter((word) => !word.empty).length > 2;
}

function isSaid(clause: Clause, alike: ReadonlyMap<string, Likeness>): boolean {
  if (clause.asks || clause.supposes) return false;
  return [...alike].some(([label, one]) => one.said * one.fits >= SAID && one.shared >= 2 && !isIntent(label));
}

/** The one problem that is a question of the article as well. */
function changeOfMind(problems: ReadonlyMap<ProblemType, number>): ReadonlyMap<ProblemType, number> {
  return new Map([...problems].filter(([type]) => type === 'changeOfMind'));
}

/** All of these are chosen on the rows of test/understanding. */
const LIKELY = 0.6;
const CUE_IN_QUESTION = 0.6;
const CUE_IN_STATEMENT = 0.8;
const SAID = 0.7;
const CHANCE = 0.9;
/** Half a phrase is worth more than half, because buyers leave words out; of the few phrases of an intent less so. */
const LOOSE = 0.5;
const STRICT = 0.8;
const UNASKED = 0.85;
/** ... and one that denies something: "it was not broken". */
const UNLIKE = 0.6;
/** A short clause is never surer than this, unless it is a phrase itself. */
const SHORT_MOST = 0.85;
/** How much of what the nearest phrase leaves open the profile may fill. */
const PROFILE = 0.8;
/** How much a lead over the next label adds to a score. */
const LEAD = 4;
/** ... up to this share of what is open: a lead alone makes nothing certain. */
const MOST = 0.6;
/** Below this a lead means nothing: the clause shares a word with us by chance. */
const FLOOR = 0.3;
/** ... unless most of the clause is said in the topic's own words. */
const MOSTLY = 0.55;

/** Whoever asks for a person, or is angry, is heard first. */
const OUTRANKED: ReadonlySet<Intent | 'elsewhere'> = new Set(
  INTENTS.filter((intent) => intent !== 'contactHuman' && intent !== 'complaint' && intent !== 'botChallenge'),
);
/** Their phrases are made of words that any question has. */
const VAGUE: ReadonlySet<Intent> = new Set<Intent>(['help', 'botChallenge', 'complaint']);

/** Among many topics the best one's score says less than how far it is ahead. Answers the best one. */
function sharpen(
  clause: Clause,
  topics: Map<FaqTopic, number>,
  intents: ReadonlyMap<Intent, number>,
  alike: ReadonlyMap<string, Likeness>,
): FaqTopic {
  let best = '';
  let first = 0;
  let second = 0;
  for (const [topic, score] of topics) {
    if (score > first) {
      second = first;
      first = score;
      best = topic;
    } else if (score > second) second = score;
  }
  for (const [intent, score] of intents) if (!VAGUE.has(intent)) second = Math.max(second, score);
  const { shared = 0, known = 0, said = 0, fits = 0 } = alike.get(best) ?? {};
  // A statement that is only like a question is not helped: "the box was not broken".
  const meant = clause.asks || clause.supposes || said * fits >= FLOOR;
  if (meant && first >= FLOOR && first > second && (shared >= 2 || known >= MOSTLY)) {
    const ahead = first + Math.min(MOST, LEAD * (first - second)) * (1 - first);
    topics.set(best, isTelling(clause) || first === 1 ? ahead : Math.max(first, Math.min(SHORT_MOST, ahead)));
  }
  return best;
}

const KNOWN_INTENTS: ReadonlySet<string> = new Set(INTENTS);

function isIntent(label: string): label is Intent {
  return KNOWN_INTENTS.has(label);
}
