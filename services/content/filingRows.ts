import type { FilingFacts, ReviewField, Words } from './copy.js';
import { REVIEW_FIELDS } from './copy.js';

/** The filing, field by field, in words; what was not asked for this problem is left out. */
export function filingRows(
  words: Words,
  facts: FilingFacts,
): readonly { readonly title: string; readonly value: string }[] {
  return REVIEW_FIELDS.map((field) => ({ title: words.field[field], value: fieldValue(words, facts, field) })).filter(
    ({ value }) => value !== '',
  );
}

function fieldValue(words: Words, facts: FilingFacts, field: ReviewField): string {
  switch (field) {
    case 'order':
      return `${facts.order.orderId} (${facts.order.title})`;
    case 'problem':
      return words.problem[facts.problem];
    case 'affected':
      return facts.affected ? words.affected(facts.affected, facts.order) : '';
    case 'description':
      return facts.description;
    case 'noticedOn':
      return facts.noticedOn ? words.calendarDay(facts.noticedOn) : '';
    case 'seller':
      return words.sellerStatement(facts.seller);
    case 'remedy':
      return words.remedy[facts.remedy];
    case 'amount':
      return facts.amount ? words.money(facts.amount) : '';
    case 'evidence':
      return facts.evidenceLinks.length > 0 ? facts.evidenceLinks.join('\n') : words.label.notGiven;
  }
}
