import { BuildError, filesUnder, read, write } from './files.mjs';
import { SWAGGER_UI_NAMES } from './swaggerUi.mjs';
import { VENDOR_NAMES } from './webChat.mjs';

const isContent = (path) => path.endsWith('.json');
// The agents' page has a step of its own (deskPage.mjs).
const isPage = (path) => /^web\/(?!desk\/).*\.(html|css|svg|png|ico|webmanifest)$/.test(path);

const NAMES = [VENDOR_NAMES, SWAGGER_UI_NAMES];

/** The words, which are data: tsc only copies the JSON that a module imports. */
export const copyContent = {
  name: 'content',
  inputs: () => filesUnder('services', isContent),
  run: copyAll,
};

/** `{{webchat.js}}` in a page becomes the file's hashed name: it may be cached for ever, and a new version is seen. */
export const copyPages = {
  name: 'assets',
  inputs: async () => [...(await filesUnder('web', isPage)), ...NAMES],
  run: async (inputs) => {
    const known = await Promise.all(NAMES.map(async (path) => JSON.parse(await read(path))));
    const names = Object.assign({}, ...known);
    return copyAll(
      inputs.filter((path) => !NAMES.includes(path)),
      (path, content) => (path.endsWith('.html') ? withHashedNames(path, content.toString('utf8'), names) : content),
    );
  },
};

async function copyAll(inputs, change = (_path, content) => content) {
  const outputs = [];
  for (const path of inputs) {
    const output = `dist/${path}`;
    await write(output, change(path, await read(path)));
    outputs.push(output);
  }
  return outputs;
}

export function withHashedNames(path, html, names) {
  return html.replace(/\{\{([\w.-]+)\}\}/g, (placeholder, name) => {
    if (names[name] === undefined) throw new BuildError(`${path}: nothing vendored is called ${placeholder}`);
    return names[name];
  });
}
