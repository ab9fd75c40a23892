import type { Json } from '../json.js';
import { type DeskState, readDeskState } from './deskState.js';

/** A state is the dialogs' own; this field of it is the desk's. */
export function deskOf(state: Json | undefined): DeskState {
  return readDeskState(typeof state === 'object' && state !== null && 'desk' in state ? state.desk : undefined);
}
