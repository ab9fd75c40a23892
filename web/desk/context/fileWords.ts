import { words as desk } from '../words.js';

const words = desk.context.evidence;

export function typeName(contentType: string): string {
  const known: Readonly<Record<string, string>> = words.type;
  return (Object.hasOwn(known, contentType) && known[contentType]) || contentType;
}

export function sizeWords(bytes: number): string {
  const [size, unit] =
    bytes < 1_000 ? [bytes, 'B'] : bytes < 1_000_000 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${size.toLocaleString('en-GB', { maximumFractionDigits: size < 10 ? 1 : 0 })} ${unit}`;
}
