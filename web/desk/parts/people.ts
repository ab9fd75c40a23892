import type { People } from '../../../services/desk/deskApi.js';
import { me } from '../model/session.js';

/** The others' names, with commas; empty: nobody else. */
export function namesOfOthers(people: People['looking']): string {
  return people
    .filter(({ id }) => id !== me.value?.id)
    .map(({ name }) => name)
    .join(', ');
}
