/** Who types a code writes little beside it. */
const LONGEST = 80;

/** The six digits of a message that gives a code: alone, in groups ("123 456", "1-2-3-4-5-6"), or within a few words. */
export function readCode(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const plain = text.normalize('NFKC');
  const digits = plain.replace(/[^0-9]/g, '');
  if (digits.length === 6 && /(?:^|[^0-9])[0-9](?:[ .-]?[0-9]){5}(?:[^0-9]|$)/.test(plain)) return digits;
  const whole = plain.match(/(?<![0-9])[0-9]{6}(?![0-9])/g) ?? [];
  return whole.length === 1 ? whole[0] : undefined;
}
