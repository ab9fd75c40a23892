/** `node measureCommand.js <file of messages>...`: the model's figures on them together; fails when one is under its floor. */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { loadFaq } from '../../content/faq.js';
import { RULES } from '../../refunds/ruleNumbers.js';
import { INTENT_LABELS } from '../model/labels.js';
import { createModel } from '../model/model.js';
import { decodeModel } from '../model/modelFile.js';
import { modelFile } from '../places.js';
import { figuresOf, judge } from '../training/figures.js';
import { underFloor } from '../training/floors.js';
import { figureLines } from '../training/report.js';
import { readSamples } from '../training/samples.js';

const labels = new Set<string>([...INTENT_LABELS, ...loadFaq('en', RULES).topics]);
const model = createModel(decodeModel(readFileSync(modelFile('en'))));
const samples = process.argv.slice(2).flatMap((file) => readSamples(file, readFileSync(file, 'utf8'), labels));
const figures = figuresOf(judge(model, samples), model.header.thresholds);
const faults = underFloor(figures);
console.log([...figureLines(figures), ...faults].join('\n'));
process.exitCode = faults.length > 0 ? 1 : 0;
