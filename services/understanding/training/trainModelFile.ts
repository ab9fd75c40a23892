import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { encodeModel, type ModelHeader } from '../model/modelFile.js';
import { readPhrases } from './phraseFiles.js';
import { trainModel } from './trainModel.js';

/** Trains the model of a language and writes it, in one step: nobody ever reads half a model. The same one is left as it is. */
export async function trainModelFile(
  locale: string,
  topics: readonly string[],
  file: string,
): Promise<{ readonly header: ModelHeader; readonly hash: string; readonly bytes: number }> {
  const data = trainModel(readPhrases(locale, topics));
  const encoded = encodeModel(data);
  await mkdir(dirname(file), { recursive: true });
  const before = await readFile(file).catch(() => undefined);
  const hash = createHash('sha256').update(encoded).digest('hex');
  const written = { header: data.header, hash, bytes: encoded.length };
  if (before?.equals(encoded)) return written;
  const half = `${file}.${process.pid}.half`;
  await writeFile(half, encoded);
  await rename(half, file);
  return written;
}
