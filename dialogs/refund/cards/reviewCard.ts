import type { Attachment } from 'botbuilder';
import type { FilingFacts } from '../../../services/content/copy.js';
import { filingRows } from '../../../services/content/filingRows.js';
import type { Words } from '../../../services/content/words.js';
import { adaptiveCard } from '../../kit/adaptiveCard.js';
import { reviewMark } from '../filingFacts.js';
import { evidenceOnReview } from './evidenceOnReview.js';

/** Everything that will be filed, and the two buttons that matter. */
export function reviewCard(words: Words, draftId: string, facts: FilingFacts): Attachment {
  return adaptiveCard({
    heading: words.label.review,
    facts: filingRows(words, facts),
    ...evidenceOnReview(words, facts),
    note: words.label.nothingYet,
    buttons: [
      {
        title: words.command.submit,
        data: { action: 'refund.submit', draftId, mark: reviewMark(facts) },
        primary: true,
      },
      { title: words.command.change, data: { action: 'refund.change', draftId } },
    ],
  });
}
