import { readable } from '../model/encodeText.js';
import type { Model, Reading } from '../model/model.js';
import { isOurs, type Sample } from './samples.js';

/** How well a model reads messages that it was not trained on; shares from 0 to 1. */
export type Figures = {
  /** Messages that are ours, that tell a problem, and that are about something else. */
  readonly ours: number;
  readonly withProblem: number;
  readonly others: number;
  /** The first label is right; one of the first three is. */
  readonly top1: number;
  readonly top3: number;
  readonly problem: number;
  /** That one of ours looks more like ours than one of the others does. */
  readonly auroc: number;
  /** How many of the others are found when 5 % of ours are rejected. */
  readonly recall: number;
  /** How many of ours are acted on at once, and of all that are acted on, how many rightly. */
  readonly direct: number;
  readonly precision: number;
  /** Expected calibration error of the first label, in ten bins. */
  readonly ece: number;
};

/** A message with what was read from it. */
export type Judged = { readonly sample: Sample; readonly reading: Reading };

export function judge(model: Model, samples: readonly Sample[]): Judged[] {
  return samples.map((sample) => ({ sample, reading: model.read(readable(sample.text)) }));
}

export function figuresOf(judged: readonly Judged[], thresholds: Model['header']['thresholds']): Figures {
  const ours = judged.filter(({ sample }) => isOurs(sample));
  const others = judged.filter(({ sample }) => !isOurs(sample));
  const withProblem = ours.filter(({ sample }) => sample.problem !== undefined);
  const acted = judged.filter(
    ({ reading }) => reading.inScope >= thresholds.inScope && (reading.labels[0]?.score ?? 0) >= thresholds.act,
  );
  return {
    ours: ours.length,
    withProblem: withProblem.length,
    others: others.length,
    top1: share(ours, isRight),
    top3: share(ours, ({ sample, reading }) =>
      reading.labels.slice(0, 3).some(({ label }) => sample.labels.includes(label)),
    ),
    problem: share(withProblem, ({ sample, reading }) => reading.problems[0]?.label === sample.problem),
    ...scopeFigures(
      ours.map(({ reading }) => reading.inScope),
      others.map(({ reading }) => reading.inScope),
    ),
    direct: acted.filter(({ sample }) => isOurs(sample)).length / Math.max(1, ours.length),
    precision: share(acted, isRight),
    ece: calibrationError(ours),
  };
}

/** The first label is one of those that are right. */
export function isRight({ sample, reading }: Judged): boolean {
  return sample.labels.includes(reading.labels[0]?.label ?? '');
}

function share<T>(all: readonly T[], is: (one: T) => boolean): number {
  return all.length === 0 ? 1 : all.filter(is).length / all.length;
}

function scopeFigures(ours: readonly number[], others: readonly number[]): { auroc: number; recall: number } {
  if (ours.length === 0 || others.length === 0) return { auroc: 1, recall: 1 };
  const sorted = [...ours].sort((a, b) => a - b);
  let wins = 0;
  for (const other of others) for (const own of sorted) wins += own > other ? 1 : own === other ? 0.5 : 0;
  const gate = sorted[Math.floor(sorted.length * 0.05)] ?? 0;
  return { auroc: wins / (ours.length * others.length), recall: share(others, (score) => score < gate) };
}

const BINS = 10;

function calibrationError(ours: readonly Judged[]): number {
  let error = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    const own = ours.filter(({ reading }) => {
      const score = reading.labels[0]?.score ?? 0;
      return score >= bin / BINS && (score < (bin + 1) / BINS || bin === BINS - 1);
    });
    const said = own.reduce((sum, { reading }) => sum + (reading.labels[0]?.score ?? 0), 0);
    error += Math.abs(own.filter(isRight).length - said);
  }
  return error / Math.max(1, ours.length);
}
