import type { RuleNumber, RuleNumbers } from '../refunds/ruleNumbers.js';

/**
 * Fills `{{claimWindowDays}}` and its like from the rules in force, so that a number of the rules stands in one place:
 * whole numbers as they are, a range as "10–12", money as "US$100". A name that is not a number of theirs, and a digit
 * that is written out, go to `faults`.
 */
export function fillRuleNumbers(locale: string, text: string, rules: RuleNumbers, faults: string[]): string {
  const [first = '', ...rest] = text.split('{{');
  checkDigits(first, faults);
  return rest.reduce((filled, part) => {
    const end = part.indexOf('}}');
    const name = end < 0 ? '' : part.slice(0, end);
    const behind = part.slice(end < 0 ? 0 : end + 2);
    checkDigits(behind, faults);
    const value = written(locale, name, rules);
    if (value === undefined) faults.push(`"{{${name || part}" names no number of services/refunds/ruleNumbers.ts`);
    return filled + (value ?? '') + behind;
  }, first);
}

/** The rule of that name; undefined: there is none. */
export function ruleNamed(name: string, rules: RuleNumbers): RuleNumber<unknown> | undefined {
  return isRule(name, rules) ? rules[name] : undefined;
}

function checkDigits(text: string, faults: string[]): void {
  if (/\d/.test(text))
    faults.push(`"${text.trim()}" has a number: name one of services/refunds/ruleNumbers.ts as {{name}}`);
}

function written(locale: string, name: string, rules: RuleNumbers): string | undefined {
  if (!isRule(name, rules)) return undefined;
  const { value } = rules[name];
  if (typeof value === 'boolean') return undefined;
  if (typeof value === 'number') return value.toLocaleString(locale);
  if ('from' in value) return `${value.from.toLocaleString(locale)}–${value.to.toLocaleString(locale)}`;
  if (!('minor' in value)) return undefined;
  const format = new Intl.NumberFormat(`${locale}-GB`, {
    style: 'currency',
    currency: value.currency,
    trailingZeroDisplay: 'stripIfInteger',
  });
  return format.format(value.minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

function isRule(name: string, rules: RuleNumbers): name is keyof RuleNumbers {
  return Object.hasOwn(rules, name);
}
