import { problemRow } from '../../../services/refunds/problemTypes.js';
import { isCommand } from '../../kit/choices.js';
import { dialogTurn } from '../../kit/dialogTurn.js';
import type { QuestionStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { draftOf, setField } from '../draft.js';
import { takeEvidence } from '../takeEvidence.js';

/** Links to photos, videos and documents. A claim can be filed without; it is then weaker, and the question says so. */
export const askEvidence: QuestionStep = {
  name: 'askEvidence',
  needed: (context) => draftOf(context).evidenceLinks === undefined,

  ask: async (context, again) => {
    const { problem } = draftOf(context);
    if (!problem) throw new Error('the problem is asked before the evidence');
    const because = again ? 'unreadable' : undefined;
    await say(context, 'refund.askEvidence', { items: problemRow(problem).evidence, because }, { asks: true });
  },

  take: async (context, reply) => {
    const draft = draftOf(context);
    const { words } = dialogTurn(context).ports.content;
    const { intent } = reply.understood;
    const none =
      isCommand(reply.text, words.command.noLinks, words.alsoCommand.noLinks) || intent === 'skip' || intent === 'deny';
    if (none) {
      setField(draft, 'evidence', 'evidenceLinks', []);
      return 'taken';
    }
    return (await takeEvidence(context, reply)) === 'none' ? 'notUnderstood' : 'taken';
  },
};
