import { GOODS_WORDS } from '../goods.js';
import type { Token } from '../tokens.js';
import { EMPTY_WORDS, IDEAS, KNOWN_SPELLINGS } from '../vocabulary.js';
import { ideaOf } from '../words.js';

/**
 * How often each feature stands in a text: words, ideas, letters. A feature is the 32-bit hash of what it is. Each kind
 * is weighed by itself, so that a long word does not drown the words around it.
 */
export type FeatureCounts = readonly [Map<number, number>, Map<number, number>, Map<number, number>];

/** How much of a text is read, in words: a story says what it is about within so many. */
const MOST_WORDS = 400;

/**
 * Reads the features of one text: words and pairs of words, ideas (words that mean the same here) and pairs of ideas,
 * and the runs of 2 to 5 letters inside words. Linear in the text. `spell` corrects a word.
 */
export function readFeatures(text: readonly Token[], spell: (word: string) => string): FeatureCounts {
  const counts: FeatureCounts = [new Map(), new Map(), new Map()];
  const [words, ideas, letters] = counts;
  let before = START;
  let ideaBefore = START;
  let ideaBeforeThat = '';
  for (const word of wordsOf(text, spell)) {
    add(words, hash(WORD, word));
    add(words, hash(hash(PAIR, before), word));
    before = word;
    if (isLetters(word)) addLetters(letters, word);
    const bare =
      IDEAS.get(word) ??
      (GOODS_WORDS.has(word) ? 'goods' : undefined) ??
      (EMPTY_WORDS.has(word) ? undefined : ideaOf(word));
    if (bare === undefined) continue;
    add(ideas, hash(IDEA, bare));
    add(ideas, hash(hash(IDEA_PAIR, ideaBefore), bare));
    if (ideaBeforeThat !== '') add(ideas, hash(hash(IDEA_SKIP, ideaBeforeThat), bare));
    ideaBeforeThat = ideaBefore;
    ideaBefore = bare;
  }
  add(words, hash(hash(PAIR, before), END));
  return counts;
}

const WORD = 0x811c9dc5;
const PAIR = 0x2f3a1b77;
const IDEA = 0x51ed270b;
const IDEA_PAIR = 0x7a3c9d11;
const IDEA_SKIP = 0x19b4e6c3;
const LETTERS = 0x3c6ef372;
const START = '^';
const END = '$';

/** Words as they are compared: corrected, without apostrophes; numbers of all kinds by what they look like. */
export function wordsOf(text: readonly Token[], spell: (word: string) => string): string[] {
  const found: string[] = [];
  for (const token of text) {
    const word = wordOf(token);
    if (word === undefined) continue;
    found.push(isLetters(word) ? spell(word) : word);
    if (found.length >= MOST_WORDS) break;
  }
  return found;
}

function wordOf(token: Token): string | undefined {
  switch (token.kind) {
    case 'word':
      return (KNOWN_SPELLINGS.get(token.text) ?? token.text).replaceAll("'", '');
    case 'code':
      return '#code';
    case 'number':
      return token.text.length >= 9 ? '#order' : '#number';
    case 'sign':
      return SIGNS.has(token.text) ? token.text : CURRENCIES.has(token.text) ? '#money' : undefined;
  }
}

const SIGNS = new Set(['?', '%']);
const CURRENCIES = new Set(['$', '€', '£', '¥']);

function isLetters(word: string): boolean {
  return word.charCodeAt(0) > 0x3f;
}

const SHORTEST = 2;
const LONGEST = 5;
/** Of a word longer than this only the beginning is taken apart. */
const MOST_LETTERS = 24;

function addLetters(counts: Map<number, number>, word: string): void {
  const padded = ` ${word.slice(0, MOST_LETTERS)} `;
  for (let from = 0; from < padded.length - 1; from += 1) {
    let code = LETTERS;
    const end = Math.min(padded.length, from + LONGEST);
    for (let at = from; at < end; at += 1) {
      code = step(code, padded.charCodeAt(at));
      if (at - from + 1 >= SHORTEST) add(counts, code | 0);
    }
  }
}

function add(counts: Map<number, number>, feature: number): void {
  counts.set(feature, (counts.get(feature) ?? 0) + 1);
}

/** FNV-1a over UTF-16 units, from a starting value. */
function hash(from: number, text: string): number {
  let code = step(from, 0x1f);
  for (let at = 0; at < text.length; at += 1) code = step(code, text.charCodeAt(at));
  return code | 0;
}

function step(code: number, unit: number): number {
  return Math.imul(code ^ unit, 0x01000193);
}
