import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { loadFaq } from '../../services/content/faq.js';
import { RULES } from '../../services/refunds/ruleNumbers.js';
import { readPhrases } from '../../services/understanding/training/phraseFiles.js';

const SEALED = new URL('../../../shared/sealed/understanding.hashes.txt', import.meta.url);
/** Texts of fewer words are everybody's. */
const LEAST_WORDS = 4;

describe('understanding: sealed data', () => {
  it('is in no phrase', function () {
    if (!existsSync(SEALED)) {
      if (this.test) this.test.title += ` (not checked: the hashes are not here, ${SEALED.pathname})`;
      this.skip();
    }
    const sealed = new Set(readFileSync(SEALED, 'utf8').split('\n').filter(Boolean));
    expect(sealed.size).to.be.above(0);
    const { phrases, samples } = readPhrases('en', loadFaq('en', RULES).topics);
    const found = [...phrases, ...samples].map(({ text }) => text).filter((text) => sealed.has(hashOf(text) ?? ''));
    expect(found).to.deep.equal([]);
  });

  it('would be found however it is written', () => {
    expect(hashOf('  Where IS my refund, please?! ')).to.equal(hashOf('where is my refund please'));
    expect(hashOf('where is it')).to.equal(undefined);
  });
});

/** As the hashes were made: lower case, every run of other characters one space, trimmed; the first 16 digits. */
function hashOf(text: string): string | undefined {
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_]+/gu, ' ')
    .trim();
  if (words.split(' ').length < LEAST_WORDS) return undefined;
  return createHash('sha256').update(words).digest('hex').slice(0, 16);
}
