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
const ASIDES = ['why', 'thanks', 'why', 'thanks', 'hello', 'are you a bot?', 'what is an order number?', '', ''];
/** Said in any order, each perhaps several times. */
const ANYTHING = [
  ...[
    'my parcel arrived broken',
    '234193410001028893',
    '253417729901018543',
    '999999999999999999',
    'all of them',
    'cups',
  ],
  ...[
    '250 of 500 are cracked, yesterday',
    'they refused',
    'no answer',
    'full refund',
    'part of the money',
    '600',
    'none',
  ],
  ...[
    'cancel',
    'yes',
    'no',
    'ok',
    'back',
    'skip',
    'start over',
    'why?',
    'say that again',
    'just a moment',
    'help',
    'bye',
  ],
  ...[
    'hello',
    'thanks',
    'human',
    'are there any fees?',
    'and for a card?',
    'tell me more',
    'where is my refund?',
    'xqzt',
  ],
  ...['', 'what is that?', 'not the first one', 'the second one', 'change the amount', 'undo', '300 not 250', 'submit'],
  ...[
    'Go on with my draft',
    'this is ridiculous',
    'are you a bot?',
    'I refuse',
    'Change something',
    'the amount is 5000',
  ],
];

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

  it('nothing at all is said twice in a row, and nothing is left without a word, whatever comes in whatever order', async function () {
    // A thousand turns.
    this.timeout(60_000);
    const random = seeded(1);
    for (let round = 0; round < 20; round += 1) {
      const talking = await new Conversation().open();
      const lines: string[] = [];
      for (let turn = 0; turn < 50; turn += 1) {
        const again = random() < 0.25 ? lines.at(-1) : undefined;
        const line = again ?? ANYTHING[Math.floor(random() * ANYTHING.length)] ?? '';
        lines.push(line);
        const before = talking.heard.at(-1)?.text;
        await talking.says(line);
        // Who waits for a person is answered by that person alone.
        if (talking.last.at(-1)?.channelData.key === 'handoff.queued') await talking.says('Go on with the bot');
        const texts = [before, ...talking.last.map(({ text }) => text)];
        const lately = lines.slice(-6).join(' / ');
        expect(talking.last, lately).to.not.deep.equal([]);
        texts.forEach((text, at) => {
          if (at > 0 && text === texts[at - 1]) throw new Error(`${lately}: said twice: ${text}`);
        });
      }
    }
  });

  it('what was said of one order is new of another', async () => {
    const said = async (...lines: string[]) => {
      const talking = await new Conversation().open();
      for (const line of lines) await talking.says(line);
      return talking.last.at(-1)?.text;
    };
    const [boards, other] = ['order 219847205501031276 came broken', 'order 243781056601029914 came broken'];
    expect(await said(boards, other)).to.equal(await said(other));
    expect(await said(other, other)).to.not.equal(await said(other));
  });
});

/** The same numbers from 0 to 1 at every run. */
function seeded(start: number): () => number {
  let state = start;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
