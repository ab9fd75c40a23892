import type { Attachment } from 'botbuilder';
import { REVIEW_FIELDS, type ReviewField } from '../../../services/content/copy.js';
import { fieldRows } from '../../../services/content/filingRows.js';
import type { Words } from '../../../services/content/words.js';
import { adaptiveCard } from '../../kit/adaptiveCard.js';
import type { RefundDraft } from '../refundDraft.js';

/** A filing that was put aside: what is in it, what is missing, and the two things that can be done with it. */
export function draftCard(words: Words, draft: RefundDraft, missing: readonly ReviewField[]): Attachment {
  return adaptiveCard({
    heading: words.label.draft,
    lead: words.label.nothingYet,
    facts: fieldRows(words, draft, REVIEW_FIELDS),
    ...(missing.length > 0
      ? { note: `${words.label.missing}: ${missing.map((field) => words.field[field]).join(', ')}` }
      : {}),
    buttons: [
      { title: words.command.resume, data: { action: 'draft.resume', draftId: draft.draftId }, primary: true },
      { title: words.command.discard, data: { action: 'draft.discard', draftId: draft.draftId } },
    ],
  });
}
