import { deskWords } from '../../services/content/en/deskWords.js';

export const words = deskWords;

/** `{name}` in a text becomes what it stands for. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    values[name] === undefined ? whole : String(values[name]),
  );
}

/** By a name that comes from outside: what every object inherits is no word. */
export function own(of: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
  return Object.hasOwn(of, name) ? of[name] : undefined;
}
