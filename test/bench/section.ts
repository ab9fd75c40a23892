import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Puts a bench's part into a page in the place of its last one, between two comments with its name, or at the end;
 * what else stands there stays. Prints it when no file is named.
 */
export function writeSection(file: string | undefined, name: string, text: string): void {
  if (file === undefined) {
    process.stdout.write(`\n${text}\n`);
    return;
  }
  const [begin, end] = [`<!-- ${name}: written by npm run ${name} -->`, `<!-- ${name}: end -->`];
  const page = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  const section = `${begin}\n\n${text}\n\n${end}`;
  const isThere = from >= 0 && to > from;
  const written = isThere
    ? `${page.slice(0, from)}${section}${page.slice(to + end.length)}`
    : `${page.trimEnd()}\n\n${section}\n`;
  writeFileSync(file, written.trimStart());
}
