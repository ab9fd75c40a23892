import { expect } from 'chai';
import { acceptLinks } from '../../services/evidence/evidenceLinks.js';

describe('evidence links', () => {
  it('keeps public ones as they are, once', () => {
    const link = 'https://photos.example.com/a.jpg?x=1#2';
    expect(acceptLinks([link, link, 'http://example.org/v'])).to.deep.equal([link, 'http://example.org/v']);
  });

  for (const bad of [
    'javascript:alert(1)',
    'ftp://example.com/a',
    'file:///etc/passwd',
    'https://buyer:secret@example.com/a',
    'https://localhost/a',
    'https://localhost./a',
    'http://127.0.0.1/a',
    'http://0x7f.1/a',
    'http://2130706433/a',
    'http://[::1]/a',
    'http://[::ffff:10.0.0.1]/a',
    'http://10.0.0.1/a',
    'http://printer.local/a',
    'http://intranet/a',
    'https://...',
    'not a link',
    `https://example.com/${'a'.repeat(2_000)}`,
  ]) {
    it(`leaves out ${bad.slice(0, 50)}`, () => {
      expect(acceptLinks([bad])).to.deep.equal([]);
    });
  }

  it('keeps at most 20', () => {
    const many = Array.from({ length: 30 }, (_, index) => `https://example.com/${index}`);
    expect(acceptLinks(many)).to.have.length(20);
  });
});
