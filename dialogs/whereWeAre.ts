import type { DialogContext } from 'botbuilder-dialogs';
import type { WhereWeAre } from '../services/content/copy.js';
import { dialogTurn } from './kit/dialogTurn.js';
import { REFUND } from './refund/refundDialog.js';

/** Is a question of the filing open? */
export function isFiling(dc: DialogContext): boolean {
  return dc.activeDialog?.id === REFUND && dialogTurn(dc.context).state.draft !== undefined;
}

/** What the small words depend on: "you are welcome" is another one once a case is open. */
export function whereWeAre(dc: DialogContext): WhereWeAre {
  const { filed, filing, parked } = dialogTurn(dc.context).state;
  return { filing: isFiling(dc), hasCase: filed.length > 0 || filing !== undefined, hasDraft: parked !== undefined };
}
