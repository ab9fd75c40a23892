import { addressRows } from './addressRows.js';
import { bodyRows } from './bodyRows.js';
import type { Row } from './httpErrors.js';
import { tokenRows } from './tokenRows.js';
import { uploadRows } from './uploadRows.js';

/** The same on every desk. */
export const ROWS: readonly Row[] = [...bodyRows(), ...addressRows(), ...tokenRows(), ...uploadRows()];
