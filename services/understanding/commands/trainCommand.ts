/** `npm run understanding:train`: the phrases of a language into its model, `node trainCommand.js [locale] [file]`. */
import process from 'node:process';
import { loadFaq } from '../../content/faq.js';
import { RULES } from '../../refunds/ruleNumbers.js';
import { modelFile } from '../places.js';
import { trainModelFile } from '../training/trainModelFile.js';

const [locale = 'en', file = modelFile(locale)] = process.argv.slice(2);
const started = performance.now();
const { header, hash, bytes } = await trainModelFile(locale, loadFaq(locale, RULES).topics, file);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(
  `understanding: ${locale}: ${header.texts} phrases, ${header.topics.length} ways to mean, ${header.columns} features, ` +
    `${(bytes / 1e6).toFixed(1)} MB, sha256 ${hash.slice(0, 16)} (${seconds} s)`,
);
