import { signal } from '@preact/signals';
import { now } from '../model/clock.js';
import { isLate } from '../model/isLate.js';
import { type Row, rows } from '../model/lists.js';

/** What the list can be narrowed down to. */
export const CHIPS = {
  unread: (row: Row) => row.unread > 0,
  late: (row: Row) => isLate(row, now.value),
  withCase: (row: Row) => row.caseIds.length > 0,
  noOrder: (row: Row) => row.orderId === undefined,
} as const;
export type Chip = keyof typeof CHIPS;

export const chosenChips = signal<readonly Chip[]>([]);

export function toggleChip(chip: Chip): void {
  const rest = chosenChips.value.filter((each) => each !== chip);
  chosenChips.value = rest.length === chosenChips.value.length ? [...rest, chip] : rest;
}

/** The rows as the agent sees them: J and K go along these. */
export function shownRows(): readonly Row[] {
  return (rows.value ?? []).filter((row) => chosenChips.value.every((chip) => CHIPS[chip](row)));
}
