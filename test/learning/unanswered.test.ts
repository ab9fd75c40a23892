import { expect } from 'chai';
import { groupAlike } from '../../services/learning/groupAlike.js';
import { listUnanswered, noteUnanswered, type Unanswered } from '../../services/learning/unanswered.js';
import { memoryRecords } from '../contracts/memoryRecords.js';

const NOW = Date.UTC(2026, 10, 26);
const note = (text: string, key: string, now = NOW) => ({ text, key, now, locale: 'en', nearest: ['fees'] });

describe('the unanswered list', () => {
  it('counts a text once for each message', async () => {
    const records = memoryRecords();
    await noteUnanswered(records, note('can i pay with bitcoin', 'a'));
    await noteUnanswered(records, note('can i pay with bitcoin', 'b', NOW + 5));
    await noteUnanswered(records, note('something else', 'c'));
    const [first, ...others] = (await listUnanswered(records)).sort((a, b) => b.count - a.count);
    expect(first).to.include({ text: 'can i pay with bitcoin', count: 2, first: NOW, last: NOW + 5 });
    expect(others).to.have.length(1);
  });

  it('counts nothing when the same effect runs again', async () => {
    const records = memoryRecords();
    for (let n = 0; n < 3; n += 1) await noteUnanswered(records, note('hello hello', 'same'));
    expect((await listUnanswered(records)).map(({ count }) => count)).to.deep.equal([1]);
  });

  it('loses none when many count at once', async () => {
    const records = memoryRecords();
    await noteUnanswered(records, note('at once', 'first'));
    await Promise.all(['a', 'b', 'c'].map((key) => noteUnanswered(records, note('at once', key))));
    expect((await listUnanswered(records)).map(({ count }) => count)).to.deep.equal([4]);
  });

  it('keeps nothing of a text without words', async () => {
    const records = memoryRecords();
    await noteUnanswered(records, note('', 'a'));
    expect(await listUnanswered(records)).to.deep.equal([]);
  });
});

describe('grouping by likeness', () => {
  const row = (text: string, count = 1): Unanswered => ({
    text,
    count,
    locale: 'en',
    first: NOW,
    last: NOW,
    nearest: [],
    key: text,
  });
  const texts = (rows: readonly Unanswered[]) =>
    groupAlike(rows, (word) => word).map((group) => group.texts.map(({ text }) => text));

  it('puts wordings of one question together, the commonest first', () => {
    const rows = [
      row('is it possible to pay by bitcoin', 2),
      row('can i pay by bitcoin', 5),
      row('who won the football match', 9),
      row('can i pay with bitcoin', 1),
    ];
    expect(texts(rows)).to.deep.equal([
      ['who won the football match'],
      ['can i pay by bitcoin', 'is it possible to pay by bitcoin', 'can i pay with bitcoin'],
    ]);
  });

  it('loses none and makes none up', () => {
    const rows = Array.from({ length: 200 }, (_, n) => row(`question ${'abcdefghij'[n % 10]}${n} of some kind`, n + 1));
    expect(texts(rows).flat().sort()).to.deep.equal(rows.map(({ text }) => text).sort());
  });
});
