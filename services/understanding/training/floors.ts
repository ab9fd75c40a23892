import type { Figures } from './figures.js';

/** What a model must reach on messages that nobody trained it on. Source: the figures of the understanding, English. */
export const FLOORS: Partial<Figures> = {
  top1: 0.86,
  top3: 0.95,
  problem: 0.88,
  auroc: 0.95,
  recall: 0.75,
  direct: 0.75,
  precision: 0.95,
};

/** The figures that are under their floor, as lines to print. */
export function underFloor(figures: Figures, floors: Partial<Figures> = FLOORS): string[] {
  // The floors' own keys, which are figures' names.
  return (Object.entries(floors) as [keyof Figures, number][])
    .filter(([name, floor]) => figures[name] < floor)
    .map(([name, floor]) => `${name} is ${figures[name].toFixed(3)}, under its floor of ${floor}`);
}
