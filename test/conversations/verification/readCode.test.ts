import { expect } from 'chai';
import { readCode } from '../../../dialogs/refund/readCode.js';

const ROWS: readonly (readonly [string, string | undefined])[] = [
  ['123456', '123456'],
  ['  123456  ', '123456'],
  ['123 456', '123456'],
  ['123-456', '123456'],
  ['1 2 3 4 5 6', '123456'],
  ['012345', '012345'],
  ['code: 000000!', '000000'],
  ['１２３４５６', '123456'],
  ['order 234193410001028893, code 123456', '123456'],
  ['', undefined],
  ['12345', undefined],
  ['1234567', undefined],
  ['12345a6', undefined],
  ['-1', undefined],
  ['123456 or 654321', undefined],
  ['234193410001028893', undefined],
  ['12 cups of 3456', undefined],
  ['100 broken, 500 ordered', undefined],
  ['١٢٣٤٥٦', undefined],
  ['1e5123', undefined],
  ['<b>123456</b>'.repeat(50), undefined],
  ['1 '.repeat(2_000), undefined],
  ['123456\u0000', '123456'],
  [`${'x'.repeat(80)}123456`, undefined],
];

describe('a code in a message', () => {
  for (const [text, code] of ROWS) {
    it(`${JSON.stringify(text.slice(0, 50))}: ${code ?? 'none'}`, () => {
      expect(readCode(text)).to.equal(code);
    });
  }
});
