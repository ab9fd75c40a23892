import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { loadFaq } from '../../services/content/faq.js';
import { fillRuleNumbers } from '../../services/content/faqNumbers.js';
import { RULES } from '../../services/refunds/ruleNumbers.js';
import { createTrainedUnderstanding } from '../../services/understanding/trainedUnderstanding.js';
import { testModel } from '../support/testModel.js';
import { FIFTY } from '../understanding/faqRows.js';

const TOPICS =
  'arbitration change_of_mind escalation evidence fees how_to_start is_it_safe receive_money refund_policy review seller_refuses timeline tips';

describe('faq: the English entries', () => {
  const faq = loadFaq('en', RULES);

  it('has the fixed topics', () => {
    expect(faq.topics).to.include.members(TOPICS.split(' '));
  });

  it('gives an entry by its topic, and none for another', () => {
    expect(faq.entry('fees')?.topic).to.equal('fees');
    expect(faq.entry('weather')).to.equal(undefined);
    expect(faq.entry('constructor')).to.equal(undefined);
  });

  it('answers each of the fifty questions beyond the article', () => {
    expect(FIFTY).to.have.length(50);
    expect(FIFTY.filter((topic) => faq.entry(topic) === undefined)).to.deep.equal([]);
  });

  it('offers a person wherever something is not known', () => {
    const alone = faq.topics.filter((topic) => {
      const entry = faq.entry(topic);
      return entry?.unknown !== undefined && entry.next.message !== 'Talk to a human';
    });
    expect(alone).to.deep.equal([]);
  });

  it('says that it is not known what the rules leave open', () => {
    for (const [topic, words] of Object.entries({
      missed_evidence_deadline: 'not published',
      evidence: 'limits',
      timeline: 'total time',
      receive_money: 'no number of days',
      return_shipping_cost: 'no fixed rule',
      fees: 'processing fee',
      processing_fee_returned: 'not confirmed',
      review: 'not stated',
      late_compensation: 'could not be confirmed',
    })) {
      expect(faq.entry(topic)?.unknown, topic).to.include(words);
    }
  });

  it('promises no total time, no processing fee back, and no result', () => {
    const words = faq.topics
      .flatMap((topic) => faq.entry(topic)?.answer ?? [])
      .join(' ')
      .toLowerCase()
      .replace('guaranteed-delivery mark', '');
    for (const promise of ['guarantee', 'will be refunded', 'you will get', 'always', 'in total', 'within two weeks']) {
      expect(words).not.to.include(promise);
    }
    expect(faq.entry('fees')?.unknown).to.include('processing fee');
    expect(faq.entry('timeline')?.unknown).to.include('total time');
  });

  it('continues with a button whose words are understood', async () => {
    const understanding = createTrainedUnderstanding({ model: testModel() });
    for (const topic of faq.topics) {
      const text = faq.entry(topic)?.next.message ?? '';
      const understood = await understanding.understand({ text, locale: 'en', now: Date.UTC(2026, 10, 23) });
      expect(understood.decision, `${topic}: ${text}`).to.equal('act');
    }
  });
});

describe('faq: numbers of the rules', () => {
  const said = (text: string): { text: string; faults: string[] } => {
    const faults: string[] = [];
    return { text: fillRuleNumbers('en', text, RULES, faults), faults };
  };

  it('come from the rules by name', () => {
    expect(said('{{claimWindowDays}} days, from day {{escalateFromDay}}.')).to.deep.equal({
      text: `${RULES.claimWindowDays.value} days, from day ${RULES.escalateFromDay.value}.`,
      faults: [],
    });
    expect(said('{{payoutBusinessDaysCard}} days').text).to.equal('10–12 days');
    expect(said('up to {{guaranteedDeliveryMaxCredit}}').text).to.equal('up to US$100');
    expect(said('{{cardFeePercent}} %').text).to.equal('2.95 %');
  });

  it('are refused when written out, unknown, unclosed, or no number', () => {
    for (const text of [
      'within 30 days',
      '{{claimWindow}} days',
      '{{constructor}}',
      '{{claimWindowDays days',
      '{{easyReturnCountries}}',
      '{{claimWindowDays}} or 3 days',
      '{{}}',
    ]) {
      expect(said(text).faults, text).to.have.length(1);
    }
  });

  it('are in the answers that are loaded, with no name left over', () => {
    const faq = loadFaq('en', RULES);
    const all = faq.topics.flatMap((topic) => [...(faq.entry(topic)?.answer ?? []), faq.entry(topic)?.unknown ?? '']);
    expect(all.filter((text) => text.includes('{{') || text.includes('}}'))).to.deep.equal([]);
    expect(all.join(' ')).to.include(`within ${RULES.claimWindowDays.value} days after you confirmed receipt`);
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
    ...more,
  });
  const write = (file: string, content: unknown) => {
    writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
  };
  const load = () => loadFaq('en', RULES, pathToFileURL(`${folder}/`));

  it('takes a new entry as a file', () => {
    write('parking.json', entry('parking'));
    expect(load().entry('parking')?.question).to.equal('What about parking?');
  });

  it('names every fault of every file at once', () => {
    write('a.json', '{');
    write('b.json', entry('b_topic'));
    write('fees.json', entry('fees', { sources: [] }));
    write('tips.json', entry('tips', { sources: [{ source: 'H-1', title: 'A page' }] }));
    write('review.json', entry('review', { phrases: ['one'] }));
    write('more.json', entry('more', { question: 'What about B topic?!' }));
    write('b_topic.json', entry('b_topic', { question: 'Another' }));
    write('x_topic.json', entry('x_topic', { question: '!!' }));
    write('days.json', entry('days', { answer: ['Ask', 'within 30 days.'] }));
    write('names.json', entry('names', { answer: ['Ask', 'in {{noSuchRule}} days.'] }));
    const message = faults();
    for (const fault of [
      'a.json: is not JSON',
      'b.json: its topic is "b_topic": name it b_topic.json',
      'topic "b_topic" is in another file too',
      'fees.json: sources',
      'tips.json: sources.0.seenOn',
      'review.json: entry: Unrecognized key: "phrases"',
      'more.json: "What about B topic?!" is also in b.json',
      'x_topic.json: "!!" has no words',
      'days.json: "within 30 days." has a number',
      'names.json: "{{noSuchRule" names no number',
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
