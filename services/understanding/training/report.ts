import { type Figures, isRight, type Judged } from './figures.js';
import { isOurs } from './samples.js';

const CONFUSIONS = 25;
const MISSED = 40;

export function figureLines(figures: Figures): string[] {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return [
    `messages: ${figures.ours} ours (${figures.withProblem} tell a problem), ${figures.others} about something else`,
    `label: first ${percent(figures.top1)}, among three ${percent(figures.top3)}; problem ${percent(figures.problem)}`,
    `in or out: AUROC ${figures.auroc.toFixed(3)}, ${percent(figures.recall)} found at 5 % false rejects`,
    `acted on at once: ${percent(figures.direct)} of ours, ${percent(figures.precision)} of all that is acted on rightly`,
    `calibration error (ECE): ${figures.ece.toFixed(3)}`,
  ];
}

/** "wanted -> read: how often", the commonest first. */
export function confusions(judged: readonly Judged[]): string[] {
  const counts = new Map<string, number>();
  for (const { sample, reading } of missedOf(judged)) {
    const pair = `${sample.labels[0]} -> ${reading.labels[0]?.label}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, CONFUSIONS)
    .map(([pair, count]) => `${pair}: ${count}`);
}

export function recalls(judged: readonly Judged[]): string[] {
  const counts = new Map<string, { all: number; right: number }>();
  for (const one of judged.filter(({ sample }) => isOurs(sample))) {
    const label = one.sample.labels[0] ?? '';
    const own = counts.get(label) ?? { all: 0, right: 0 };
    counts.set(label, { all: own.all + 1, right: own.right + (isRight(one) ? 1 : 0) });
  }
  return [...counts]
    .map(([label, { all, right }]) => ({ label, all, recall: right / all }))
    .sort((a, b) => a.recall - b.recall)
    .map(
      ({ label, all, recall }) => `${(100 * recall).toFixed(0).padStart(3)} % of ${String(all).padStart(4)}  ${label}`,
    );
}

/** The phrases that are taken for something else with the most certainty. */
export function mostMissed(judged: readonly Judged[]): string[] {
  return missedOf(judged)
    .sort((a, b) => (b.reading.labels[0]?.score ?? 0) - (a.reading.labels[0]?.score ?? 0))
    .slice(0, MISSED)
    .map(
      ({ sample, reading }) =>
        `${sample.labels[0]}, read as ${reading.labels[0]?.label} (${reading.labels[0]?.score.toFixed(2)}): ${sample.text.slice(0, 110)}`,
    );
}

function missedOf(judged: readonly Judged[]): Judged[] {
  return judged.filter((one) => isOurs(one.sample) && !isRight(one));
}
