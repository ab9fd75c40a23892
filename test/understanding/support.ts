import { readFileSync } from 'node:fs';
import { loadFaq } from '../../services/content/faq.js';
import { RULES } from '../../services/refunds/ruleNumbers.js';
import { INTENT_LABELS } from '../../services/understanding/model/labels.js';
import { readSamples, type Sample } from '../../services/understanding/training/samples.js';

/** Messages by two writers who did not see the phrases; the model is measured with them, and never trained. */
export function measuredMessages(): Sample[] {
  const labels = new Set<string>([...INTENT_LABELS, ...loadFaq('en', RULES).topics]);
  return ['writerA.jsonl', 'writerB.jsonl', 'writerC.jsonl'].flatMap((name) =>
    readSamples(name, readFileSync(new URL(name, import.meta.url), 'utf8'), labels),
  );
}

/** A number from 0 to 1, always the same ones for a seed. Source: mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The text with a slip of one letter in a share of its words of four letters and more. */
export function misspelt(text: string, share: number, random: () => number): string {
  return text.replace(/[A-Za-z]{4,}/g, (word) => (random() < share ? slip(word, random) : word));
}

function slip(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const letter = String.fromCharCode(97 + Math.floor(random() * 26));
  switch (Math.floor(random() * 4)) {
    case 0:
      return word.slice(0, at) + word.slice(at + 1);
    case 1:
      return word.slice(0, at) + letter + word.slice(at);
    case 2:
      return word.slice(0, at) + letter + word.slice(at + 1);
    default:
      return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  }
}
