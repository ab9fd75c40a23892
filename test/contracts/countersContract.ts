import { expect } from 'chai';
import type { Counters } from '../../services/storage/counters.js';
import { pause } from './conversationStore/material.js';

export type OpenCounters = () => Promise<{ readonly counters: Counters; close(): Promise<void> }>;

/** What every adapter of the port Counters passes. */
export function countersContract(name: string, open: OpenCounters): void {
  describe(`Counters: ${name}`, () => {
    let counters: Counters;
    let close: () => Promise<void>;
    beforeEach(async () => {
      ({ counters, close } = await open());
    });
    afterEach(() => close());

    it('counts each of many at once, each name for itself', async () => {
      const counted = await Promise.all(Array.from({ length: 50 }, () => counters.count('a', 60_000)));
      expect([...counted].sort((one, other) => one - other)).to.deep.equal(Array.from({ length: 50 }, (_, n) => n + 1));
      for (const other of ['b', '__proto__', 'a\u0000', '\ud800', 'x'.repeat(2_000)]) {
        expect(await counters.count(other, 60_000)).to.equal(1);
      }
    });

    it('forgets a name so long after its first time, not after its last', async () => {
      expect(await counters.count('b', 60_000)).to.equal(1);
      expect(await counters.count('a', 200)).to.equal(1);
      await pause(120);
      expect(await counters.count('a', 200)).to.equal(2);
      await pause(120);
      expect(await counters.count('a', 200)).to.equal(1);
      expect(await counters.count('b', 60_000)).to.equal(2);
    });
  });
}
