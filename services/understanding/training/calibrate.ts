import { readable } from '../model/encodeText.js';
import type { Model, RawReading, Scored } from '../model/model.js';
import { logistic, softmax } from '../model/model.js';
import type { Logistic, ModelHeader } from '../model/modelFile.js';
import { isOurs, type Sample } from './samples.js';

/**
 * Of the messages that are acted on, so many are expected to be acted on rightly. The figure to reach is 95 %; what is
 * counted on measured messages comes out a point above what is expected here.
 */
const PRECISION = 0.945;
/** At most so many of the messages that are ours may be taken for something else. Source: the same. */
const FALSE_REJECTS = 0.05;
/** At most so many of the messages that tell a problem may be taken for others. */
const MISSED_PROBLEMS = 0.01;

/** Turns scores into probabilities, and chooses the thresholds, on messages that the model has not seen. */
export function calibrate(model: Model, samples: readonly Sample[]): Pick<ModelHeader, 'calibration' | 'thresholds'> {
  const read = samples.map((sample) => ({ sample, raw: model.readRaw(readable(sample.text)) }));
  const ours = read.filter(({ sample }) => isOurs(sample));
  const withProblem = ours.flatMap(({ sample, raw }) => (sample.problem ? [{ right: [sample.problem], raw }] : []));
  const calibration = {
    topicSharpness: sharpness(ours.map(({ sample, raw }) => ({ right: sample.labels, scored: raw.labels }))),
    problemSharpness: sharpness(withProblem.map(({ right, raw }) => ({ right, scored: raw.problems }))),
    told: fitLogistic(ours.map(({ sample, raw }) => ({ score: raw.told, is: sample.problem !== undefined }))),
    inScope: fitLogistic(read.map(({ sample, raw }) => ({ score: raw.inScope, is: isOurs(sample) }))),
  };
  const first = ({ labels }: RawReading): Scored<string> | undefined => softmax(labels, calibration.topicSharpness)[0];
  const inScope = gate(
    read.map(({ sample, raw }) => ({
      score: logistic(raw.inScope, calibration.inScope),
      is: isOurs(sample),
    })),
  );
  const acted = read
    .filter(({ raw }) => logistic(raw.inScope, calibration.inScope) >= inScope)
    .map(({ sample, raw }) => {
      const label = first(raw);
      return { score: label?.score ?? 0, is: sample.labels.includes(label?.label ?? '') };
    });
  const told = withProblem.map(({ raw }) => logistic(raw.told, calibration.told)).sort((a, b) => a - b);
  return {
    calibration,
    thresholds: {
      inScope: rounded(inScope),
      act: rounded(leastScoreFor(acted, PRECISION)),
      told: rounded(told[Math.floor(told.length * MISSED_PROBLEMS)] ?? 0.5),
    },
  };
}

type Judged = { readonly score: number; readonly is: boolean };

/** From even odds on a message is ours; or from lower ones, where those would reject too many of ours. */
export function gate(judged: readonly Judged[]): number {
  const ours = judged
    .filter(({ is }) => is)
    .map(({ score }) => score)
    .sort((a, b) => a - b);
  return Math.min(0.5, ours[Math.floor(ours.length * FALSE_REJECTS)] ?? 0);
}

/** The lowest score from which on so many are expected to be right, by the share that each score promises; 1: none. */
export function leastScoreFor(judged: readonly Judged[], precision: number): number {
  // Smoothed: a few hundred messages are too few for their own count to move by more than chance.
  const promise = fitLogistic(judged.map(({ score, is }) => ({ score: logOdds(score), is })));
  const sorted = judged.map(({ score }) => score).sort((a, b) => b - a);
  let expected = 0;
  let least = 1;
  sorted.forEach((score, at) => {
    expected += logistic(logOdds(score), promise);
    if (expected / (at + 1) >= precision) least = score;
  });
  return least;
}

function logOdds(share: number): number {
  const inside = Math.min(1 - 1e-4, Math.max(1e-4, share));
  return Math.log(inside / (1 - inside));
}

/** By what the scores are multiplied so that the probabilities of the right labels are likeliest. */
function sharpness(
  judged: readonly { readonly right: readonly string[]; readonly scored: readonly Scored<string>[] }[],
): number {
  let best = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let sharp = 0.5; sharp <= 12; sharp += 0.125) {
    let loss = 0;
    for (const { right, scored } of judged) {
      const given = softmax(scored, sharp).filter(({ label }) => right.includes(label));
      loss -= Math.log(
        Math.max(
          1e-9,
          given.reduce((sum, { score }) => sum + score, 0),
        ),
      );
    }
    if (loss >= least) continue;
    least = loss;
    best = sharp;
  }
  return best;
}

/** Platt's scaling, by Newton's method with its targets drawn in. Source: Lin, Lin and Weng, Machine Learning 68 (2007). */
export function fitLogistic(judged: readonly Judged[]): Logistic {
  const yes = judged.filter(({ is }) => is).length;
  const high = (yes + 1) / (yes + 2);
  const low = 1 / (judged.length - yes + 2);
  let slope = 1;
  let shift = 0;
  for (let step = 0; step < 100; step += 1) {
    let [gradient, gradientShift, curve, curveBoth, curveShift] = [0, 0, 1e-6, 0, 1e-6];
    for (const { score, is } of judged) {
      const given = logistic(score, { slope, shift });
      const off = given - (is ? high : low);
      const weight = given * (1 - given);
      gradient += off * score;
      gradientShift += off;
      curve += weight * score * score;
      curveBoth += weight * score;
      curveShift += weight;
    }
    const size = curve * curveShift - curveBoth * curveBoth;
    const change = (curveShift * gradient - curveBoth * gradientShift) / size;
    const changeShift = (curve * gradientShift - curveBoth * gradient) / size;
    slope = Math.max(0.01, slope - Math.max(-5, Math.min(5, change)));
    shift -= Math.max(-5, Math.min(5, changeShift));
    if (Math.abs(change) + Math.abs(changeShift) < 1e-9) break;
  }
  return { slope: rounded(slope), shift: rounded(shift) };
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
