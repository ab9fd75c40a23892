import type { RuleNumbers } from '../refunds/ruleNumbers.js';
import type { Copy } from './copy.js';
import { copy } from './en/copy.js';
import { words } from './en/words.js';
import { type Faq, loadFaq } from './faq.js';
import type { Words } from './words.js';

/** All words of one language. */
export type Content = { readonly locale: string; readonly copy: Copy; readonly words: Words; readonly faq: Faq };

/** Loads and checks, with the numbers of `rules` put in; throws one error that lists every fault. English only, so far. */
export function loadContent(rules: RuleNumbers): Content {
  return { locale: 'en', copy, words, faq: loadFaq('en', rules) };
}
