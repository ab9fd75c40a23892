import { readFileSync } from 'node:fs';
import { createModel } from '../model/model.js';
import { decodeModel } from '../model/modelFile.js';
import type { Understanding } from '../understanding.js';

const ROUNDS = 20;

/** How long one message takes in all layers but the recognizers, and what the model costs, as lines to print. */
export async function speedLines(
  understanding: Understanding,
  texts: readonly string[],
  modelFile: string,
): Promise<string[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const text of texts) {
      const started = performance.now();
      await understanding.understand({ text, locale: 'en', now: 0 });
      // The first rounds warm up.
      if (round >= ROUNDS / 2) times.push(performance.now() - started);
    }
  }
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number): string => `${(sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(3)} ms`;
  const before = process.memoryUsage();
  const started = performance.now();
  createModel(decodeModel(readFileSync(modelFile)));
  const loaded = performance.now() - started;
  const after = process.memoryUsage();
  const grown = (after.heapUsed - before.heapUsed + after.arrayBuffers - before.arrayBuffers) / 1e6;
  return [
    `a message: p50 ${at(0.5)}, p99 ${at(0.99)} (${texts.length} messages, ${ROUNDS / 2} rounds after warm-up)`,
    `the model: loads in ${loaded.toFixed(0)} ms, takes ${grown.toFixed(0)} MB`,
  ];
}
