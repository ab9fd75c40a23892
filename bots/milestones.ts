import type { Activity } from 'botbuilder';
import type { ConversationState } from '../dialogs/conversationState.js';
import type { RefundDraft } from '../dialogs/refund/refundDraft.js';
import type { CopyKey } from '../services/content/copy.js';
import type { NewEffect } from '../services/conversations/conversationStore.js';
import type { METRICS } from '../services/telemetry/metricTable.js';

export type Milestone = (typeof METRICS)['refund_desk_filing_total']['labels']['step'][number];
/** What each draft of a conversation had, by its id, and who had the conversation. */
export type Progress = {
  readonly drafts: ReadonlyMap<string, readonly Milestone[]>;
  readonly owner: ConversationState['desk']['owner']['kind'];
};

/** Taken before a turn, because the turn changes the state in place. */
export function progressOf({ draft, parked, refused, before, filing, desk }: ConversationState): Progress {
  const drafts = [before, refused, parked, filing?.draft, draft].filter((one) => one !== undefined);
  return { drafts: new Map(drafts.map((one) => [one.draftId, answered(one)])), owner: desk.owner.kind };
}

/**
 * What a turn has brought the filing to: answers that its draft did not have before, and what was said and asked for. An
 * answer that was taken back and given again counts again; a draft that is taken up again does not.
 */
export function milestones(
  before: Progress,
  state: ConversationState,
  sent: readonly Partial<Activity>[],
  effects: readonly NewEffect[],
): readonly Milestone[] {
  const draft = state.draft ?? state.filing?.draft;
  const had = draft && before.drafts.get(draft.draftId);
  const isNew = draft !== undefined && had === undefined;
  const answers = draft ? answered(draft).filter((step) => !had?.includes(step)) : [];
  const said = sent.flatMap(({ channelData }) => SAID.get(channelData?.key) ?? []);
  const submitted = effects.some(({ kind }) => kind === 'openCase');
  return [
    ...(isNew ? (['draftStarted'] as const) : []),
    ...answers,
    ...said,
    ...(submitted ? (['submitted'] as const) : []),
    ...(before.owner === 'bot' && state.desk.owner.kind !== 'bot' ? (['handover'] as const) : []),
  ];
}

const ANSWERS: readonly (readonly [Milestone, (draft: RefundDraft) => boolean])[] = [
  ['order', ({ order }) => order !== undefined],
  ['problem', ({ problem }) => problem !== undefined],
  ['details', ({ description, detailsAsked }) => description !== undefined || detailsAsked === true],
  ['seller', ({ seller }) => seller !== undefined],
  ['remedy', ({ remedy }) => remedy !== undefined],
  ['amount', ({ amount }) => amount !== undefined],
  ['evidence', ({ evidenceLinks, evidenceFiles }) => evidenceLinks !== undefined || evidenceFiles !== undefined],
];

function answered(draft: RefundDraft): readonly Milestone[] {
  return ANSWERS.filter(([, has]) => has(draft)).map(([step]) => step);
}

/** By the copy key of what was said. */
const SAID: ReadonlyMap<unknown, Milestone> = new Map(
  Object.entries({
    'refund.review': 'reviewShown',
    'refund.filed': 'filed',
    'refund.caseOpen': 'caseOpen',
    'refund.notFiled': 'notFiled',
    'refund.ineligible': 'ineligible',
    'repair.cancelled': 'cancelled',
    'handoff.outOfHours': 'handover',
  } satisfies Partial<Record<CopyKey, Milestone>>),
);
