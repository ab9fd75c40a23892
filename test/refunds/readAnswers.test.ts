import { expect } from 'chai';
import { readParcel } from '../../dialogs/case/readParcel.js';
import { words } from '../../services/content/en/words.js';

const read = (text: string) => readParcel(text, words, ['234193410001028893', 'RD-0000-0000']);

describe('a carrier and a tracking number, read from a message', () => {
  for (const [text, carrier, number] of [
    ['DHL JD0146000032', 'DHL', 'JD0146000032'],
    ['it is with dhl express, number JD0146000032.', 'dhl express', 'JD0146000032'],
    ['tracking number: LP00571923846612 (Cainiao)', 'Cainiao', 'LP00571923846612'],
    ['UPS 1Z 999 AA1 01 2345 6784', 'UPS', '1Z999AA10123456784'],
    ['Royal Mail RM 1234 5678 9GB', 'Royal Mail', 'RM123456789GB'],
    ['sent with Speedy Couriers, 9981-2231', 'Speedy Couriers', '9981-2231'],
    ['JD0146000032', undefined, 'JD0146000032'],
    ['with FedEx', 'FedEx', undefined],
    // The numbers of the order and of the case are not the parcel's.
    ['order 234193410001028893 with UPS', 'UPS', undefined],
    ['RD-0000-0000', undefined, undefined],
    ['I have sent them back', undefined, undefined],
    ['<script>alert(1)</script>', undefined, undefined],
  ] as const) {
    it(text, () => {
      const found = read(text);
      expect([found.carrier?.toLowerCase(), found.number]).to.deep.equal([carrier?.toLowerCase(), number]);
    });
  }

  it('is quick for whatever is sent', () => {
    const from = performance.now();
    for (const text of ['A1 '.repeat(5_000), '-'.repeat(20_000), '1'.repeat(20_000), 'dhl '.repeat(5_000)]) read(text);
    expect(performance.now() - from).to.be.lessThan(50);
  });
});
