import { exists, hashOf, read, write } from './files.mjs';
import { compressed } from './precompressed.mjs';

const PACKAGE = 'node_modules/swagger-ui-dist';
const FOLDER = 'dist/web/apiDocs/vendor';

/** `{"swaggerUi.js": "swaggerUi.<hash>.js", "swaggerUi.css": ...}`, for the page. */
export const SWAGGER_UI_NAMES = `${FOLDER}/manifest.json`;

/** Swagger UI's script and style sheet: two files of its package, and the licences of what is in them. No fonts: it has none. */
export const vendorSwaggerUi = {
  name: 'Swagger UI',
  inputs: () => [`${PACKAGE}/package.json`],
  run: async () => {
    const files = { [`${FOLDER}/licences.txt`]: await licences() };
    const names = {};
    for (const [name, source] of [
      ['swaggerUi.js', 'swagger-ui-bundle.js'],
      ['swaggerUi.css', 'swagger-ui.css'],
    ]) {
      const content = withoutMap(await read(`${PACKAGE}/${source}`));
      const hash = hashOf(content);
      names[name] = name.replace('.', `.${hash.slice(0, 8)}.`);
      const { br, gz } = await keptCompressed(content, `.cache/${name}.${hash}`);
      const path = `${FOLDER}/${names[name]}`;
      Object.assign(files, { [path]: content, [`${path}.br`]: br, [`${path}.gz`]: gz });
    }
    files[SWAGGER_UI_NAMES] = `${JSON.stringify(names)}\n`;
    for (const [path, content] of Object.entries(files)) await write(path, content);
    return Object.keys(files);
  },
};

/** The maps are not served, so nothing should ask for them. */
function withoutMap(content) {
  const text = content
    .toString('utf8')
    .replace(/\n(\/\/# sourceMappingURL=\S+|\/\*# sourceMappingURL=\S+ ?\*\/)\s*$/, '\n');
  return Buffer.from(text);
}

async function licences() {
  const { version } = JSON.parse(await read(`${PACKAGE}/package.json`));
  const parts = [`swagger-ui-dist ${version}`];
  for (const name of ['NOTICE', 'LICENSE', 'swagger-ui-bundle.js.LICENSE.txt'])
    parts.push((await read(`${PACKAGE}/${name}`)).toString('utf8').trim());
  return `${parts.join('\n\n')}\n`;
}

/** The best compression of the script takes seconds, so it is kept for the next build. */
async function keptCompressed(content, kept) {
  const paths = { br: `${kept}.br`, gz: `${kept}.gz` };
  if ((await exists(paths.br)) && (await exists(paths.gz)))
    return { br: await read(paths.br), gz: await read(paths.gz) };
  const { br, gz } = await compressed(content);
  await write(paths.br, br);
  await write(paths.gz, gz);
  return { br, gz };
}
