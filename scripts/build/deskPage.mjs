import { posix } from 'node:path';
import { withHashedNames } from './copies.mjs';
import { at, BuildError, exists, filesUnder, hashOf, read, write } from './files.mjs';

const FOLDER = 'web/desk';
const WORDS = ['', 'Context', 'Stats'].map((part) => `services/content/en/desk${part}Words.ts`);

/** What may be in the page. Types alone leave nothing behind, so what is named here is code or words. */
const OWN = [/^web\/desk\//, /^web\/shared\//, /^services\/content\/en\/desk(Context|Stats)?Words\.ts$/];
const PACKAGES = ['preact', '@preact/signals', '@preact/signals-core', 'marked'];

/**
 * The agents' page: one script, one style sheet and the worker that keeps time, under names that tell their content. They may
 * be cached for ever, and a page never gets parts of two builds. The licences of what went in lie beside them.
 */
export const bundleDeskPage = {
  name: 'agents’ page',
  inputs: async () => {
    const own = await filesUnder(FOLDER);
    // A tree without the page has nothing to bundle.
    if (own.length === 0) return [];
    return [...own, ...(await filesUnder('web/shared')), ...WORDS, 'package-lock.json'];
  },
  run: async (inputs) => {
    if (inputs.length === 0) return [];
    const worker = await bundled(`${FOLDER}/live/clockWorker.ts`, {});
    const address = `/desk/${hashedName('clockWorker', 'js', worker.js)}`;
    const page = await bundled(`${FOLDER}/desk.tsx`, { CLOCK_WORKER: JSON.stringify(address) });
    const styles = await bundled(`${FOLDER}/desk.css`, {});
    const names = {
      'desk.js': hashedName('desk', 'js', page.js),
      'desk.css': hashedName('desk', 'css', styles.css),
    };
    const html = withHashedNames(`${FOLDER}/index.html`, (await read(`${FOLDER}/index.html`)).toString('utf8'), names);
    const files = {
      [`dist/web${address}`]: worker.js,
      [`dist/${FOLDER}/${names['desk.js']}`]: page.js,
      [`dist/${FOLDER}/${names['desk.css']}`]: styles.css,
      [`dist/${FOLDER}/licences.txt`]: await licencesOf(page.packages),
      [`dist/${FOLDER}/index.html`]: html,
    };
    for (const [path, content] of Object.entries(files)) await write(path, content);
    return Object.keys(files);
  },
};

function hashedName(name, ending, content) {
  return `${name}.${hashOf(content).slice(0, 8)}.${ending}`;
}

/** `{js, css, packages}` of an entry and all that it imports; what it may not import is an error. */
async function bundled(entry, define) {
  const { build } = await import('esbuild');
  const result = await build({
    absWorkingDir: at('.'),
    entryPoints: [entry],
    outdir: 'out',
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2023', 'chrome120', 'firefox121', 'safari17'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    charset: 'utf8',
    metafile: true,
    logLevel: 'silent',
    define,
  }).catch((error) => {
    throw new BuildError(`${entry} cannot be bundled:\n${error.message}`);
  });
  const inputs = Object.keys(result.metafile.inputs);
  const packages = [...new Set(inputs.map(packageOf).filter((name) => name !== undefined))];
  const stranger =
    inputs.find((path) => packageOf(path) === undefined && !OWN.some((own) => own.test(path))) ??
    packages.find((name) => !PACKAGES.includes(name));
  if (stranger !== undefined)
    throw new BuildError(`${entry} imports ${stranger}, which has no place in the agents' page`);
  const content = (ending) => result.outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { js: content('.js'), css: content('.css'), packages };
}

function packageOf(path) {
  return /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
}

async function licencesOf(packages) {
  const texts = [];
  for (const name of [...packages].sort()) {
    const folder = posix.join('node_modules', name);
    const { version } = JSON.parse(await read(`${folder}/package.json`));
    const path = await licenceIn(folder);
    if (path === undefined) throw new BuildError(`${folder} has no licence to go with the page`);
    texts.push(`${name} ${version}\n\n${(await read(path)).toString('utf8').trim()}\n`);
  }
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

async function licenceIn(folder) {
  for (const name of ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license']) {
    if (await exists(`${folder}/${name}`)) return `${folder}/${name}`;
  }
  return undefined;
}
