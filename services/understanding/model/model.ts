import type { Token } from '../tokens.js';
import { IDEAS } from '../vocabulary.js';
import { type Columns, type Encoded, encodeText } from './encodeText.js';
import { FeatureTable } from './featureTable.js';
import type { ProblemLabel } from './labels.js';
import { type Logistic, type ModelData, type ModelHeader, outputsOf } from './modelFile.js';
import { createSpeller, LEFT_ALONE } from './speller.js';

export type Scored<L extends string> = { readonly label: L; readonly score: number };

/** `way`: the problem that the likeliest way to mean it tells. */
export type ScoredLabel = Scored<string> & { readonly way?: ProblemLabel };

/** What one text may mean; all scores are probabilities. */
export type Reading = {
  /** Every label, the likeliest first. */
  readonly labels: readonly ScoredLabel[];
  /** Which problem it would be if one is told, the likeliest first. */
  readonly problems: readonly Scored<ProblemLabel>[];
  /** That a problem with an order is told at all. */
  readonly told: number;
  /** That it is about our work. */
  readonly inScope: number;
};

/** The same before calibration, what the trainer chooses sharpness and slopes from: no score is a probability yet. */
export type RawReading = Reading;

export type Model = {
  readonly header: ModelHeader;
  readonly spell: (word: string) => string;
  read(text: readonly Token[]): Reading;
  readRaw(text: readonly Token[]): RawReading;
};

/** A trained model, ready to read. `text` is what `readable` makes of a message; reading is linear in it. */
export function createModel(data: ModelData): Model {
  const { header } = data;
  const columns = columnsOf(data);
  const spell = createSpeller(knownWords(header), new Set([...header.rareWords, ...LEFT_ALONE]));
  const { topicSharpness, problemSharpness, told, inScope } = header.calibration;
  const readRaw = (text: readonly Token[]): RawReading =>
    rawReading(data, outputs(data, encodeText(text, columns, spell)));
  return {
    header,
    spell,
    readRaw,
    read(text) {
      const raw = readRaw(text);
      return {
        labels: softmax(raw.labels, topicSharpness),
        problems: softmax(raw.problems, problemSharpness),
        told: logistic(raw.told, told),
        inScope: logistic(raw.inScope, inScope),
      };
    },
  };
}

/** The words that others are corrected to: those of the phrases, and those that the vocabulary knows the meaning of. */
function knownWords(header: ModelHeader): Map<string, number> {
  const words = new Map(Object.entries(header.words));
  for (const word of IDEAS.keys()) if (!words.has(word)) words.set(word, 1);
  return words;
}

function columnsOf({ header, features, rarity }: ModelData): Columns {
  return { of: new FeatureTable(features), rarity, unseen: Math.log(1 + header.texts) };
}

function outputs({ header, scale, weights }: ModelData, { columns, values }: Encoded): Float64Array {
  const count = outputsOf(header);
  const sums = new Float64Array(count);
  const add = (column: number, value: number): void => {
    const from = column * count;
    // Four in a round: the loop is what most of the time goes into.
    for (let at = 0; at < count; at += 4) {
      sums[at] = (sums[at] as number) + value * (weights[from + at] as number);
      sums[at + 1] = (sums[at + 1] as number) + value * (weights[from + at + 1] as number);
      sums[at + 2] = (sums[at + 2] as number) + value * (weights[from + at + 2] as number);
      sums[at + 3] = (sums[at + 3] as number) + value * (weights[from + at + 3] as number);
    }
  };
  for (const [at, column] of columns.entries()) add(column, values[at] as number);
  add(header.columns - 1, 1);
  for (let at = 0; at < count; at += 1) sums[at] = (sums[at] as number) * (scale[at] as number);
  return sums;
}

/** How much the best label's score counts beside the gate's own. Chosen on the grouped folds. */
const SCOPE_OF_TOP = 0.5;

/** A label's score is that of the best way to say it. */
function rawReading({ header }: ModelData, sums: Float64Array): RawReading {
  const { topics, problems } = header;
  const best = new Map<string, ScoredLabel>();
  topics.forEach(({ label, problem: way }, at) => {
    const score = sums[at] as number;
    if (score > (best.get(label)?.score ?? Number.NEGATIVE_INFINITY))
      best.set(label, { label, score, ...(way && { way }) });
  });
  const labels = sorted([...best.values()]);
  const at = topics.length + problems.length;
  return {
    labels,
    problems: sorted(problems.map((label, of) => ({ label, score: sums[topics.length + of] as number }))),
    told: sums[at] as number,
    inScope: (sums[at + 1] as number) + SCOPE_OF_TOP * (labels[0]?.score ?? 0),
  };
}

function sorted<S extends Scored<string>>(scored: S[]): S[] {
  return scored.sort((a, b) => b.score - a.score || (a.label < b.label ? -1 : 1));
}

/** `sortedScores`: the highest first. */
export function softmax<S extends Scored<string>>(sortedScores: readonly S[], sharpness: number): S[] {
  const most = sortedScores[0]?.score ?? 0;
  const powers = sortedScores.map(({ score }) => Math.exp(sharpness * (score - most)));
  const sum = powers.reduce((a, b) => a + b, 0);
  return sortedScores.map((one, at) => ({ ...one, score: (powers[at] as number) / sum }));
}

export function logistic(score: number, { slope, shift }: Logistic): number {
  return 1 / (1 + Math.exp(-(slope * score + shift)));
}
