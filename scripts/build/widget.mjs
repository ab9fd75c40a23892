import { posix } from 'node:path';
import { Script } from 'node:vm';
import { BuildError, filesUnder, read, write } from './files.mjs';

const START = 'dist/web/widget/widget.js';
const OUTPUT = 'dist/web/widget.js';

const isModule = (path) => path.endsWith('.js');

/**
 * The widget's modules as one script: a shop puts in one tag, and a browser fetches modules from another origin only
 * with a leave that a script does not need. They import each other by name and nothing else, so putting one after the
 * other is all it takes; what that cannot do is an error here, not on a shop's page.
 */
export const joinWidget = {
  name: 'widget',
  inputs: async () => [
    ...(await filesUnder('dist/web/widget', isModule)),
    ...(await filesUnder('dist/web/shared', isModule)),
  ],
  run: async () => {
    // A tree without the widget has nothing to join.
    if ((await filesUnder('dist/web/widget', isModule)).length === 0) return [];
    const parts = [];
    await collect(START, parts, new Set());
    const script = `(() => {\n'use strict';\n${parts.join('\n')}})();\n`;
    try {
      new Script(script);
    } catch (error) {
      throw new BuildError(`the widget's modules cannot be put into one script: ${error.message}`);
    }
    await write(OUTPUT, script);
    return [OUTPUT];
  },
};

const IMPORT = /^import\s*\{[^}]*\}\s*from\s*'(\.[^']+)';\n/gm;

/** What a module imports comes before it. */
async function collect(path, parts, seen) {
  if (seen.has(path)) return;
  seen.add(path);
  const source = (await read(path)).toString('utf8');
  for (const [statement, from] of source.matchAll(IMPORT)) {
    if (/\sas\s/.test(statement)) throw new BuildError(`${path}: the widget's modules import without "as"`);
    await collect(posix.join(posix.dirname(path), from), parts, seen);
  }
  const body = source
    .replace(IMPORT, '')
    .replace(/^export (?=(async )?function |const |let |class )/gm, '')
    .replace(/^export \{\};\n/gm, '')
    .replace(/^\/\/# sourceMappingURL=.*\n?/gm, '');
  parts.push(body);
}
