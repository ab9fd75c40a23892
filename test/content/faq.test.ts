import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { loadFaq } from '../../services/content/faq.js';
import { createPhraseUnderstanding } from '../../services/understanding/phraseUnderstanding.js';

const TOPICS =
  'arbitration change_of_mind escalation evidence fees how_to_start is_it_safe receive_money refund_policy review seller_refuses timeline tips';

describe('faq: the English entries', () => {
  const faq = loadFaq('en');

  it('has the fixed topics', () => {
    expect(faq.topics).to.include.members(TOPICS.split(' '));
  });

  it('gives an entry by its topic, and none for another', () => {
    expect(faq.entry('fees')?.topic).to.equal('fees');
    expect(faq.entry('weather')).to.equal(undefined);
    expect(faq.entry('constructor')).to.equal(undefined);
  });

  it('promises no total time, no processing fee back, and no result', () => {
    const words = faq.topics
      .flatMap((topic) => faq.entry(topic)?.answer ?? [])
      .join(' ')
      .toLowerCase();
    for (const promise of ['guarantee', 'will be refunded', 'you will get', 'always', 'in total', 'within two weeks']) {
      expect(words).not.to.include(promise);
    }
    expect(faq.entry('fees')?.unknown).to.include('processing fee');
    expect(faq.entry('timeline')?.unknown).to.include('total time');
  });

  it('is understood by each of its own phrases, without code', async () => {
    const understanding = createPhraseUnderstanding({ faqPhrases: faq.phrases });
    const wrong: string[] = [];
    for (const topic of faq.topics) {
      for (const text of faq.phrases[topic] ?? []) {
        const understood = await understanding.understand({ text, locale: 'en', now: Date.UTC(2026, 10, 23) });
        if (understood.topic !== topic)
          wrong.push(`${topic}: ${text} -> ${understood.topic ?? understood.intent ?? understood.decision}`);
      }
    }
    expect(wrong).to.deep.equal([]);
  });

  it('continues with a button whose words are understood', async () => {
    const understanding = createPhraseUnderstanding({ faqPhrases: faq.phrases });
    for (const topic of faq.topics) {
      const text = faq.entry(topic)?.next.message ?? '';
      const understood = await understanding.understand({ text, locale: 'en', now: Date.UTC(2026, 10, 23) });
      expect(understood.decision, `${topic}: ${text}`).to.equal('act');
    }
  });
});

describe('faq: checks at start', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'faq-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const entry = (topic: string, more: object = {}) => ({
    topic,
    question: `What about ${topic}?`,
    answer: ['One.', 'Two.'],
    next: { title: 'Go on', message: 'Start a refund' },
    sources: [{ source: 'H-1', title: 'A page', seenOn: '2026-11-23' }],
    phrases: ['one', 'two', 'three', 'four', 'five', 'six'].map((word) => `${topic} ${word}`),
    ...more,
  });
  const write = (file: string, content: unknown) => {
    writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
  };
  const load = () => loadFaq('en', pathToFileURL(`${folder}/`));

  it('takes a new entry as a file', () => {
    write('parking.json', entry('parking'));
    expect(load().entry('parking')?.question).to.equal('What about parking?');
    expect(load().phrases).to.have.property('parking').with.length(7);
  });

  it('names every fault of every file at once', () => {
    write('a.json', '{');
    write('b.json', entry('b_topic'));
    write('fees.json', entry('fees', { sources: [] }));
    write('tips.json', entry('tips', { sources: [{ source: 'H-1', title: 'A page' }] }));
    write('review.json', entry('review', { phrases: ['one'] }));
    write('more.json', entry('more', { question: 'What about B topic?!' }));
    write('b_topic.json', entry('b_topic', { question: 'Another', phrases: entry('other').phrases }));
    write('x_topic.json', entry('x_topic', { phrases: [...entry('x_topic').phrases, 'B-TOPIC one', '!!'] }));
    const message = faults();
    for (const fault of [
      'a.json: is not JSON',
      'b.json: its topic is "b_topic": name it b_topic.json',
      'topic "b_topic" is in another file too',
      'fees.json: sources',
      'tips.json: sources.0.seenOn',
      'review.json: phrases',
      'x_topic.json: "B-TOPIC one" is also in b.json',
      'x_topic.json: "!!" has no words',
    ]) {
      expect(message).to.include(fault);
    }
  });

  it('refuses an empty folder', () => {
    expect(load).to.throw('no entries');
  });

  function faults(): string {
    try {
      load();
    } catch (error) {
      return String(error);
    }
    return '';
  }
});
