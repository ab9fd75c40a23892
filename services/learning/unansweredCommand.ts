/**
 * `npm run understanding:unanswered [--json]`: what the bot did not understand, the most asked first, grouped by likeness.
 * With --json, lines that can be put into a file of services/understanding/phrases.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { readConfig } from '../config/config.js';
import { openRecordsToRead } from '../storage/openStorage.js';
import { createModel } from '../understanding/model/model.js';
import { decodeModel } from '../understanding/model/modelFile.js';
import { modelFile } from '../understanding/places.js';
import { type Group, groupAlike } from './groupAlike.js';
import { listUnanswered, type Unanswered } from './unanswered.js';

async function main(): Promise<void> {
  const { store, dataDir } = readConfig(process.env);
  const storage = await openRecordsToRead(store.kind === 'embedded' ? { ...store, dataDir } : store);
  const { spell } = createModel(decodeModel(readFileSync(modelFile('en'))));
  const groups = groupAlike(await listUnanswered(storage.records), spell);
  await storage.close();
  if (process.argv.includes('--json')) console.log(groups.flatMap(asPhrases).join('\n'));
  else if (groups.length === 0) console.log('Nothing is waiting: every message was understood, or none came yet.');
  else console.log(groups.map(asText).join('\n\n'));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});

function asPhrases({ texts }: Group, at: number): string[] {
  return texts.map(({ text }) => JSON.stringify({ text, group: `u-${at + 1}` }));
}

function asText({ count, texts }: Group): string {
  const last = new Date(Math.max(...texts.map((one) => one.last))).toISOString().slice(0, 10);
  const nearest = texts[0]?.nearest.join(', ') || 'nothing';
  const head = `${count} x, last on ${last}, nearest: ${nearest}`;
  const line = (one: Unanswered): string =>
    `  ${String(one.count).padStart(4)}  ${one.text}${one.picked ? `   (buyers meant ${one.picked})` : ''}`;
  return [head, ...texts.map(line)].join('\n');
}
