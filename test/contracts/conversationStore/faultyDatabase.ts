import { expect } from 'chai';
import type { EmbeddedDatabase, Table } from '../../../services/storage/embeddedDatabase.js';
import { everythingOf } from './material.js';

/** A database whose n-th put or remove, counted from when `failAt` is set, throws. */
export class FaultyDatabase implements EmbeddedDatabase {
  failAt = 0;
  failures = 0;

  constructor(private readonly real: EmbeddedDatabase) {}

  get durability() {
    return this.real.durability;
  }

  table<Value>(name: string) {
    return this.#faulty(this.real.table<Value>(name));
  }

  byteTable<Value>(name: string) {
    return this.#faulty(this.real.byteTable<Value>(name));
  }

  write<Result>(change: () => Result): Promise<Result> {
    return this.real.write(change);
  }

  check(): Promise<void> {
    return this.real.check();
  }

  close(): Promise<void> {
    return this.real.close();
  }

  /** Lets the 1st, 2nd, 3rd... write of `step` fail, sees that nothing has changed, until the step goes through. */
  async failAtEach<Result>(store: Parameters<typeof everythingOf>[0], step: () => Promise<Result>): Promise<Result> {
    for (let n = 1; ; n += 1) {
      const before = await everythingOf(store, 'c');
      this.failAt = n;
      const ended = await step().then(
        (result) => ({ result }),
        (error: unknown) => ({ error }),
      );
      const reached = this.failAt <= 0;
      this.failAt = 0;
      if ('result' in ended) {
        expect(reached, 'a step whose write failed says so').to.equal(false);
        return ended.result;
      }
      this.failures += 1;
      expect(String(ended.error)).to.contain('disk on fire');
      expect(await everythingOf(store, 'c'), `after failing at write ${n}`).to.equal(before);
    }
  }

  #faulty<Key, Value>(table: Table<Key, Value>): Table<Key, Value> {
    const count = (): void => {
      if (this.failAt > 0 && --this.failAt === 0) {
        this.failAt = -1;
        throw new Error('disk on fire');
      }
    };
    return {
      get: (key) => table.get(key),
      entries: (range) => table.entries(range),
      keys: (range) => table.keys(range),
      put: (key, value) => {
        count();
        table.put(key, value);
      },
      putJson: (key, json) => {
        count();
        table.putJson(key, json);
      },
      remove: (key) => {
        count();
        table.remove(key);
      },
    };
  }
}
