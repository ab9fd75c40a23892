import type { RuleNumbers } from '../refunds/ruleNumbers.js';
import type { AmendFault } from './amendFault.js';
import type { Copy } from './copy.js';
import { amendFault } from './en/amendWords.js';
import { copy } from './en/copy.js';
import { summaryWords } from './en/summaryWords.js';
import { words } from './en/words.js';
import { type Faq, loadFaq } from './faq.js';
import type { SummaryWords } from './summaryWords.js';
import type { Words } from './words.js';

/** All words of one language. `forAgents`: what the server itself says to them. */
export type Content = {
  readonly locale: string;
  readonly copy: Copy;
  readonly words: Words;
  readonly forAgents: { readonly summary: SummaryWords; readonly amendFault: (fault: AmendFault) => string };
  readonly faq: Faq;
};

/** Loads and checks, with the numbers of `rules` put in; throws one error that lists every fault. English only, so far. */
export function loadContent(rules: RuleNumbers): Content {
  return { locale: 'en', copy, words, forAgents: { summary: summaryWords, amendFault }, faq: loadFaq('en', rules) };
}
