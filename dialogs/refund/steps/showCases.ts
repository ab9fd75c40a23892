import { tellCases } from '../../case/tellCases.js';
import { dialogTurn } from '../../kit/dialogTurn.js';
import { knownBuyer, provenBuyer } from '../../kit/knownBuyer.js';
import type { ActStep } from '../../kit/namedWaterfall.js';
import { draftOf } from '../draft.js';

/** The order was proven only to see the cases. Who has told a problem meanwhile is filing one. */
export const showCases: ActStep = {
  name: 'showCases',
  needed: (context) => {
    const { toTrack, problem } = draftOf(context);
    return toTrack === true && problem === undefined && knownBuyer(dialogTurn(context)) !== undefined;
  },

  act: async (context) => {
    const turn = dialogTurn(context);
    await tellCases(context, provenBuyer(turn));
    turn.state.draft = undefined;
    turn.state.asked = undefined;
    return 'ended';
  },
};
