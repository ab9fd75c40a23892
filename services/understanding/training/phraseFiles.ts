import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { INTENT_LABELS, PROBLEM_LABELS, ProblemLabel } from '../model/labels.js';
import { phrasesFolder } from '../places.js';
import { normalisePhrase } from '../plainText.js';
import { parseJson, readSamples, type Sample } from './samples.js';

/** One text to learn from. `label` absent: it is about something that is not our work. */
export type Phrase = {
  readonly text: string;
  readonly label?: string;
  /** The problem with an order that it tells, whatever else it wants. */
  readonly problem?: ProblemLabel;
  /** Phrases of one idea share a group: what is measured on one is not learned from another. */
  readonly group: string;
  /** `<kind>/<name>`, without `.jsonl`. */
  readonly file: string;
};

export type Phrases = {
  readonly locale: string;
  readonly phrases: readonly Phrase[];
  /** Messages written apart from the phrases, to set the thresholds by. */
  readonly samples: readonly Sample[];
  /** SHA-256 of all files, in hex. */
  readonly hash: string;
};

const PhraseLine = z.strictObject({
  text: z.string().trim().min(1).max(4_000),
  group: z.string().min(1).max(60),
  problem: ProblemLabel.optional(),
  /** In problems/: what the message wants, when it is not what such messages mostly want. */
  topic: z.string().optional(),
});

/** What somebody wants who tells such a problem; of the others they want their money back. */
const WANTED: Partial<Record<string, string>> = {
  cancel_before_shipment: 'cancel_order',
  refund_not_arrived: 'track_refund',
  change_of_mind: 'change_of_mind',
};

const KINDS = ['intents', 'topics', 'problems', 'outOfScope'] as const;
type Kind = (typeof KINDS)[number];

/**
 * Reads all phrases of a language: `<folder>/{intents,topics,problems,outOfScope}/<label>.jsonl`, one JSON object a
 * line, and `samples.jsonl`. `topics`: those that have an answer. Throws one error with a line for each fault: a label
 * without a file, a file without a label, a line that is not as it must be, a text that is there twice.
 */
export function readPhrases(locale: string, topics: readonly string[], folder = phrasesFolder(locale)): Phrases {
  const faults: string[] = [];
  const hash = createHash('sha256');
  const labels = new Set<string>([...INTENT_LABELS, ...topics]);
  const read = (file: string): string => {
    const content = readFileSync(new URL(file, folder), 'utf8');
    hash.update(`${file}\n${content}`);
    return content;
  };
  const phrases = KINDS.flatMap((kind) => {
    const names = namesIn(new URL(`${kind}/`, folder));
    faults.push(...wrongNames(kind, names, topics));
    return names.flatMap((name) => linesOf(kind, name, read(`${kind}/${name}.jsonl`), labels, faults));
  });
  const samples = readSamples('samples.jsonl', read('samples.jsonl'), labels);
  const seen = new Map<string, string>();
  for (const { text, file } of [...phrases, ...samples.map(({ text }) => ({ text, file: 'samples' }))]) {
    const key = normalisePhrase(text);
    const other = seen.get(key);
    if (key !== '' && other !== undefined) faults.push(`${file}.jsonl: "${text}" is in ${other}.jsonl too`);
    seen.set(key, file);
  }
  if (faults.length > 0) throw new Error(`phrases of ${locale}:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  return { locale, phrases, samples, hash: hash.digest('hex') };
}

function linesOf(kind: Kind, name: string, content: string, labels: ReadonlySet<string>, faults: string[]): Phrase[] {
  const file = `${kind}/${name}`;
  return content.split('\n').flatMap((raw, at): Phrase[] => {
    if (raw.trim() === '') return [];
    const parsed = PhraseLine.safeParse(parseJson(raw));
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues)
        faults.push(`${file}.jsonl:${at + 1}: ${path.join('.') || 'line'}: ${message}`);
      return [];
    }
    const { text, group, topic } = parsed.data;
    const label = labelOf(kind, name, topic);
    if (label !== undefined && !labels.has(label)) faults.push(`${file}.jsonl:${at + 1}: there is no label "${label}"`);
    const problem = kind === 'problems' ? ProblemLabel.safeParse(name).data : parsed.data.problem;
    return [{ text, group: `${file}/${group}`, file, ...(label && { label }), ...(problem && { problem }) }];
  });
}

/** Any area may be out of scope; the other kinds have one file for each label. */
function wrongNames(kind: Kind, names: readonly string[], topics: readonly string[]): string[] {
  if (kind === 'outOfScope') return [];
  const expected: readonly string[] = { intents: INTENT_LABELS, topics, problems: PROBLEM_LABELS }[kind];
  return [
    ...expected.filter((name) => !names.includes(name)).map((name) => `${kind}/${name}.jsonl is missing`),
    ...names.filter((name) => !expected.includes(name)).map((name) => `${kind}/${name}.jsonl: there is no such label`),
  ];
}

function labelOf(kind: Kind, name: string, topic: string | undefined): string | undefined {
  if (kind === 'outOfScope') return undefined;
  if (kind !== 'problems') return name;
  return topic ?? WANTED[name] ?? 'open_refund';
}

function namesIn(folder: URL): string[] {
  return readdirSync(fileURLToPath(folder))
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => file.slice(0, -'.jsonl'.length))
    .sort();
}
