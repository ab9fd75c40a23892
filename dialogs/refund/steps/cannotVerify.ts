import { dialogTurn } from '../../kit/dialogTurn.js';
import { knownBuyer } from '../../kit/knownBuyer.js';
import type { ActStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { park } from '../park.js';

/** Nobody vouches for the buyer, and no code can be sent: said before anything is asked that would lead nowhere. */
export const cannotVerify: ActStep = {
  name: 'cannotVerify',
  needed: (context) => {
    const turn = dialogTurn(context);
    return knownBuyer(turn) === undefined && !turn.ports.canSendCodes;
  },

  act: async (context) => {
    await say(context, 'verify.unavailable', { kept: park(context) });
    return 'ended';
  },
};
