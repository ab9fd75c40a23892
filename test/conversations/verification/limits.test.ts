import { expect } from 'chai';
import { DEMO_OTHER_ORDER_ID } from '../../../services/cases/demoOrders.js';
import { Conversation, talk } from '../support/talk.js';

const MINUTE = 60_000;
const OWN = '234193410001028893';
const stranger = () => new Conversation({ unverified: true }).open();
const asked = async () => talk(`buyer: order ${OWN} arrived broken\nbot: verify.askCode`, await stranger());
const WRONG = 'buyer: {wrong}\nbot: verify.wrongCode\nbot: verify.askCode\n';

describe('the tries of a code', () => {
  it('are five an hour; then it says until when, offers a person and keeps the draft', async () => {
    const talking = await talk(`${WRONG.repeat(4)}buyer: {wrong}\nbot: verify.tooMany`, await asked());
    expect(talking.last[0]?.text).to.include('05:00 UTC');
    expect(talking.last[0]?.suggestedActions?.actions.map(({ title }) => title)).to.deep.equal([
      'Talk to a person',
      'Go on with my draft',
    ]);
    await talk('buyer: {code}\nbot: root.outOfScope\nbuyer: go on with my draft\nbot: verify.tooMany', talking);
    talking.now += 60 * MINUTE;
    await talk(
      'buyer: go on with my draft\nbot: verify.askCode\nbuyer: {code}\nbot: verify.done\nbot: refund.askDetails',
      talking,
    );
  });

  it('are not set back by a new code, another order, cancel or start over', async () => {
    await talk(
      `
        ${WRONG}
        buyer: I got no code
        bot: verify.askCode
        ${WRONG}
        buyer: order 245072618801024039
        bot: verify.askCode
        ${WRONG}
        buyer: cancel
        bot: repair.cancelAsk
        buyer: yes
        bot: repair.cancelled
        buyer: order ${OWN} arrived broken
        bot: verify.askCode
        ${WRONG}
        buyer: {wrong}
        bot: verify.tooMany
      `,
      await asked(),
    );
  });

  it('of a code that is too old: it says so, sends a new one, and counts none', async () => {
    const talking = await asked();
    const old = talking.codes.last;
    talking.now += 10 * MINUTE;
    await talk(`buyer: ${old}\nbot: verify.expired\nbot: verify.askCode`, talking);
    await talk(`${WRONG.repeat(4)}buyer: {code}\nbot: verify.done\nbot: refund.askDetails`, talking);
  });

  it('count for a code that comes after the buyer has cancelled, too', async () => {
    const talking = await talk('buyer: cancel\nbot: repair.cancelled', await asked());
    await talk('buyer: {code}\nbot: root.outOfScope', talking);
    expect(JSON.stringify(talking.state)).to.not.include('proof');
  });
});

describe('a code that is tried while the buyer goes on', () => {
  for (const [what, typed] of [
    ['wrong', '{wrong}'],
    ['too old', 'old'],
  ] as const) {
    it(`and is ${what} means nothing any more once another order is named`, async () => {
      const talking = await asked();
      if (typed === 'old') talking.now += 10 * MINUTE;
      talking.held = [];
      await talking.says(talking.codes.fillIn(typed === 'old' ? '{code}' : typed));
      await talk('buyer: order 245072618801024039\nbot: verify.askCode', talking);
      await talking.release();
      expect(talking.heard).to.deep.equal([]);
      await talk('buyer: {code}\nbot: verify.done\nbot: refund.heed\nbot: refund.askDetails', talking);
    });
  }

  it('and is right is taken, whatever is asked now', async () => {
    const talking = await asked();
    talking.held = [];
    await talking.says(talking.codes.last);
    await talk('buyer: cancel\nbot: repair.cancelled', talking);
    await talking.release();
    await talk('bot: verify.done\nbuyer: go on with my draft\nbot: refund.askDetails', talking);
  });
});

describe('the codes of an order', () => {
  const ANOTHER = 'buyer: I got no code\nbot: verify.askCode\n';

  it('are three an hour: a fourth is not announced, and the third one counts', async () => {
    const talking = await talk(
      `${ANOTHER.repeat(2)}buyer: I got no code\nbot: verify.noMoreCodes\nbot: verify.askCode`,
      await asked(),
    );
    expect(talking.codes.letters).to.have.length(3);
    expect(talking.last[0]?.text).to.include('05:00 UTC').and.include('04:10 UTC');
    await talk('buyer: {code}\nbot: verify.done\nbot: refund.askDetails', talking);
  });

  for (const text of ['I got no code', 'hello?', '{code}']) {
    it(`once the third one is too old, "${text}" hears until when, and the draft waits`, async () => {
      const talking = await talk(ANOTHER.repeat(2), await asked());
      talking.now += 10 * MINUTE;
      await talking.says(talking.codes.fillIn(text));
      const keys = talking.heard.splice(0).map(({ channelData }) => channelData.key);
      expect(keys.at(-1)).to.equal('verify.noMoreCodes');
      expect(keys).to.not.include('verify.askCode');
      talking.now += 50 * MINUTE;
      await talk(
        'buyer: go on with my draft\nbot: verify.askCode\nbuyer: {code}\nbot: verify.done\nbot: refund.askDetails',
        talking,
      );
    });
  }

  it('may have been asked for by others: nobody waits for a code that does not come', async () => {
    const talking = await stranger();
    for (const by of ['one', 'two', 'three']) await talking.asksForCode({ by, conversationId: by }, OWN);
    talking.codes.letters.length = 0;
    await talk(`buyer: order ${OWN} arrived broken\nbot: verify.askCode\nbot: verify.noMoreCodes`, talking);
    expect(talking.codes.letters).to.deep.equal([]);
    expect(talking.last[0]?.suggestedActions?.actions.map(({ title }) => title)).to.include('Go on with my draft');
    talking.now += 60 * MINUTE;
    await talk(
      'buyer: go on with my draft\nbot: verify.askCode\nbuyer: {code}\nbot: verify.done\nbot: refund.askDetails',
      talking,
    );
  });
});

describe('an own order, somebody else’s, and a number that is nobody’s', () => {
  const ASKED = ['my parcel arrived broken', 'ORDER', 'xqzt', '{wrong}', 'I got no code', '{wrong}', 'why'];
  const SCRIPTS: Readonly<Record<string, readonly string[]>> = {
    'to the last try': [...ASKED, '{wrong}', '{wrong}', '{wrong}', 'go on with my draft'],
    'to the last code': [
      ...ASKED,
      ...['who gets the code?', 'I got no code', 'I got no code', '{wrong}'],
      // Another number in between, so that the way back asks for one code too many.
      ...['123456789012345678', 'ORDER', 'go on with my draft'],
    ],
  };

  /** What the buyer sees and what the store is asked, with the number taken out. */
  async function seen(script: readonly string[], orderId: string) {
    const talking = await stranger();
    // Whichever is nobody's code: the same typed in all three.
    const wrong = (n: number) => String(100_000 + n * 7);
    talking.calls.length = 0;
    const calls: string[][] = [];
    for (const [n, line] of script.entries()) {
      const code = [wrong(n), wrong(n + 50)].find((each) => each !== talking.codes.last) ?? '';
      await talking.says(line.replace('ORDER', orderId).replace('{wrong}', code));
      await new Promise((resolve) => setImmediate(resolve));
      calls.push(talking.calls.splice(0));
    }
    // Without the ids that every conversation and every effect has for itself.
    const heard = talking.heard.map(({ type, text, channelData, attachments, suggestedActions, inputHint }) => [
      type,
      text,
      channelData,
      attachments,
      suggestedActions,
      inputHint,
    ]);
    return {
      heard: JSON.parse(JSON.stringify(heard).replaceAll(orderId, '#')),
      calls,
      effects: talking.effects.map(({ kind, body }) => [kind, Object.keys(body)]),
    };
  }

  for (const [what, script] of Object.entries(SCRIPTS)) {
    it(`get the same words, the same effects and the same calls to the store, ${what}`, async () => {
      const own = await seen(script, OWN);
      expect(own.calls.flat().length).to.be.greaterThan(20);
      for (const orderId of [DEMO_OTHER_ORDER_ID, '999999999999999999']) {
        const other = await seen(script, orderId);
        expect(other.heard).to.deep.equal(own.heard);
        expect(other.effects).to.deep.equal(own.effects);
        expect(other.calls).to.deep.equal(own.calls);
      }
    });
  }

  it('are not even looked up in the turn', async () => {
    const { cases: real } = await stranger();
    const touched = new Set<string>();
    const cases = new Proxy(real, {
      get: (target, name, receiver) => {
        touched.add(String(name));
        return Reflect.get(target, name, receiver);
      },
    });
    const watched = await new Conversation({ unverified: true, cases }).open();
    for (const line of Object.values(SCRIPTS).flat())
      await watched.says(line.replace('ORDER', OWN).replace('{wrong}', '1'));
    expect([...touched]).to.deep.equal([]);
  });

  it('what one who guesses learns of them is nothing: the code of nobody’s order is never right', async () => {
    const talking = await talk('buyer: order 999999999999999999 arrived broken\nbot: verify.askCode', await stranger());
    expect(talking.codes.letters).to.deep.equal([]);
    await talk(`${WRONG.repeat(4)}buyer: {wrong}\nbot: verify.tooMany`, talking);
  });
});
