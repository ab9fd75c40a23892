import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadFaq } from '../../services/content/faq.js';
import { RULES } from '../../services/refunds/ruleNumbers.js';
import { createModel, type Model } from '../../services/understanding/model/model.js';
import { decodeModel, encodeModel } from '../../services/understanding/model/modelFile.js';
import { readPhrases } from '../../services/understanding/training/phraseFiles.js';
import { trainModel } from '../../services/understanding/training/trainModel.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const UNDERSTANDING = join(root, 'services/understanding');

let loaded: Model | undefined;

/** The model of the sources as they are: trained when they changed since the last test run, else from the cache. */
export function testModel(): Model {
  loaded ??= createModel(decodeModel(readFileSync(testModelFile())));
  return loaded;
}

/** Its file, trained first where it is not there. */
export function testModelFile(): string {
  const file = join(root, '.cache/understanding', `${sourcesHash()}.model`);
  try {
    readFileSync(file);
  } catch {
    const half = `${file}.${process.pid}.half`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(half, encodeModel(trainModel(readPhrases('en', loadFaq('en', RULES).topics))));
    renameSync(half, file);
  }
  return file;
}

/** Everything that the model is made of: the phrases, and the code that reads and learns. */
function sourcesHash(): string {
  const hash = createHash('sha256');
  const paths = readdirSync(UNDERSTANDING, { recursive: true, encoding: 'utf8' });
  for (const path of paths.filter((one) => /\.(ts|jsonl)$/.test(one)).sort())
    hash.update(path).update(readFileSync(join(UNDERSTANDING, path)));
  return hash.digest('hex').slice(0, 16);
}
