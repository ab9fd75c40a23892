import { z } from 'zod';
import { createPhraseUnderstanding } from './phraseUnderstanding.js';
import { RecognizerPool, RecognizerSettings } from './recognizerPool.js';
import type { FaqTopic, Understanding } from './understanding.js';

export const UnderstandingSettings = z.object({ recognizers: RecognizerSettings.prefault({}) });
export type UnderstandingSettings = z.infer<typeof UnderstandingSettings>;

/** Picks the adapter. `faqPhrases`: how buyers ask each topic, from the content. Workers warm up in the background. */
export function openUnderstanding(
  settings: UnderstandingSettings,
  faqPhrases: Readonly<Record<FaqTopic, readonly string[]>>,
): Understanding {
  const { recognizers } = settings;
  if (recognizers.workers === 0) return createPhraseUnderstanding({ faqPhrases });
  return createPhraseUnderstanding({ faqPhrases, secondOpinion: new RecognizerPool(recognizers) });
}
