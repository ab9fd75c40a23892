import { expect } from 'chai';
import { makeCode, opens, seal } from '../../../services/verification/oneTimeCode.js';

describe('a one-time code', () => {
  it('has six digits, zeros in front too', () => {
    const made = Array.from({ length: 2_000 }, makeCode);
    for (const code of made) expect(code).to.match(/^[0-9]{6}$/);
    expect(made.some((code) => code.startsWith('0'))).to.equal(true);
    expect(new Set(made).size).to.be.greaterThan(1_900);
  });

  it('is opened by itself alone', () => {
    const sealed = seal('012345');
    expect(opens(sealed, '012345')).to.equal(true);
    for (const other of ['012346', '12345', '0123450', '', '\u0000'.repeat(6)])
      expect(opens(sealed, other), JSON.stringify(other)).to.equal(false);
  });

  it('is sealed with a salt: the same code looks different each time', () => {
    const [one, other] = [seal('012345'), seal('012345')];
    expect(one.salt).to.not.equal(other.salt);
    expect(one.hash).to.not.equal(other.hash);
    expect(opens({ salt: one.salt, hash: other.hash }, '012345')).to.equal(false);
  });

  it('is not opened where the seal is damaged', () => {
    const { salt, hash } = seal('012345');
    for (const damaged of ['', hash.slice(0, 20), `${hash}AA`, '!'])
      expect(opens({ salt, hash: damaged }, '012345')).to.equal(false);
  });
});
