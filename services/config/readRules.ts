import { readFileSync } from 'node:fs';
import { RULES, type RuleNumbers } from '../refunds/ruleNumbers.js';
import { RuleSettings, withSettings } from '../refunds/ruleSettings.js';

const VARIABLE = 'REFUND_RULES_FILE';

/** The rules in force, and what is wrong with the operator's file: a line for each fault, with the remedy. */
export type RulesRead = { readonly rules: RuleNumbers; readonly faults: readonly string[] };

/** The published rules with those of the operator's file over them. Without a file, the published ones. */
export function readRules(path: string | undefined): RulesRead {
  if (path === undefined) return { rules: RULES, faults: [] };
  const refused = (...faults: string[]) => ({ rules: RULES, faults });
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return refused(
      `${VARIABLE} is "${path}", which cannot be read (${why}): set it to the path of a JSON file, or leave it out for the published rules.`,
    );
  }
  let raw: unknown;
  try {
    // An editor of Windows may have put its mark in front.
    raw = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return refused(`${VARIABLE} (${path}) is not JSON: docs/rules.md has one to start from.`);
  }
  const parsed = RuleSettings.safeParse(raw);
  if (parsed.success) return { rules: withSettings(RULES, parsed.data), faults: [] };
  return refused(
    ...parsed.error.issues.map(
      ({ path: field, message }) => `${VARIABLE} (${path}): ${field.join('.') || 'the file'}: ${message}`,
    ),
  );
}
