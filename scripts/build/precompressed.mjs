import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { read, write } from './files.mjs';

// Web Chat and Swagger UI come compressed from steps of their own, which keep the result: it takes seconds.
const isOwnText = (path) => /^dist\/web\/(?!(apiDocs\/)?vendor\/).*\.(html|css|js|svg|webmanifest)$/.test(path);

/** The pages' own files, small, as `.br` and `.gz` beside each: the server compresses nothing while it serves. */
export const compressPages = (built) => ({
  name: 'compressed',
  inputs: () => built.filter(isOwnText).sort(),
  run: async (inputs) => {
    const outputs = [];
    for (const path of inputs) {
      const { br, gz } = await compressed(await read(path));
      await write(`${path}.br`, br);
      await write(`${path}.gz`, gz);
      outputs.push(`${path}.br`, `${path}.gz`);
    }
    return outputs;
  },
});

/** `{br, gz}` at the best ratio either has. */
export async function compressed(content) {
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
    promisify(gzip)(content, { level: 9 }),
  ]);
  return { br, gz };
}
