import type { FilingFacts, FilingRow, KnownFacts, ReviewField } from './copy.js';
import { REVIEW_FIELDS } from './copy.js';
import type { Words } from './words.js';

/** The filing, field by field, in words; what was not asked for this problem is left out. */
export function filingRows(words: Words, facts: FilingFacts): readonly FilingRow[] {
  return fieldRows(words, facts, REVIEW_FIELDS);
}

/** These fields of what is known so far; those that are not known are left out. */
export function fieldRows(words: Words, facts: KnownFacts, fields: readonly ReviewField[]): readonly FilingRow[] {
  return fields
    .map((field) => ({ title: words.field[field], value: fieldValue(words, facts, field) }))
    .filter(({ value }) => value !== '');
}

function fieldValue(words: Words, facts: KnownFacts, field: ReviewField): string {
  switch (field) {
    case 'order':
      return facts.order ? `${facts.order.orderId} (${facts.order.title})` : '';
    case 'problem':
      return facts.problem ? words.problem[facts.problem] : '';
    case 'affected':
      return facts.affected ? words.affected(facts.affected, facts.order) : '';
    case 'description':
      return facts.description ?? '';
    case 'noticedOn':
      return facts.noticedOn ? words.calendarDay(facts.noticedOn) : '';
    case 'seller':
      return facts.seller
        ? words.sellerStatement(
            facts.seller,
            facts.sellerActs?.map(({ act }) => act),
          )
        : '';
    case 'remedy':
      return facts.remedy ? words.remedy[facts.remedy] : '';
    case 'amount':
      return facts.amount ? words.money(facts.amount) : '';
    case 'evidence':
      if (!facts.evidenceLinks) return '';
      return evidenceOf(facts).join('\n') || words.label.notGiven;
  }
}

function evidenceOf({ evidenceLinks = [], evidenceFiles = [] }: KnownFacts): readonly string[] {
  return [...evidenceFiles.map(({ name }) => name), ...evidenceLinks];
}
