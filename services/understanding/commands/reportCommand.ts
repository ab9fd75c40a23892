/**
 * `npm run understanding:report [file of messages...]`: how well the phrases teach, by grouped folds; then the figures of
 * the model on messages that were written apart from them.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { loadFaq } from '../../content/faq.js';
import { RULES } from '../../refunds/ruleNumbers.js';
import { INTENT_LABELS } from '../model/labels.js';
import { createModel } from '../model/model.js';
import { decodeModel } from '../model/modelFile.js';
import { modelFile } from '../places.js';
import { createTrainedUnderstanding } from '../trainedUnderstanding.js';
import { figuresOf, judge } from '../training/figures.js';
import { readByFolds } from '../training/folds.js';
import { readPhrases } from '../training/phraseFiles.js';
import { confusions, figureLines, mostMissed, recalls } from '../training/report.js';
import { readSamples } from '../training/samples.js';
import { speedLines } from '../training/speed.js';

const LOCALE = 'en';
const { topics } = loadFaq(LOCALE, RULES);
const model = createModel(decodeModel(readFileSync(modelFile(LOCALE))));
const { judged } = readByFolds(readPhrases(LOCALE, topics));
const labels = new Set<string>([...INTENT_LABELS, ...topics]);

const print = (title: string, lines: readonly string[]): void => console.log(`\n${title}\n  ${lines.join('\n  ')}`);
print('Grouped folds (each phrase read by a model that saw nothing of its group):', [
  ...figureLines(figuresOf(judged, model.header.thresholds)),
]);
const measured = process.argv
  .slice(2)
  .map((file) => ({ file, samples: readSamples(file, readFileSync(file, 'utf8'), labels) }));
for (const { file, samples } of measured)
  print(`${file}:`, figureLines(figuresOf(judge(model, samples), model.header.thresholds)));
const texts = measured.flatMap(({ samples }) => samples.map(({ text }) => text));
if (texts.length > 0)
  print('Speed:', await speedLines(createTrainedUnderstanding({ model }), texts, modelFile(LOCALE)));
print('Confused most often (of the folds):', confusions(judged));
print('Recall of each label (of the folds), the poorest first:', recalls(judged));
print('Missed most clearly (of the folds):', mostMissed(judged));
