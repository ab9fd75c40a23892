import { expect } from 'chai';
import { DEMO_BUYER_ID } from '../../../services/cases/demoOrders.js';
import { Conversation, talk } from '../support/talk.js';

const stranger = () => new Conversation({ unverified: true }).open();
const TOLD =
  'all 500 cups came broken, noticed yesterday, I want a full refund, the seller refused, photos: https://photos.example.com/1.jpg';

describe('a buyer whom nobody vouches for', () => {
  it('proves the order by a code, and files in the name of its buyer', async () => {
    const talking = await talk(
      `
        buyer: my parcel arrived broken
        bot: refund.askOrder
        buyer: 234193410001028893
        bot: verify.askCode
        buyer: {code}
        bot: verify.done
        bot: refund.askDetails
        buyer: 250 of the 500 cups are cracked, I noticed it yesterday
        bot: refund.askSeller
        buyer: No answer
        bot: refund.askRemedy
        buyer: Full refund
        bot: refund.askEvidence
        buyer: none
        bot: refund.review
        buyer: submit
        bot: refund.filing
        bot: refund.filed
        buyer: where is my refund?
        bot: track.cases
      `,
      await stranger(),
    );
    const [letter, ...more] = talking.codes.letters;
    expect(more).to.deep.equal([]);
    expect(letter).to.deep.include({ orderId: '234193410001028893', buyerId: DEMO_BUYER_ID });
    expect(talking.effects.find(({ kind }) => kind === 'openCase')?.body).to.deep.include({ buyerId: DEMO_BUYER_ID });
    expect((await talking.cases.cases(DEMO_BUYER_ID)).map(({ request }) => request.orderId)).to.include(
      '234193410001028893',
    );
  });

  it('tells everything at once: what was told waits for the code', async () =>
    talk(
      `
        buyer: order 234193410001028893, ${TOLD}
        bot: verify.askCode
        buyer: my code is {code}, thanks
        bot: verify.done
        bot: refund.review
      `,
      await stranger(),
    ));

  it('sees neither orders nor cases before', async () => {
    const talking = await stranger();
    for (const line of [
      'my parcel arrived broken',
      '1',
      'the cups',
      'ceramic cups',
      '234193410001028893',
      'submit',
      'where is my refund?',
    ])
      await talking.says(line);
    expect(JSON.stringify(talking.heard)).to.not.match(/cups|Chaozhou|RD-/);
  });

  for (const [what, text] of [
    ['in groups', (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`],
    ['with dashes', (code: string) => [...code].join('-')],
    ['in a sentence', (code: string) => `the code is ${code}`],
    ['with a full stop', (code: string) => `${code}.`],
    ['as a question', (code: string) => `is it ${code}?`],
    ['with manners', (code: string) => `hello, here you go: ${code} thank you very much`],
    ['with a yes', (code: string) => `yes, ${code}`],
    ['with an ok', (code: string) => `ok ${code} please`],
    ['with some doubt', (code: string) => `I got ${code}, I do not know if that is right`],
    ['with the order number', (code: string) => `order 234193410001028893: ${code}`],
    [
      'in full-width digits',
      (code: string) => code.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
    ],
  ] as const) {
    it(`may type the code ${what}`, async () => {
      const talking = await talk(
        'buyer: order 234193410001028893 arrived broken\nbot: verify.askCode',
        await stranger(),
      );
      await talking.says(text(talking.codes.last));
      expect(talking.heard.map(({ channelData }) => channelData.key)).to.deep.equal([
        'verify.done',
        'refund.askDetails',
      ]);
    });
  }

  it('has proven it for 12 hours, and then once more, with the draft as it was', async () => {
    const talking = await talk(
      `
        buyer: order 234193410001028893, ${TOLD}
        bot: verify.askCode
        buyer: {code}
        bot: verify.done
        bot: refund.review
      `,
      await stranger(),
    );
    talking.now += 12 * 3_600_000 - 1;
    await talk('buyer: thanks\nbot: root.thanks\nbot: refund.review', talking);
    talking.now += 1;
    await talk(
      `
        buyer: submit
        bot: verify.askCode
      `,
      talking,
    );
    expect(talking.last[0]?.text).to.match(/^Before I look at an order/);
    await talk('buyer: {code}\nbot: verify.done\nbot: refund.filing\nbot: refund.filed', talking);
  });

  it('has proven it for nobody else who writes in the same conversation', async () => {
    const talking = await talk(
      `
        buyer: order 234193410001028893, ${TOLD}
        bot: verify.askCode
        buyer: {code}
        bot: verify.done
        bot: refund.review
      `,
      await stranger(),
    );
    talking.buyerId = 'another-stranger';
    await talk('buyer: submit\nbot: verify.askCode', talking);
    expect(talking.effects.map(({ kind }) => kind)).to.not.include('openCase');
    await talk('buyer: {code}\nbot: verify.done\nbot: refund.filing\nbot: refund.filed', talking);
    talking.buyerId = 'a-stranger';
    await talk('buyer: where is my refund?\nbot: refund.askOrder', talking);
  });

  it('gets a code of their own, who writes in the same conversation while one is out', async () => {
    const talking = await talk('buyer: order 234193410001028893 arrived broken\nbot: verify.askCode', await stranger());
    talking.buyerId = 'another-stranger';
    await talk('buyer: hello\nbot: root.greeting\nbot: verify.askCode', talking);
    expect(talking.codes.letters).to.have.length(2);
    await talk('buyer: {code}\nbot: verify.done\nbot: refund.askDetails', talking);
  });

  it('an effect of a build from before, without who has proven it, opens the case for whose conversation it is', async () => {
    const known = await talk(
      `
        buyer: order 234193410001028893, ${TOLD}
        bot: refund.review
        buyer: submit
        bot: refund.filing
        bot: refund.filed
      `,
    );
    const effect = known.effects.find(({ kind }) => kind === 'openCase');
    if (!effect) throw new Error('nothing was filed');
    const { buyerId, ...body } = effect.body;
    expect(buyerId).to.equal(DEMO_BUYER_ID);
    const later = await new Conversation().open();
    await later.runs({ ...effect, body });
    expect((await later.cases.cases(DEMO_BUYER_ID)).map(({ request }) => request.orderId)).to.include(
      '234193410001028893',
    );
  });

  it('picks from the own orders once it is proven', async () => {
    const talking = await talk(
      `
        buyer: order 234193410001028893, ${TOLD}
        bot: verify.askCode
        buyer: {code}
        bot: verify.done
        bot: refund.review
        buyer: change the order
        bot: repair.corrected
        bot: refund.askOrder
      `.replace('bot: repair.corrected\n', ''),
      await stranger(),
    );
    expect(talking.last.at(-1)?.suggestedActions?.actions.length).to.be.greaterThan(3);
  });

  it('hears at once where no code can be sent, and may still ask', async () => {
    const talking = await new Conversation({ unverified: true, cannotSendCodes: true }).open();
    await talk(
      `
        buyer: my parcel arrived broken, all 500 cups, order 234193410001028893
        bot: verify.unavailable
        buyer: are there any fees?
        bot: faq.answer (fees)
        buyer: where is my refund?
        bot: verify.unavailable
        buyer: go on with my draft
        bot: verify.unavailable
      `,
      talking,
    );
    expect(talking.effects.map(({ kind }) => kind)).to.deep.equal(['rememberConversation']);
  });
});
