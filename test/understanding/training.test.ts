import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { loadFaq } from '../../services/content/faq.js';
import { RULES } from '../../services/refunds/ruleNumbers.js';
import { readable } from '../../services/understanding/model/encodeText.js';
import { createModel } from '../../services/understanding/model/model.js';
import { decodeModel, encodeModel } from '../../services/understanding/model/modelFile.js';
import { phrasesFolder } from '../../services/understanding/places.js';
import { fitLogistic, gate, leastScoreFor } from '../../services/understanding/training/calibrate.js';
import { figuresOf, judge } from '../../services/understanding/training/figures.js';
import { type Phrases, readPhrases } from '../../services/understanding/training/phraseFiles.js';
import { trainModel } from '../../services/understanding/training/trainModel.js';
import { testModelFile } from '../support/testModel.js';
import { randomFrom } from './support.js';

const { topics } = loadFaq('en', RULES);

describe('understanding: training', () => {
  /** Every twelfth phrase: enough to be a model, and trained in no time. */
  const few = (): Phrases => {
    const all = readPhrases('en', topics);
    return { ...all, phrases: all.phrases.filter((_, at) => at % 12 === 0) };
  };

  it('writes down which phrases it has seen', () => {
    const { header } = decodeModel(readFileSync(testModelFile()));
    expect(header.phrases).to.equal(readPhrases('en', topics).hash);
    expect(header.texts).to.equal(readPhrases('en', topics).phrases.length);
  });

  it('gives the same bytes for the same phrases', () => {
    const [first, second] = [encodeModel(trainModel(few())), encodeModel(trainModel(few()))];
    expect(Buffer.from(first).equals(second)).to.equal(true);
  });

  it('gives other bytes for one phrase more', () => {
    const all = few();
    const more = {
      ...all,
      phrases: [...all.phrases, { text: 'a brand new phrase', label: 'fees', group: 'x', file: 'x' }],
    };
    expect(Buffer.from(encodeModel(trainModel(all))).equals(encodeModel(trainModel(more)))).to.equal(false);
  });

  it('loses nothing on the way through its file, and next to nothing to sixteen bits', () => {
    const data = trainModel(few());
    const read = createModel(decodeModel(encodeModel(data)));
    for (const { text } of few().samples.slice(0, 50))
      expect(read.read(readable(text))).to.deep.equal(createModel(data).read(readable(text)));
  });

  it('learns from the labels: with the labels turned round it knows nothing', () => {
    const all = few();
    const labels = all.phrases.map(({ label }) => label);
    const turned = all.phrases.map((phrase, at) => {
      const { label: _, ...rest } = phrase;
      const label = labels[labels.length - 1 - at];
      return { ...rest, ...(label && { label }) };
    });
    const top1 = (phrases: Phrases): number => {
      const model = createModel(trainModel(phrases));
      return figuresOf(judge(model, all.samples), model.header.thresholds).top1;
    };
    expect(top1(all)).to.be.above(0.4);
    expect(top1({ ...all, phrases: turned })).to.be.below(0.3);
  });

  for (const [name, harm, why] of [
    ['is empty', () => new Uint8Array(0), 'cut short'],
    ['is cut short', (file: Uint8Array) => file.slice(0, file.length - 5), 'bytes instead of'],
    ['ends in its header', (file: Uint8Array) => file.slice(0, 40), 'cut short'],
    ['is something else', () => new TextEncoder().encode('{"a": 1} but no model at all'), 'not a model'],
    ['is of another format', (file: Uint8Array) => patched(file, '"format":1', '"format":2'), 'format'],
  ] as const) {
    it(`refuses a file that ${name}`, () => {
      const file = encodeModel(trainModel(few()));
      expect(() => decodeModel(harm(file))).to.throw(why);
    });
  }
});

function patched(file: Uint8Array, from: string, to: string): Uint8Array {
  const out = file.slice();
  const at = Buffer.from(out).indexOf(from);
  out.set(new TextEncoder().encode(to), at);
  return out;
}

describe('understanding: thresholds', () => {
  const at = (score: number, is: boolean) => ({ score, is });

  it('act from the lowest score on from which enough are expected to be right', () => {
    const random = randomFrom(5);
    const judged = Array.from({ length: 2_000 }, (_, n) => at((n + 1) / 2_001, random() < (n + 1) / 2_001));
    for (const precision of [0.7, 0.8, 0.9]) {
      const least = leastScoreFor(judged, precision);
      const acted = judged.filter(({ score }) => score >= least);
      expect(acted.filter(({ is }) => is).length / acted.length).to.be.closeTo(precision, 0.03);
    }
    expect(leastScoreFor([at(0.9, false), at(0.8, false)], 0.9)).to.equal(1);
  });

  it('let in what is ours at even odds, and at most one in twenty is shut out', () => {
    const ours = Array.from({ length: 20 }, (_, n) => at(0.3 + n / 100, true));
    expect(gate([...ours, at(0.9, false)])).to.equal(0.31);
    expect(gate(Array.from({ length: 20 }, (_, n) => at(0.6 + n / 100, true)))).to.equal(0.5);
  });

  it('turn scores into shares of what is true', () => {
    const random = randomFrom(3);
    const chance = (score: number) => 1 / (1 + Math.exp(-(3 * score + 0.5)));
    const judged = Array.from({ length: 2_000 }, (_, n) => at(n / 1_000 - 1, random() < chance(n / 1_000 - 1)));
    const { slope, shift } = fitLogistic(judged);
    expect(slope).to.be.closeTo(3, 0.4);
    expect(shift).to.be.closeTo(0.5, 0.2);
  });
});

describe('understanding: phrase files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'phrases-'));
    cpSync(fileURLToPath(phrasesFolder('en')), folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const read = (known = topics) => readPhrases('en', known, pathToFileURL(`${folder}/`));
  const write = (file: string, ...lines: readonly unknown[]) =>
    writeFileSync(
      join(folder, file),
      lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
    );

  it('are read as they are', () => expect(() => read()).not.to.throw());

  it('a topic without phrases, and phrases without a topic, are named', () => {
    write('topics/parking.jsonl', { text: 'where do I park', group: '1' });
    expect(() => read()).to.throw('topics/parking.jsonl: there is no such label');
    expect(() => read([...topics, 'parking'])).not.to.throw();
    rmSync(join(folder, 'topics/parking.jsonl'));
    expect(() => read([...topics, 'parking'])).to.throw('topics/parking.jsonl is missing');
  });

  it('every fault is named at once, with its line', () => {
    write(
      'intents/thanks.jsonl',
      'not json',
      { text: '', group: '1' },
      { text: 'cheers mate', group: '1', mood: 'good' },
    );
    write('problems/late.jsonl', { text: 'three weeks over', group: '1', topic: 'no_such_topic' });
    write('samples.jsonl', { text: 'too late', label: 'no_such_label', problem: null });
    const fault = (part: string) => expect(() => read()).to.throw(part);
    fault('samples.jsonl:1: there is no label "no_such_label"');
    write('samples.jsonl', { text: 'Three  WEEKS over!', label: 'fees', problem: null });
    fault('intents/thanks.jsonl:1: line');
    fault('intents/thanks.jsonl:2: text');
    fault('intents/thanks.jsonl:3: line: Unrecognized key: "mood"');
    fault('problems/late.jsonl:1: there is no label "no_such_topic"');
    fault('samples.jsonl: "Three  WEEKS over!" is in problems/late.jsonl too');
  });
});
