import type { ProblemType } from '../refunds/refundTerms.js';
import { createCueReader } from './cues.js';
import { INTENT_CUES } from './intentCues.js';
import { INTENT_PHRASES } from './intentPhrases.js';
import { createPhraseReader } from './phraseIndex.js';
import { PROBLEM_CUES } from './problemCues.js';
import { createSpeller } from './speller.js';
import { tokens } from './tokens.js';
import { type FaqTopic, INTENTS, type Intent } from './understanding.js';
import { IDEAS } from './vocabulary.js';
import { type Clause, readClauses, type Speller } from './words.js';

/** What one clause may mean, each 0 to 1. */
export type ClauseLabels = {
  readonly clause: Clause;
  readonly intents: ReadonlyMap<Intent, number>;
  readonly topics: ReadonlyMap<FaqTopic, number>;
  readonly problems: ReadonlyMap<ProblemType, number>;
  /** How sure it is that the clause is about something that is not our work. */
  readonly elsewhere: number;
};

export type LabelReader = { readonly spell: Speller; read(clauses: readonly Clause[]): ClauseLabels[] };

/** Builds the reader of intents, topics and problems once from the phrases; nothing is read from disk. */
export function createLabelReader(faqPhrases: Readonly<Record<FaqTopic, readonly string[]>>): LabelReader {
  const examples = [...Object.entries(faqPhrases), ...Object.entries(INTENT_PHRASES)];
  const spell = createSpeller(knownWords(examples));
  const phrases = new Map(
    examples.map(([label, texts]) => [label, texts.map((text) => oneClause(text, spell))] as const),
  );
  const alike = createPhraseReader(phrases);
  const problemsOf = createCueReader(PROBLEM_CUES);
  const cuesOf = createCueReader(INTENT_CUES);
  return {
    spell,
    read: (clauses) =>
      clauses.map((clause) => {
        const intents = new Map<Intent, number>();
        const topics = new Map<FaqTopic, number>();
        for (const [label, score] of alike(clause)) {
          if (isIntent(label)) raise(intents, label, score);
          else raise(topics, label, score);
        }
        let elsewhere = 0;
        for (const [label, score] of cuesOf(clause)) {
          if (label === 'elsewhere') elsewhere = Math.max(elsewhere, score);
          else raise(intents, label, score);
        }
        return { clause, intents, topics, problems: problemsOf(clause), elsewhere };
      }),
  };
}

function raise<L>(scores: Map<L, number>, label: L, score: number): void {
  if (score > (scores.get(label) ?? 0)) scores.set(label, score);
}

const KNOWN_INTENTS: ReadonlySet<string> = new Set(INTENTS);

function isIntent(label: string): label is Intent {
  return KNOWN_INTENTS.has(label);
}

/** A phrase is one thought, whatever its punctuation. */
function oneClause(text: string, spell: Speller): Clause {
  const clauses = readClauses(tokens(text), spell);
  return { words: clauses.flatMap((clause) => clause.words), asks: false, supposes: false };
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
