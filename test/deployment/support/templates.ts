import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import type { z } from 'zod';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A file of the repository. */
export function readText(path: string): Promise<string> {
  return readFile(join(root, path), 'utf8');
}

/** A file under deploymentTemplates/ with one document, as far as `Schema` reads it. */
export async function readYaml<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> {
  const [document, ...more] = parseAllDocuments(await readText(`deploymentTemplates/${path}`), { merge: true });
  if (!document || !('contents' in document) || more.length > 0) throw new Error(`${path}: expected one document`);
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) throw fault;
  return schema.parse(document.toJS());
}

export async function readJson<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> {
  return schema.parse(JSON.parse(await readText(path)));
}
