import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { createModel, type Model } from './model/model.js';
import { decodeModel } from './model/modelFile.js';
import { modelFile } from './places.js';
import { RecognizerPool, RecognizerSettings } from './recognizerPool.js';
import { createTrainedUnderstanding } from './trainedUnderstanding.js';
import type { FaqTopic, Understanding } from './understanding.js';

export const UnderstandingSettings = z.object({
  locale: z.string().default('en'),
  /** The trained model, a file; by default the one that the build makes. */
  model: z.string().optional(),
  recognizers: RecognizerSettings.prefault({}),
});
export type UnderstandingSettings = z.infer<typeof UnderstandingSettings>;

/**
 * Loads the model and picks the adapter. `topics`: those that the content has an answer to; throws when the model does
 * not know one of them, or is missing. Workers warm up in the background.
 */
export function openUnderstanding(settings: UnderstandingSettings, topics: readonly FaqTopic[]): Understanding {
  const { recognizers, locale } = settings;
  const model = loadModel(settings.model ?? modelFile(locale));
  const known = new Set(model.header.topics.map(({ label }) => label));
  const unknown = topics.filter((topic) => !known.has(topic));
  if (unknown.length > 0)
    throw new Error(`understanding: the model of ${locale} does not know ${unknown.join(', ')}: run "npm run build"`);
  if (recognizers.workers === 0) return createTrainedUnderstanding({ model });
  return createTrainedUnderstanding({ model, secondOpinion: new RecognizerPool(recognizers) });
}

function loadModel(file: string): Model {
  try {
    return createModel(decodeModel(readFileSync(file)));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`understanding: ${file} cannot be read (${why}): run "npm run build"`);
  }
}
