import type { Words } from '../../../services/content/words.js';
import type { DetailField } from '../../../services/refunds/refundTerms.js';
import { isCommand, plain } from '../../kit/choices.js';
import { dialogTurn, type Reply } from '../../kit/dialogTurn.js';
import type { QuestionStep } from '../../kit/namedWaterfall.js';
import { say } from '../../kit/say.js';
import { settleAffected } from '../affected.js';
import { isAhead, isStory } from '../description.js';
import { draftOf, missingDetails, setField } from '../draft.js';
import { ownWords } from '../ownWords.js';
import type { RefundDraft } from '../refundDraft.js';

/** How many of how many, what exactly, when noticed: together the first time, then each one that is still missing. */
export const askDetails: QuestionStep = {
  name: 'askDetails',
  needed: (context) => missingDetails(draftOf(context)).length > 0,

  ask: async (context, again) => {
    const draft = draftOf(context);
    const fields = openFields(draft);
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
    const { words } = dialogTurn(context).ports.content;
    const asked = openFields(draft);
    const before = missingDetails(draft).length;
    const notSure =
      reply.understood.intent === 'skip' || isCommand(reply.text, words.command.notSure, words.alsoCommand.notSure);
    if (notSure) leaveOpen(draft, asked);
    else {
      takeDetails(draft, asked, reply, words);
      if (missingDetails(draft).length === before) takeVague(draft, asked, reply, words);
    }
    if (missingDetails(draft).length === before) return 'notUnderstood';
    draft.detailsAsked = true;
    return 'taken';
  },
};

function openFields(draft: RefundDraft): readonly DetailField[] {
  const missing = missingDetails(draft);
  return draft.detailsAsked ? missing.slice(0, 1) : missing;
}

/** "I don't know" is an answer to how many and since when; what exactly is wrong, only the buyer can say. */
function leaveOpen(draft: RefundDraft, asked: readonly DetailField[]): void {
  const open = asked.filter((field) => field !== 'description');
  if (open.length > 0) draft.unknownDetails = [...(draft.unknownDetails ?? []), ...open];
}

function takeDetails(draft: RefundDraft, asked: readonly DetailField[], reply: Reply, words: Words): void {
  const missing = missingDetails(draft);
  const { intent, slots } = reply.understood;
  if (missing.includes('affected') && slots.affected) {
    draft.affectedSaid = slots.affected;
    settleAffected(draft);
  }
  if (missing.includes('noticedOn') && slots.day) setField(draft, 'noticedOn', 'noticedOn', slots.day);
  const isQuestion = reply.text.trim().endsWith('?');
  // "Sorry, I meant 2534..." is about the order.
  const namesOther = slots.orderIds.some((orderId) => orderId !== draft.order?.orderId);
  const isAnswer =
    !isQuestion &&
    !namesOther &&
    !isAhead(reply.text, words.aheadWords) &&
    !reply.digresses &&
    intent !== 'affirm' &&
    intent !== 'deny';
  if (!asked.includes('description') || !isAnswer || !isStory(reply.text, asked.length === 1, words.emptyWords)) return;
  setField(draft, 'description', 'description', ownWords(reply.text, words).slice(0, 2_000));
  const said = ` ${plain(reply.text)} `;
  // "since last week" stands in the description now.
  if (slots.day === undefined && words.vagueDays.some((day) => said.includes(` ${day} `)))
    leaveOpen(
      draft,
      asked.filter((field) => field === 'noticedOn'),
    );
}

/** "Many", "last week": no number and no day, and still an answer. It goes in as the buyer's own words. */
function takeVague(
  draft: RefundDraft,
  asked: readonly DetailField[],
  reply: Reply,
  words: {
    readonly vagueWords: Readonly<Record<'affected' | 'noticedOn', readonly string[]>>;
    readonly vagueNote: (field: 'affected' | 'noticedOn', said: string) => string;
  },
): void {
  const [field] = asked;
  if (asked.length !== 1 || (field !== 'affected' && field !== 'noticedOn') || reply.text.length > 200) return;
  if (
    !plain(reply.text)
      .split(' ')
      .some((word) => words.vagueWords[field].includes(word))
  )
    return;
  leaveOpen(draft, asked);
  const note = words.vagueNote(field, reply.text.replace(/[.!\s]+$/, ''));
  draft.description = `${draft.description ?? ''} ${note}`.trim().slice(0, 2_000);
}
