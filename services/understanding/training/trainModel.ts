import { type Columns, type Encoded, encodeCounts, readable } from '../model/encodeText.js';
import { type FeatureCounts, readFeatures, wordsOf } from '../model/features.js';
import { PROBLEM_LABELS, type ProblemLabel } from '../model/labels.js';
import { createModel } from '../model/model.js';
import { type ModelData, type ModelHeader, outputsOf } from '../model/modelFile.js';
import { calibrate } from './calibrate.js';
import type { Phrase, Phrases } from './phraseFiles.js';
import { type Rows, trainSvm } from './svm.js';
import { TOPIC_PROBLEMS } from './topicProblems.js';

/** Features of one text only are chance. */
const LEAST_TEXTS = 2;
const SEED = 7;
/** How much a misread phrase costs in training, and how much more one of the label itself. Chosen on the grouped folds. */
const COST = 0.25;
const OWN_WEIGHT = 6;

/** Trains one model; the same phrases give the same bytes. */
export function trainModel({ locale, phrases, samples, hash }: Phrases): ModelData {
  const counts = phrases.map(({ text }) => readFeatures(readable(text), asWritten));
  const { features, rarity, columns } = chooseColumns(counts);
  const rows = rowsOf(
    counts.map((one) => encodeCounts(one, columns)),
    features.length,
  );
  const { ways, of } = waysOf(phrases);
  const size = features.length + 1;
  const learn = (own: (phrase: Phrase, row: number) => boolean, among: (phrase: Phrase) => boolean): Float64Array =>
    trainSvm(rows, (row) => own(phrases[row] as Phrase, row), rowsThat(phrases, among), {
      columns: size,
      cost: COST,
      ownWeight: OWN_WEIGHT,
      seed: SEED,
    });
  const ours = (phrase: Phrase): boolean => phrase.label !== undefined;
  const learned = [
    ...ways.map((way) => learn((_, row) => of[row] === way, ours)),
    ...PROBLEM_LABELS.map((problem) =>
      learn(
        (one) => aboutProblem(one) === problem,
        (one) => aboutProblem(one) !== undefined,
      ),
    ),
    learn((one) => one.problem !== undefined, ours),
    learn(ours, () => true),
  ];
  const header: ModelHeader = {
    format: 1,
    locale,
    phrases: hash,
    texts: phrases.length,
    columns: size,
    topics: [...ways],
    problems: [...PROBLEM_LABELS],
    ...wordsSeen(phrases),
    ...UNCALIBRATED,
  };
  const data = pack(header, features, rarity, learned);
  return { ...data, header: { ...header, ...calibrate(createModel(data), samples) } };
}

const UNCALIBRATED: Pick<ModelHeader, 'calibration' | 'thresholds'> = {
  calibration: {
    topicSharpness: 1,
    problemSharpness: 1,
    told: { slope: 1, shift: 0 },
    inScope: { slope: 1, shift: 0 },
  },
  thresholds: { act: 0, inScope: 0, told: 0 },
};

const asWritten = (word: string): string => word;

function chooseColumns(counts: readonly FeatureCounts[]): {
  features: Int32Array;
  rarity: Float32Array;
  columns: Columns;
} {
  const texts = new Map<number, number>();
  for (const kinds of counts)
    for (const kind of kinds) for (const feature of kind.keys()) texts.set(feature, (texts.get(feature) ?? 0) + 1);
  const kept = [...texts].filter(([, count]) => count >= LEAST_TEXTS);
  const rarity = Float32Array.from(kept, ([, count]) => Math.log(1 + counts.length / count));
  const of = new Map(kept.map(([feature], column) => [feature, column]));
  return {
    features: Int32Array.from(kept, ([feature]) => feature),
    rarity,
    columns: { of, rarity, unseen: Math.log(1 + counts.length) },
  };
}

function rowsOf(encoded: readonly Encoded[], constant: number): Rows {
  const starts = new Int32Array(encoded.length + 1);
  encoded.forEach((one, row) => {
    starts[row + 1] = (starts[row] as number) + one.columns.length + 1;
  });
  const columns = new Int32Array(starts[encoded.length] as number);
  const values = new Float32Array(columns.length);
  encoded.forEach((one, row) => {
    const at = starts[row] as number;
    columns.set(one.columns, at);
    values.set(one.values, at);
    columns[at + one.columns.length] = constant;
    values[at + one.columns.length] = 1;
  });
  return { starts, columns, values };
}

function rowsThat(phrases: readonly Phrase[], wanted: (phrase: Phrase) => boolean): Int32Array {
  return Int32Array.from(phrases.flatMap((phrase, row) => (wanted(phrase) ? [row] : [])));
}

type Way = ModelHeader['topics'][number];

/** A way of fewer phrases is learned with the rest of its label. */
const LEAST_OF_A_WAY = 12;

/** The labels; one that is told in as many ways as there are problems is learned way by way. */
function waysOf(phrases: readonly Phrase[]): {
  readonly ways: readonly Way[];
  readonly of: readonly (Way | undefined)[];
} {
  const key = ({ file, label, problem }: Phrase): string =>
    `${label} ${(file.startsWith('problems/') && problem) || ''}`;
  const counts = new Map<string, number>();
  for (const phrase of phrases) counts.set(key(phrase), (counts.get(key(phrase)) ?? 0) + 1);
  const found = new Map<string, Way>();
  const of = phrases.map((phrase) => {
    const { label, problem } = phrase;
    if (label === undefined) return undefined;
    const own = problem && phrase.file.startsWith('problems/') && (counts.get(key(phrase)) ?? 0) >= LEAST_OF_A_WAY;
    const name = own ? `${label} ${problem}` : label;
    const way = found.get(name) ?? { label, ...(own && { problem }) };
    found.set(name, way);
    return way;
  });
  return { ways: [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, way]) => way), of };
}

function aboutProblem({ problem, label }: Phrase): ProblemLabel | undefined {
  return problem ?? TOPIC_PROBLEMS[label ?? ''];
}

function wordsSeen(phrases: readonly Phrase[]): Pick<ModelHeader, 'words' | 'rareWords'> {
  const seen = new Map<string, number>();
  for (const { text } of phrases)
    for (const word of new Set(wordsOf(readable(text), asWritten))) seen.set(word, (seen.get(word) ?? 0) + 1);
  const sorted = [...seen].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    words: Object.fromEntries(sorted.filter(([, count]) => count >= LEAST_TEXTS)),
    rareWords: sorted.filter(([, count]) => count < LEAST_TEXTS).map(([word]) => word),
  };
}

/** Sixteen bits a weight: the largest of an output is 32,767 times its scale. */
function pack(
  header: ModelHeader,
  features: Int32Array,
  rarity: Float32Array,
  learned: readonly Float64Array[],
): ModelData {
  const outputs = outputsOf(header);
  const scale = new Float32Array(outputs);
  const weights = new Int16Array(header.columns * outputs);
  learned.forEach((own, output) => {
    const most = own.reduce((sum, weight) => Math.max(sum, Math.abs(weight)), 0);
    scale[output] = most / 32_767 || 1;
    own.forEach((weight, column) => {
      weights[column * outputs + output] = Math.round(weight / (scale[output] as number));
    });
  });
  return { header, features, rarity, scale, weights };
}
