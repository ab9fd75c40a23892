import { readdirSync, readFileSync } from 'node:fs';
import type { RuleNumbers } from '../refunds/ruleNumbers.js';
import { normalisePhrase } from '../understanding/plainText.js';
import { FaqEntry } from './faqEntry.js';
import { underRules } from './faqRules.js';

/** The questions that the bot can answer in one language. */
export type Faq = {
  /** Alphabetical. */
  readonly topics: readonly string[];
  entry(topic: string): FaqEntry | undefined;
};

/**
 * Reads every `<topic>.json` of the language and checks all of them. Throws one error with a line for each fault:
 * what a file misses, a number that is not by name from the rules, and a topic or a question that two entries share.
 */
export function loadFaq(
  locale: string,
  rules: RuleNumbers,
  folder: URL = new URL(`./${locale}/faq/`, import.meta.url),
): Faq {
  const faults: string[] = [];
  const entries = new Map<string, FaqEntry>();
  const seen = new Map<string, string>();
  for (const file of jsonFiles(folder)) {
    const entry = parse(locale, file, readFileSync(new URL(file, folder), 'utf8'), rules, faults);
    if (entry === undefined) continue;
    if (file !== `${entry.topic}.json`)
      faults.push(`${file}: its topic is "${entry.topic}": name it ${entry.topic}.json`);
    const first = entries.has(entry.topic) ? entry.topic : undefined;
    if (first !== undefined) faults.push(`${file}: topic "${entry.topic}" is in another file too`);
    entries.set(entry.topic, entry);
    const { question } = entry;
    const key = normalisePhrase(question);
    const other = seen.get(key);
    if (key === '') faults.push(`${file}: "${question}" has no words`);
    else if (other !== undefined) faults.push(`${file}: "${question}" is also in ${other}`);
    else seen.set(key, file);
  }
  if (entries.size === 0 && faults.length === 0) faults.push('no entries');
  if (faults.length > 0) throw new Error(`content: ${locale}/faq:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  const topics = [...entries.keys()].sort();
  return {
    topics,
    entry: (topic) => entries.get(topic),
  };
}

function jsonFiles(folder: URL): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort();
}

function parse(locale: string, file: string, text: string, rules: RuleNumbers, faults: string[]): FaqEntry | undefined {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    faults.push(`${file}: is not JSON`);
    return undefined;
  }
  const parsed = FaqEntry.safeParse(raw);
  if (parsed.success) return filled(locale, file, parsed.data, rules, faults);
  for (const issue of parsed.error.issues) faults.push(`${file}: ${issue.path.join('.') || 'entry'}: ${issue.message}`);
  return undefined;
}

/** The entry as it is said. */
function filled(locale: string, file: string, entry: FaqEntry, rules: RuleNumbers, faults: string[]): FaqEntry {
  const own: string[] = [];
  const said = underRules(locale, entry, rules, own);
  faults.push(...own.map((fault) => `${file}: ${fault}`));
  return said;
}
