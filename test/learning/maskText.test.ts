import { expect } from 'chai';
import { maskText } from '../../services/learning/maskText.js';

const WORDS = new Set('what is the seller shenzhen lamp order refund my bitcoin street i'.split(' '));
const known = (word: string): boolean => WORDS.has(word);

describe('masking of what is kept', () => {
  for (const [text, kept] of [
    ['My name is John Smithson, can I pay with Bitcoin?', 'my name is [name], can i pay with bitcoin?'],
    ['call me at +49 170 123 45 67', 'call me at + [number]'],
    ['mail jo.doe@example.com please', 'mail [mail] please'],
    ['order 234193410001028893 is late', 'order [number] is late'],
    ['500 pcs, 20 % broken', '500 pcs, 20% broken'],
    ['see https://x.example/a?b=c now', 'see now [link]'],
    ['parcel LX123456789CN', 'parcel [code]'],
    ['no answer\nRegards,\nPeter Mueller', 'no answer regards, [name]'],
    ['my card 4111 1111 1111 1111', 'my card [number]'],
    ['I met Wang Xiaoming in Shenzhen', 'i met [name] in shenzhen'],
    ['Where is Mr Li?', 'where is mr [name]?'],
    ['  MIXED\u200b   case  ', 'mixed case'],
    ['', ''],
    ['😀😀', '😀 😀'],
  ] as const) {
    it(JSON.stringify(text), () => expect(masked(text)).to.equal(kept));
  }

  const masked = (text: string): string => maskText(text, known);

  it('is the same for the same question, however it is written', () => {
    expect(masked('Is  bitcoin OK ?')).to.equal(masked('is bitcoin ok?'));
  });

  it('keeps at most 300 characters, of any text, quickly', () => {
    for (const part of ['x', 'a@b ', '1 ', 'Ab ', '@', '\u0301', 'مرحبا ', '- ', 'name ']) {
      const started = performance.now();
      expect(masked(part.repeat(50_000)).length).to.be.at.most(300);
      expect(performance.now() - started).to.be.below(500);
    }
  });

  it('leaves nothing of an address, a number or a name behind, wherever it stands', () => {
    const secrets = ['jo.doe@example.com', '+8613912345678', '4111111111111111', '234193410001028893'];
    for (const secret of secrets)
      for (const text of [`${secret}`, `it is ${secret}.`, `(${secret})`, `a,${secret},b`, `${secret}${'\n'}`])
        expect(masked(text), text).not.to.include(secret.slice(3, 9));
  });
});
