import { z } from 'zod';
import { ProblemLabel } from '../model/labels.js';

/** What a message is labelled with that is not about our work. */
export const OUT_OF_SCOPE = 'out_of_scope';

/** One message that is not learned from: to set the thresholds by, or to measure with. Several labels may be right. */
export type Sample = { readonly text: string; readonly labels: readonly string[]; readonly problem?: ProblemLabel };

const SampleLine = z.strictObject({
  text: z.string().min(1).max(4_000),
  label: z.string(),
  problem: ProblemLabel.nullable(),
  alsoRight: z.array(z.string()).optional(),
});

/** Reads JSON lines `{text, label, problem, alsoRight?}`; throws one error with a line for each fault. */
export function readSamples(name: string, content: string, labels: ReadonlySet<string>): Sample[] {
  const faults: string[] = [];
  const samples = content.split('\n').flatMap((raw, at): Sample[] => {
    if (raw.trim() === '') return [];
    const where = `${name}:${at + 1}`;
    const parsed = SampleLine.safeParse(parseJson(raw));
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues)
        faults.push(`${where}: ${path.join('.') || 'line'}: ${message}`);
      return [];
    }
    const { text, label, problem, alsoRight = [] } = parsed.data;
    const right = [label, ...alsoRight];
    for (const one of right)
      if (one !== OUT_OF_SCOPE && !labels.has(one)) faults.push(`${where}: there is no label "${one}"`);
    return [{ text, labels: right, ...(problem && { problem }) }];
  });
  if (faults.length > 0) throw new Error(`messages:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  return samples;
}

export function isOurs({ labels }: Sample): boolean {
  return !labels.includes(OUT_OF_SCOPE);
}

export function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
