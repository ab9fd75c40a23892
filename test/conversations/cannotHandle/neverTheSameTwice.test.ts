import { expect } from 'chai';
import { Conversation } from '../support/talk.js';

const UP_TO: Readonly<Record<string, readonly string[]>> = {
  'refund.askOrder': ['my parcel arrived broken'],
  'refund.askProblem': ['I want a refund please', '234193410001028893'],
  'refund.askDetails': ['my parcel arrived broken', '234193410001028893'],
  'refund.askSeller': ['order 234193410001028893 came broken, all 500 cups cracked, noticed yesterday'],
  'refund.askRemedy': ['order 234193410001028893 came broken, all 500 cups cracked, noticed yesterday', 'they refused'],
  'refund.askAmount': [
    'order 234193410001028893 came broken, 20 cups cracked, noticed yesterday, the seller refused',
    'part of the money',
  ],
  'refund.askEvidence': [
    'order 234193410001028893 came broken, all 500 cups cracked, noticed yesterday, the seller refused, I want a full refund',
  ],
  'refund.sellerDraft': [
    'order 234193410001028893 came broken, all 500 cups cracked, noticed yesterday, I want a full refund',
    'I have not asked yet',
  ],
  'refund.review': [
    'order 234193410001028893 came broken, all 500 cups cracked, noticed yesterday, the seller refused, I want a full refund, https://photos.example.com/1.jpg',
  ],
};
const GIBBERISH = ['xqzt', 'brrp fnord', 'zzkk', 'wlop', 'grmbl'];
const ASIDES = ['why', 'thanks', 'why', 'thanks', 'hello', 'are you a bot?'];

/** The texts in which the question was put, one after the other. */
async function askings(key: string, lines: readonly string[]): Promise<string[]> {
  const talking = await new Conversation().open();
  for (const line of [...(UP_TO[key] ?? []), ...lines]) await talking.says(line);
  return talking.heard.filter(({ channelData }) => channelData.key === key).map(({ text }) => String(text));
}

describe('asking again', () => {
  for (const key of Object.keys(UP_TO)) {
    for (const [what, lines] of Object.entries({ misunderstandings: GIBBERISH, 'things said in between': ASIDES })) {
      it(`${key}: never in the words that were just used, after ${what}`, async () => {
        const texts = await askings(key, lines);
        expect(texts.length, texts.join('\n')).to.be.greaterThan(lines.length - 1);
        texts.forEach((text, at) => {
          if (at > 0) expect(text).to.not.equal(texts[at - 1]);
        });
      });
    }
  }

  it('nothing at all is said twice in a row, outside of a filing either', async () => {
    for (const line of [
      'xqzt',
      'thanks',
      'help',
      'are you a bot?',
      'cancel',
      'human',
      'where is my refund?',
      'hola mi pedido',
      'are there any fees?',
    ]) {
      const talking = await new Conversation().open();
      for (let time = 0; time < 3; time += 1) await talking.says(line);
      const texts = talking.heard.map(({ text }) => text);
      texts.forEach((text, at) => {
        if (at > 0) expect(text, line).to.not.equal(texts[at - 1]);
      });
    }
  });

  it('after two misunderstandings the choices stand in the text, and their numbers answer', async () => {
    const talking = await new Conversation().open();
    for (const line of [...(UP_TO['refund.askSeller'] ?? []), 'xqzt', 'brrp fnord']) await talking.says(line);
    expect(talking.last.map(({ channelData }) => channelData.key)).to.deep.equal(['handoff.offer', 'refund.askSeller']);
    expect(talking.last.at(-1)?.text).to.include('2. No answer');
    await talking.says('2');
    expect(talking.last.at(-1)?.channelData.key).to.equal('refund.askRemedy');
  });
});
