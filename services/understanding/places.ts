import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Where the model of a language is, as an absolute path; `npm run build` puts it there. */
export function modelFile(locale: string): string {
  return join(projectRoot(), 'dist', 'understanding', `${locale}.model`);
}

/** The phrases that the model of a language is trained on; they are sources, and not copied to dist/. */
export function phrasesFolder(locale: string): URL {
  return pathToFileURL(join(projectRoot(), 'services', 'understanding', 'phrases', locale, '/'));
}

/** The same from the sources and from dist/. */
function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
