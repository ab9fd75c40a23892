import type { Copy, Words } from './copy.js';
import { copy } from './en/copy.js';
import { words } from './en/words.js';
import { type Faq, loadFaq } from './faq.js';

/** All words of one language. */
export type Content = { readonly locale: string; readonly copy: Copy; readonly words: Words; readonly faq: Faq };

/** Loads and checks; throws one error that lists every fault. English is the only language yet. */
export function loadContent(): Content {
  return { locale: 'en', copy, words, faq: loadFaq('en') };
}
