/**
 * `npm run --silent understand`: JSON lines `{"id", "text", "locale"?, "asked"?}` on standard input, and for each one
 * line with what was understood. A line that cannot be read is told on standard error, and the others are read all the same.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { createModel } from '../model/model.js';
import { decodeModel } from '../model/modelFile.js';
import { modelFile } from '../places.js';
import { RecognizerPool, RecognizerSettings } from '../recognizerPool.js';
import { createTrainedUnderstanding } from '../trainedUnderstanding.js';
import { parseJson } from '../training/samples.js';

const Line = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  locale: z.string().max(35).default('en'),
  asked: z.string().max(60).optional(),
});
/** Nobody waits for an answer here, so a slow text may take its time. */
const PATIENT = { workers: 1, budgetMs: 1_000 };
const WARM_UP_MS = 20_000;

const pool = new RecognizerPool(RecognizerSettings.parse(PATIENT));
const understanding = createTrainedUnderstanding({
  model: createModel(decodeModel(readFileSync(modelFile('en')))),
  secondOpinion: pool,
});
await warmed();
let at = 0;
for await (const raw of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  at += 1;
  if (raw.trim() === '') continue;
  const line = Line.safeParse(parseJson(raw));
  if (!line.success) {
    console.error(
      `line ${at}: ${line.error.issues.map(({ path, message }) => `${path.join('.') || 'line'}: ${message}`).join('; ')}`,
    );
    process.exitCode = 1;
    continue;
  }
  const { id, text, locale, asked } = line.data;
  const understood = await understanding.understand({ text, locale, now: Date.now(), ...(asked && { asked }) });
  const { decision, top, likelyProblem, inScope, slots } = understood;
  const answer = {
    id,
    decision: decision === 'act' ? 'answer' : decision,
    top,
    problem: likelyProblem ?? null,
    inScope,
    slots,
    locale: understood.locale,
  };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await understanding.close();

/** Without a worker the first worded numbers would not be read; if none comes, the rest is understood all the same. */
async function warmed(): Promise<void> {
  const until = Date.now() + WARM_UP_MS;
  while (pool.state.ready === 0 && Date.now() < until) await pause(20);
}
