import type { DetailField } from '../../../services/refunds/refundTerms.js';
import { isCommand } from '../../kit/choices.js';
import { dialogTurn, type Reply } from '../../kit/dialogTurn.js';
import type { QuestionStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { settleAffected } from '../affected.js';
import { draftOf, missingDetails, setField } from '../draft.js';
import type { RefundDraft } from '../refundDraft.js';

/** How many of how many, what exactly, when noticed: together the first time, then each one that is still missing. */
export const askDetails: QuestionStep = {
  name: 'askDetails',
  needed: (context) => missingDetails(draftOf(context)).length > 0,

  ask: async (context, again) => {
    const draft = draftOf(context);
    const missing = missingDetails(draft);
    const fields = draft.detailsAsked ? missing.slice(0, 1) : missing;
    const [only] = fields;
    if (!draft.problem) throw new Error('the problem is asked before its details');
    const data = only && fields.length === 1 ? { data: { field: only } } : {};
    await say(
      context,
      'refund.askDetails',
      { fields, problem: draft.problem, order: draft.order, again },
      { asks: true, ...data },
    );
  },

  take: async (context, reply) => {
    const draft = draftOf(context);
    const missing = missingDetails(draft);
    const { words } = dialogTurn(context).ports.content;
    const asked = draft.detailsAsked ? missing.slice(0, 1) : missing;
    const notSure = isCommand(reply.text, words.command.notSure, words.alsoCommand.notSure);
    const taken = notSure ? leaveOpen(draft, asked) : takeDetails(draft, missing, asked, reply);
    if (taken) draft.detailsAsked = true;
    return taken ? 'taken' : 'notUnderstood';
  },
};

/** "I don't know" is an answer to how many and since when; what exactly is wrong, only the buyer can say. */
function leaveOpen(draft: RefundDraft, asked: readonly DetailField[]): boolean {
  const open = asked.filter((field) => field !== 'description');
  if (open.length === 0) return false;
  draft.unknownDetails = [...(draft.unknownDetails ?? []), ...open];
  return true;
}

function takeDetails(
  draft: RefundDraft,
  missing: readonly DetailField[],
  asked: readonly DetailField[],
  reply: Reply,
): boolean {
  const { slots } = reply.understood;
  const before = missing.length;
  if (missing.includes('affected') && slots.affected) {
    draft.affectedSaid = slots.affected;
    settleAffected(draft);
  }
  if (missing.includes('noticedOn') && slots.day) setField(draft, 'noticedOn', 'noticedOn', slots.day);
  if (asked.includes('description') && !reply.digresses && isStory(reply.text, asked.length)) {
    setField(draft, 'description', 'description', reply.text.slice(0, 2_000));
  }
  return missingDetails(draft).length < before;
}

/** Asked for everything at once, a bare "12 of 40" is no description; asked for the description alone, any words are. */
function isStory(text: string, askedFields: number): boolean {
  const letters = text.replace(/[^\p{L}]+/gu, '');
  return askedFields === 1
    ? letters.length >= 3
    : text.split(/\s+/).filter((word) => /\p{L}{2}/u.test(word)).length >= 3;
}
