import { z } from 'zod';
import { ProblemLabel } from './labels.js';

const Share = z.number().min(0).max(1);
/** A score becomes a probability as 1 / (1 + exp(-(slope x score + shift))). */
const Logistic = z.strictObject({ slope: z.number().positive(), shift: z.number() });
export type Logistic = z.infer<typeof Logistic>;

export const ModelHeader = z.strictObject({
  format: z.literal(1),
  locale: z.string(),
  /** SHA-256 of the phrases it was trained on. */
  phrases: z.string().regex(/^[0-9a-f]{64}$/),
  texts: z.int().positive(),
  columns: z.int().positive(),
  /** What the first outputs say: a label, and for the many ways to tell a problem, which one. */
  topics: z.array(z.strictObject({ label: z.string(), problem: ProblemLabel.optional() })).min(2),
  /** What the next outputs say. After them come one for "a problem is told" and one for "it is about our work". */
  problems: z.array(ProblemLabel).min(2),
  /** How often each word of two phrases and more was seen, for the speller. */
  words: z.record(z.string(), z.int().positive()),
  /** Words of one phrase: right as they are, but nothing is corrected to them. */
  rareWords: z.array(z.string()),
  calibration: z.strictObject({
    /** By what the scores are multiplied before they compete (softmax). */
    topicSharpness: z.number().positive(),
    problemSharpness: z.number().positive(),
    told: Logistic,
    inScope: Logistic,
  }),
  thresholds: z.strictObject({
    /** The first label is acted on from here. */
    act: Share,
    /** Below this a message is about something else. */
    inScope: Share,
    /** From here on a message tells of a problem. */
    told: Share,
  }),
});
export type ModelHeader = z.infer<typeof ModelHeader>;

/**
 * One trained model. `features`: the hash that each column stands for. `weights`: column by column, one signed number
 * an output, to be multiplied by the output's `scale`; the last column is the constant one.
 */
export type ModelData = {
  readonly header: ModelHeader;
  readonly features: Int32Array;
  readonly rarity: Float32Array;
  readonly scale: Float32Array;
  readonly weights: Int16Array;
};

/** How many outputs there are; the last ones may be empty, so that they come in fours. */
export function outputsOf(header: ModelHeader): number {
  return Math.ceil((header.topics.length + header.problems.length + 2) / 4) * 4;
}

/** The file: the header's length as 32 bits, the header as JSON, then the four arrays; little-endian throughout. */
export function encodeModel({ header, features, rarity, scale, weights }: ModelData): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const head = 4 + Math.ceil(json.length / 4) * 4;
  const arrays = [features, rarity, scale, weights];
  const file = new Uint8Array(head + arrays.reduce((sum, one) => sum + one.byteLength, 0));
  new DataView(file.buffer).setUint32(0, json.length, true);
  file.fill(0x20, 4, head);
  file.set(json, 4);
  let at = head;
  for (const one of arrays) {
    file.set(new Uint8Array(one.buffer, one.byteOffset, one.byteLength), at);
    at += one.byteLength;
  }
  return file;
}

/** Throws when the bytes are no model of this build's format. */
export function decodeModel(file: Uint8Array): ModelData {
  // A copy begins at an address that the arrays may start from.
  const bytes = file.slice();
  if (bytes.length < 4) throw new Error('not a model: it is cut short');
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const head = 4 + Math.ceil(length / 4) * 4;
  if (head > bytes.length) throw new Error('not a model: it is cut short');
  const header = ModelHeader.parse(JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))));
  const { columns } = header;
  const outputs = outputsOf(header);
  const expected = head + 8 * (columns - 1) + 4 * outputs + 2 * columns * outputs;
  if (bytes.length !== expected) throw new Error(`not a model: ${bytes.length} bytes instead of ${expected}`);
  const featuresAt = head;
  const rarityAt = featuresAt + 4 * (columns - 1);
  const scaleAt = rarityAt + 4 * (columns - 1);
  const weightsAt = scaleAt + 4 * outputs;
  return {
    header,
    features: new Int32Array(bytes.buffer, featuresAt, columns - 1),
    rarity: new Float32Array(bytes.buffer, rarityAt, columns - 1),
    scale: new Float32Array(bytes.buffer, scaleAt, outputs),
    weights: new Int16Array(bytes.buffer, weightsAt, columns * outputs),
  };
}
