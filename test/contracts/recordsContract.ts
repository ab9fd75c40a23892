import { expect } from 'chai';
import type { Records } from '../../services/storage/records.js';

export type OpenRecords = () => Promise<{
  readonly records: Records;
  close(): Promise<void>;
  /** The records on the same data, closed and opened again. */
  reopen(): Promise<Records>;
}>;

/** What every adapter of the port Records passes. */
export function recordsContract(name: string, open: OpenRecords): void {
  describe(`Records: ${name}`, () => {
    const closes: (() => Promise<void>)[] = [];
    const openTracked: OpenRecords = async () => {
      const opened = await open();
      closes.push(opened.close);
      return opened;
    };
    afterEach(async () => {
      await Promise.all(closes.splice(0).map((close) => close()));
    });

    it('keeps a value with its version, across a restart', async () => {
      const { records, reopen } = await openTracked();
      const value = JSON.parse('{"a":[1,null,"\\u0000é"],"__proto__":{"x":1}}');
      expect(await records.get('cases', 'k')).to.equal(undefined);
      expect(await records.create('cases', 'k', value)).to.equal(true);
      const again = await (await reopen()).get('cases', 'k');
      expect(JSON.stringify(again)).to.equal(JSON.stringify({ key: 'k', value, version: 1 }));
    });

    it('creates once, of a hundred at once', async () => {
      const { records } = await openTracked();
      const made = await Promise.all(Array.from({ length: 100 }, (_, n) => records.create('cases', 'k', n)));
      expect(made.filter(Boolean)).to.have.length(1);
      expect((await records.get('cases', 'k'))?.value).to.equal(made.indexOf(true));
    });

    it('replaces the version named, once', async () => {
      const { records } = await openTracked();
      await records.create('cases', 'k', 'one');
      const done = await Promise.all(Array.from({ length: 50 }, (_, n) => records.replace('cases', 'k', 1, n)));
      expect(done.filter(Boolean)).to.have.length(1);
      expect(await records.get('cases', 'k')).to.deep.equal({ key: 'k', value: done.indexOf(true), version: 2 });
      expect(await records.replace('cases', 'k', 1, 'late')).to.equal(false);
      expect(await records.replace('cases', 'nobody', 1, 'x')).to.equal(false);
    });

    it('removes, and may remove what is not there', async () => {
      const { records } = await openTracked();
      await records.create('cases', 'k', 1, { expiresAt: Date.now() + 60_000 });
      await records.remove('cases', 'k');
      await records.remove('cases', 'k');
      expect(await records.get('cases', 'k')).to.equal(undefined);
      expect(await records.create('cases', 'k', 2)).to.equal(true);
      await records.sweepExpired(Date.now() + 120_000);
      expect((await records.get('cases', 'k'))?.value).to.equal(2);
    });

    it('lists in key order, by prefix, in pages, a collection for itself', async () => {
      const { records } = await openTracked();
      const keys = ['b', 'a:1', 'a:10', 'a:2', 'a', 'a:', 'ä', 'Ā'];
      for (const key of keys) await records.create('cases', key, key);
      for (const other of ['case', 'cases2', 'cases\u0000a']) await records.create(other, 'a:3', 'other');
      const list = async (query?: Parameters<Records['list']>[1]) =>
        (await records.list('cases', query)).map(({ key }) => key);
      expect(await list()).to.deep.equal([...keys].sort());
      expect(await list({ prefix: 'a:' })).to.deep.equal(['a:', 'a:1', 'a:10', 'a:2']);
      expect(await list({ prefix: 'a:', after: 'a:1' })).to.deep.equal(['a:10', 'a:2']);
      expect(await list({ prefix: 'a:', after: 'a', limit: 2 })).to.deep.equal(['a:', 'a:1']);
      expect(await list({ prefix: 'a:', after: 'b' })).to.deep.equal([]);
      expect(await list({ limit: 0 })).to.deep.equal([]);
      expect(await list({ prefix: 'x' })).to.deep.equal([]);
      expect((await records.list('nothing')).length).to.equal(0);
    });

    it('lists a hundred unless told', async () => {
      const { records } = await openTracked();
      await Promise.all(Array.from({ length: 101 }, (_, n) => records.create('cases', `${n}`, n)));
      expect(await records.list('cases')).to.have.length(100);
      expect(await records.list('cases', { limit: 1_000 })).to.have.length(101);
    });

    it('takes any string of 512 characters as a name, each for itself', async () => {
      const { records } = await openTracked();
      const long = 'é'.repeat(511);
      const names = [
        `${long}a`,
        `${long}b`,
        'a\u0000',
        'a',
        '\u0000',
        '__proto__',
        '\ud800',
        '\udfff',
        '\uffff',
        '😀',
        '#',
        ' ',
      ];
      for (const name of names)
        for (const key of names) expect(await records.create(name, key, [name, key])).to.equal(true);
      for (const name of names) {
        for (const key of names) {
          expect((await records.get(name, key))?.value).to.deep.equal([name, key]);
          expect((await records.list(name, { prefix: key })).map((one) => one.key)).to.include(key);
        }
        expect(await records.list(name)).to.have.length(names.length);
      }
      expect((await records.list('a', { prefix: long })).map(({ key }) => key)).to.deep.equal([`${long}a`, `${long}b`]);
      for (const bad of ['', 'x'.repeat(513)]) {
        expect(await fails(records.create(bad, 'k', 1))).to.equal(true);
        expect(await fails(records.create('cases', bad, 1))).to.equal(true);
      }
    });

    it('takes a value of 256 KB and refuses a larger one, writing nothing', async () => {
      const { records } = await openTracked();
      const most = 'x'.repeat(262_144 - 2);
      expect(await records.create('cases', 'most', most)).to.equal(true);
      expect((await records.get('cases', 'most'))?.value).to.equal(most);
      expect(await fails(records.create('cases', 'more', `${most}x`))).to.equal(true);
      expect(await fails(records.replace('cases', 'most', 1, `${most}x`))).to.equal(true);
      expect(await records.get('cases', 'more')).to.equal(undefined);
      expect((await records.get('cases', 'most'))?.version).to.equal(1);
    });

    it('treats an expired record as gone, and makes room for it', async () => {
      const { records } = await openTracked();
      const now = Date.now();
      await records.create('tickets', 'old', 1, { expiresAt: now - 1 });
      await records.create('tickets', 'new', 2, { expiresAt: now + 60_000 });
      expect(await records.get('tickets', 'old')).to.equal(undefined);
      expect(await records.replace('tickets', 'old', 1, 3)).to.equal(false);
      expect((await records.list('tickets', { limit: 1 })).map(({ key }) => key)).to.deep.equal(['new']);
      expect(await records.create('tickets', 'new', 3)).to.equal(false);
      expect(await records.create('tickets', 'old', 4)).to.equal(true);
      expect(await records.get('tickets', 'old')).to.deep.equal({ key: 'old', value: 4, version: 1 });
    });

    it('sweeps what has expired and nothing else, a replaced record at its old time', async () => {
      const { records } = await openTracked();
      const later = Date.now() + 60_000;
      await records.create('tickets', 'a', 1, { expiresAt: later });
      await records.replace('tickets', 'a', 1, 2);
      await records.create('tickets', 'b', 1, { expiresAt: later + 1_000 });
      await records.create('tickets', 'c', 1);
      await records.sweepExpired(later);
      expect((await records.list('tickets')).map(({ key }) => key)).to.deep.equal(['b', 'c']);
    });

    it('a replaced record may get another time to expire, and is swept at that one only', async () => {
      const { records } = await openTracked();
      const later = Date.now() + 60_000;
      await records.create('tickets', 'a', 1, { expiresAt: later });
      await records.create('tickets', 'b', 1);
      await records.create('tickets', 'c', 1, { expiresAt: later });
      for (const key of ['a', 'b']) {
        expect(await records.replace('tickets', key, 1, 2, { expiresAt: later + 1_000 })).to.equal(true);
      }
      expect(await records.replace('tickets', 'c', 1, 2, { expiresAt: Date.now() - 1 })).to.equal(true);
      expect(await records.get('tickets', 'c')).to.equal(undefined);
      await records.sweepExpired(later);
      expect((await records.list('tickets')).map(({ key }) => key)).to.deep.equal(['a', 'b']);
      await records.sweepExpired(later + 1_000);
      expect(await records.list('tickets')).to.deep.equal([]);
    });
  });
}

async function fails(promise: Promise<unknown>): Promise<boolean> {
  return promise.then(
    () => false,
    () => true,
  );
}
