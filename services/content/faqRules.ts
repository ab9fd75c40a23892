import type { RuleNumbers } from '../refunds/ruleNumbers.js';
import type { FaqEntry } from './faqEntry.js';
import { fillRuleNumbers, ruleNamed } from './faqNumbers.js';

const CONDITION = /^\{\{(if|unless) (\w+)\}\}\s*/;
const NAMES = /\{\{(?:if |unless )?(\w+)\}\}/g;

/**
 * An entry as it is said under these rules: their numbers put in, and only the sentences that hold. A sentence that begins
 * with `{{if easyReturnApplies}}` is said where that rule is true, one with `{{unless easyReturnApplies}}` where it is not.
 */
export function underRules(locale: string, entry: FaqEntry, rules: RuleNumbers, faults: string[]): FaqEntry {
  const say = (text: string): string | undefined => {
    const [condition = '', word, name = ''] = CONDITION.exec(text) ?? [];
    // Filled in any case: a fault in a sentence that is not said today is a fault all the same.
    const filled = fillRuleNumbers(locale, text.slice(condition.length), rules, faults);
    if (word === undefined) return filled;
    const holds = ruleNamed(name, rules)?.value;
    if (typeof holds !== 'boolean') faults.push(`"${condition.trim()}" names no rule that is true or false`);
    return (word === 'if') === holds ? filled : undefined;
  };
  const answer = entry.answer.map(say).filter((sentence) => sentence !== undefined);
  if (answer.length === 0) faults.push('nothing is left of its answer under these rules');
  const unknown = entry.unknown === undefined ? undefined : say(entry.unknown);
  const { unknown: _, ...rest } = entry;
  return {
    ...rest,
    answer,
    ...(unknown === undefined ? {} : { unknown }),
    sources: [...operatorsSources(entry, rules), ...entry.sources],
  };
}

/** What the operator has set is not on the page that the entry names: their own word on it comes first. */
function operatorsSources({ answer, unknown = '' }: FaqEntry, rules: RuleNumbers): FaqEntry['sources'] {
  const names = [...[...answer, unknown].join(' ').matchAll(NAMES)].map(([, name = '']) => name);
  const [set] = names.map((name) => ruleNamed(name, rules)).filter((rule) => rule?.confidence === 'operator');
  return set?.title === undefined ? [] : [{ source: set.source, title: set.title, seenOn: set.seenOn }];
}
