import { expect } from 'chai';
import { Conversation, talk } from '../support/talk.js';

const stranger = () => new Conversation({ unverified: true }).open();
const ASKED = `
  buyer: order 234193410001028893 arrived broken
  bot: verify.askCode
`;

describe('while the code is asked for', () => {
  const goesOn: Readonly<Record<string, string>> = {
    'another order number is proven instead': `
      buyer: sorry, it is order 245072618801024039
      bot: verify.askCode
      buyer: {code}
      bot: verify.done
      bot: refund.heed
      bot: refund.askDetails
    `,
    'back goes to the order': `
      buyer: back
      bot: refund.askOrder
      buyer: 234193410001028893
      bot: verify.askCode
      buyer: {code}
      bot: verify.done
      bot: refund.askDetails
    `,
    'cancel stops, and the draft can be taken up': `
      buyer: cancel
      bot: repair.cancelled
      buyer: go on with my draft
      bot: verify.askCode
      buyer: {code}
      bot: verify.done
      bot: refund.askDetails
    `,
    'it cannot be skipped': `
      buyer: skip
      bot: repair.cannotSkip
      bot: verify.askCode
    `,
    'why is told': `
      buyer: why
      bot: repair.why
      bot: verify.askCode
    `,
    'a question in between': `
      buyer: are there any fees?
      bot: faq.answer (fees)
      bot: verify.askCode
    `,
    'start over': `
      buyer: start over
      bot: refund.askOrder
    `,
    'a person': `
      buyer: human
      bot: handoff.queued
      buyer: Go on with the bot
      bot: handoff.withBot
      bot: verify.askCode
    `,
    'cases have to wait': `
      buyer: where is my refund?
      bot: verify.trackLater
      bot: verify.askCode
    `,
    'gibberish is no code': `
      buyer: xqzt
      bot: verify.askCode
      buyer: 12345
      bot: handoff.queued
      bot: verify.askCode
    `,
    'the parcel that did not come is the problem, and no code': `
      buyer: my parcel never arrived
      bot: repair.corrected
      bot: verify.askCode
    `,
    'several numbers': `
      buyer: 248615930201017452 or 245072618801024039
      bot: refund.askOrder
    `,
    'another order, by its button': `
      press: Another order
      bot: refund.askOrder
    `,
    'another order, by its number on the list': `
      buyer: 2
      bot: refund.askOrder
    `,
    thanks: `
      buyer: thanks
      bot: root.thanks
      bot: verify.askCode
      buyer: thanks, {code}
      bot: verify.done
      bot: refund.askDetails
    `,
  };
  for (const [what, script] of Object.entries(goesOn)) {
    it(what, async () => talk(ASKED + script, await stranger()));
  }

  for (const text of [
    'I got no code',
    'i did not get a code',
    "I didn't get the code",
    'the code never arrived',
    'send it again',
    'send me a new code please',
    'where is the code?',
    'nothing came',
    'i dont have the code?',
    'resend',
    '1',
  ]) {
    it(`"${text}" asks for another one, and only that counts`, async () => {
      const talking = await talk(ASKED, await stranger());
      const old = talking.codes.last;
      talking.codes.letters.length = 0;
      await talk(`buyer: ${text}\nbot: verify.askCode`, talking);
      expect(talking.codes.letters).to.have.length(1);
      if (talking.codes.last === old) return;
      await talk(`buyer: ${old}\nbot: verify.wrongCode\nbot: verify.askCode`, talking);
      await talk('buyer: {code}\nbot: verify.done\nbot: refund.askDetails', talking);
    });
  }

  for (const text of [
    'what code?',
    'this is my order!!',
    'are you sure this is safe?',
    'who gets the code?',
    'where did you send it?',
    'I have no access to that email anymore',
    'that is my old e-mail',
  ]) {
    it(`"${text}" is told, and asks for no other one`, async () => {
      const talking = await talk(
        `${ASKED}buyer: ${text}\nbot: verify.aboutCode\nbot: verify.askCode`,
        await stranger(),
      );
      expect(talking.codes.letters).to.have.length(1);
    });
  }

  it('questions in between ask for no other code', async () => {
    const talking = await talk(`${ASKED}${goesOn['why is told']}${goesOn['a question in between']}`, await stranger());
    expect(talking.codes.letters).to.have.length(1);
  });

  it('the same sentence is never said twice in a row', async () => {
    const talking = await stranger();
    for (const line of [
      'order 234193410001028893 arrived broken',
      'xqzt',
      'brrp',
      'I got no code',
      'no code',
      'no code',
      'no code',
      'what code?',
      'why',
      'why',
      '{wrong}',
      '{wrong}',
      '{wrong}',
    ])
      await talking.says(talking.codes.fillIn(line));
    const texts = talking.heard.map(({ text }) => text);
    texts.forEach((text, at) => {
      if (at > 0) expect(text).to.not.equal(texts[at - 1]);
    });
  });
});

describe('"where is my refund?" of a buyer whom nobody vouches for', () => {
  it('asks for an order and its code, then shows the cases', async () =>
    talk(
      `
        buyer: where is my refund?
        bot: refund.askOrder
        buyer: 252806449301026170
        bot: verify.askCode
        buyer: {code}
        bot: verify.done
        bot: track.cases
        buyer: where is my refund?
        bot: track.cases
      `,
      await stranger(),
    ));

  it('takes the number that is said with it', async () =>
    talk(
      `
        buyer: where is my refund for order 252806449301026170?
        bot: verify.askCode
      `,
      await stranger(),
    ));

  it('becomes a filing where a problem is told', async () =>
    talk(
      `
        buyer: where is my refund?
        bot: refund.askOrder
        buyer: 234193410001028893
        bot: verify.askCode
        buyer: it arrived broken
        bot: repair.corrected
        bot: verify.askCode
        buyer: {code}
        bot: verify.done
        bot: refund.askDetails
      `,
      await stranger(),
    ));

  it('can be cancelled, and leaves no draft', async () => {
    const talking = await talk(
      `
        buyer: where is my refund?
        bot: refund.askOrder
        buyer: cancel
        bot: repair.cancelled
      `,
      await stranger(),
    );
    expect(talking.state).to.not.have.property('parked');
  });

  it('says so where there is none', async () =>
    talk(
      `
        buyer: where is my refund?
        bot: refund.askOrder
        buyer: 247338260501021967
        bot: verify.askCode
        buyer: {code}
        bot: verify.done
        bot: track.none
      `,
      await stranger(),
    ));
});
