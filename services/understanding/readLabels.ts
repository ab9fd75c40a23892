import { createCueReader, ideasOf } from './cues.js';
import { INTENT_CUES } from './intentCues.js';
import { INTENT_PHRASES } from './intentPhrases.js';
import { createPhraseReader } from './phraseIndex.js';
import { PROBLEM_CUES } from './problemCues.js';
import { type ClauseLabels, type Readings, settle } from './settle.js';
import { createSpeller } from './speller.js';
import { tokens } from './tokens.js';
import type { FaqTopic } from './understanding.js';
import { IDEAS } from './vocabulary.js';
import { type Clause, ideaOf, readClauses, type Speller } from './words.js';

export type LabelReader = { readonly spell: Speller; read(clauses: readonly Clause[]): ClauseLabels[] };

/** Builds the reader of intents, topics and problems once from the phrases; nothing is read from disk. */
export function createLabelReader(faqPhrases: Readonly<Record<FaqTopic, readonly string[]>>): LabelReader {
  const examples = [...Object.entries(faqPhrases), ...Object.entries(INTENT_PHRASES)];
  const correct = createSpeller(knownWords(examples));
  const looked = ideasOf([...PROBLEM_CUES, ...INTENT_CUES]);
  // A phrase may have a word one letter away from one that a cue looks for ("holds", "holes").
  const spell: Speller = (word) => (looked.has(ideaOf(word)) ? word : correct(word));
  const phrases = new Map(
    examples.map(([label, texts]) => [label, texts.map((text) => oneClause(text, spell))] as const),
  );
  const alike = createPhraseReader(phrases);
  const problemsOf = createCueReader(PROBLEM_CUES);
  const cuesOf = createCueReader(INTENT_CUES);
  const readings = (clauses: readonly Clause[]): Readings[] =>
    alike(clauses).map((found, at) => {
      const clause = clauses[at] ?? NO_CLAUSE;
      return { clause, alike: found, cues: cuesOf(clause), problems: problemsOf(clause) };
    });
  return {
    spell,
    read: (clauses) => {
      const apart = readings(clauses);
      const whole = across(apart, (clause) => readings([clause]));
      return (whole ?? apart).map(settle);
    },
  };
}

/** A phrase is one thought, whatever its punctuation. */
function oneClause(text: string, spell: Speller): Clause {
  const clauses = readClauses(tokens(text), spell);
  return {
    words: clauses.flatMap((clause) => clause.words),
    asks: clauses.some((clause) => clause.asks || clause.supposes),
    supposes: false,
  };
}

function knownWords(examples: readonly (readonly [string, readonly string[]])[]): Set<string> {
  const words = new Set(IDEAS.keys());
  for (const [, texts] of examples) {
    for (const text of texts) {
      for (const token of tokens(text)) if (token.kind === 'word') words.add(token.text);
    }
  }
  return words;
}

const NO_CLAUSE: Clause = { words: [], asks: false, supposes: false };
/** Longer messages tell a story; their clauses are read one by one. */
const ONE_THOUGHT_WORDS = 16;
const LIKELY = 0.6;

/**
 * The message as one thought, when a topic needs words of several clauses: "my bank account is gone, how do I get the
 * refund". Not when a problem is told: that is news of its own, whatever is asked beside it.
 */
function across(
  apart: readonly Readings[],
  read: (clause: Clause) => readonly Readings[],
): readonly Readings[] | undefined {
  const words = apart.flatMap((one) => one.clause.words);
  if (apart.length < 2 || words.length > ONE_THOUGHT_WORDS) return undefined;
  if (apart.some((one) => settle(one).problems.size > 0 && !one.clause.asks && !one.clause.supposes)) return undefined;
  const whole = read({
    words,
    asks: apart.some((one) => one.clause.asks),
    supposes: apart.some((one) => one.clause.supposes),
  });
  let best: string | undefined;
  let score = 0;
  for (const { topics } of whole.map(settle))
    for (const [topic, found] of topics) if (found > score) [best, score] = [topic, found];
  if (best === undefined || score < LIKELY) return undefined;
  const spans = sharedOf(whole, best) > sharedOf(apart, best);
  return spans || apart.some((one) => pointsBack(one.clause)) ? whole : undefined;
}

/** "is it covered?", "is that ok?": what it is about was said before. */
function pointsBack({ words, asks }: Clause): boolean {
  return asks && words.some(({ text }) => BACK.has(text)) && words.filter((word) => !word.empty).length <= 2;
}

const BACK = new Set('it that this them these those'.split(' '));

function sharedOf(readings: readonly Readings[], label: string): number {
  return Math.max(...readings.map((one) => one.alike.get(label)?.shared ?? 0));
}
