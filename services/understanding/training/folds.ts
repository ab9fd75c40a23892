import { createModel, type Model } from '../model/model.js';
import { type Judged, judge } from './figures.js';
import type { Phrase, Phrases } from './phraseFiles.js';
import { OUT_OF_SCOPE, type Sample } from './samples.js';
import { trainModel } from './trainModel.js';

const FOLDS = 5;

/** Every phrase as a model reads it that was trained without it and without its group. Takes as long as five trainings. */
export function readByFolds(all: Phrases): {
  readonly judged: (Judged & { phrase: Phrase })[];
  readonly models: Model[];
} {
  const judged: (Judged & { phrase: Phrase })[] = [];
  const models: Model[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const model = createModel(trainModel({ ...all, phrases: all.phrases.filter((one) => foldOf(one) !== fold) }));
    const held = all.phrases.filter((one) => foldOf(one) === fold);
    judge(model, held.map(asSample)).forEach((one, at) => {
      judged.push({ ...one, phrase: held[at] as Phrase });
    });
    models.push(model);
  }
  return { judged, models };
}

function asSample({ text, label, problem }: Phrase): Sample {
  return { text, labels: [label ?? OUT_OF_SCOPE], ...(problem && { problem }) };
}

/** By the group's name, so that a new phrase moves no other one. */
function foldOf({ group }: Phrase): number {
  let hash = 0;
  for (let at = 0; at < group.length; at += 1) hash = (Math.imul(hash, 31) + group.charCodeAt(at)) | 0;
  return (hash >>> 0) % FOLDS;
}
