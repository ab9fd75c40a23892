import { expect } from 'chai';
import { createTrainedUnderstanding } from '../../../services/understanding/trainedUnderstanding.js';
import type { Understanding } from '../../../services/understanding/understanding.js';
import { testModel } from '../../support/testModel.js';
import { ANSWERED, CHARGERS, CUPS, DETAILED, STARTED } from '../support/scripts.js';
import { Conversation, talk } from '../support/talk.js';

/** The titles of the buttons under what was said last. */
function buttons({ last }: Conversation): readonly string[] {
  return (last.at(-1)?.suggestedActions?.actions ?? []).map(({ title }) => title);
}

async function remediesAfter(...lines: string[]): Promise<readonly string[]> {
  const talking = await talk(ANSWERED);
  for (const line of lines) {
    await talking.says(line);
    expect(
      talking.last.map(({ channelData }) => channelData.key),
      line,
    ).to.deep.equal(['refund.askRemedy']);
  }
  return buttons(talking);
}

describe('a choice is turned down', () => {
  for (const words of [
    'not the former option',
    'not the first one',
    'not a full refund',
    'I don’t want a full refund',
    'no full refund',
  ])
    it(`the former: "${words}"`, async () => {
      expect(await remediesAfter(words)).to.deep.equal([
        'Part of the money',
        'A replacement',
        'Send it back and get the money',
      ]);
    });

  for (const words of ['not the latter', 'not the last one'])
    it(`the latter: "${words}"`, async () => {
      expect(await remediesAfter(words)).to.deep.equal(['Full refund', 'Part of the money', 'A replacement']);
    });

  it('one option among three', async () => {
    expect(await remediesAfter('not the last one', 'not part of the money')).to.deep.equal([
      'Full refund',
      'A replacement',
    ]);
  });

  it('two options at once', async () => {
    expect(await remediesAfter('neither a replacement nor the first one')).to.deep.equal([
      'Part of the money',
      'Send it back and get the money',
    ]);
  });

  it('all but one: that is the answer', async () => {
    const talking = await talk(`
      ${ANSWERED}
      buyer: not a full refund or part of the money
      bot: refund.askRemedy
      buyer: not the latter
      bot: refund.askEvidence
    `);
    expect(talking.state).to.have.nested.property('draft.remedy', 'replacement');
  });

  it('"no, a full refund" is no turning down', async () => {
    const talking = await talk(`${ANSWERED}\nbuyer: no, a full refund\nbot: refund.askEvidence`);
    expect(talking.state).to.have.nested.property('draft.remedy', 'fullRefund');
  });

  it('an answer of the seller, and a problem', () =>
    talk(`
      buyer: I want a refund
      bot: refund.askOrder
      buyer: ${CUPS}
      bot: refund.askProblem
      buyer: not the first one
      bot: refund.askProblem
      buyer: the first one
      bot: refund.askDetails
      buyer: all 500 are dead, since yesterday
      bot: refund.askSeller
      buyer: not the former
      bot: refund.askSeller
      buyer: the former
      bot: refund.askRemedy
    `));

  it('an order, by its place or by what was in it, is not offered again and not taken', async () => {
    const talking = await talk(`
      ${STARTED}
      buyer: not the cups
      bot: refund.askOrder
    `);
    expect(buttons(talking).join()).to.not.include('cups');
    const [first] = buttons(talking);
    await talk('buyer: not the first one\nbot: refund.askOrder', talking);
    expect(buttons(talking)).to.not.include(first);
    await talk('buyer: not the bags, the chargers\nbot: refund.askDetails', talking);
    expect(talking.state).to.have.nested.property('draft.order.orderId', CHARGERS);
  });

  it('with the question changed by a correction, what was turned down is offered anew', async () => {
    const talking = await talk(`
      ${ANSWERED}
      buyer: not a full refund
      bot: refund.askRemedy
      buyer: back
      bot: refund.askSeller
      buyer: it is not broken, it is a fake
      bot: repair.corrected
      bot: refund.heed
      bot: refund.askSeller
      buyer: they refused
      bot: refund.askRemedy
    `);
    expect(buttons(talking)).to.include('Full refund');
  });
});

describe('a choice is named by its place', () => {
  it('"the second one"', () => talk(`${DETAILED}\nbuyer: the second one\nbot: refund.askRemedy`));
  it('"the last"', () => talk(`${ANSWERED}\nbuyer: the last\nbot: refund.askEvidence`));
});

describe('what the bot offers when it is not sure', () => {
  const asked = (...labels: string[]) => new Conversation({ understanding: unsureOf('hm', labels) }).open();
  const UNSURE = 'buyer: hm\nbot: root.clarify';

  it('answers to a press', async () => {
    const labels = ['open_refund', 'track_refund'];
    await talk(`${UNSURE}\npress: My order went wrong\nbot: refund.askOrder`, await asked(...labels));
    await talk(`${UNSURE}\npress: Something else\nbot: root.somethingElse`, await asked(...labels));
  });

  it('answers to a number, and to a place', async () => {
    const labels = ['open_refund', 'track_refund'];
    await talk(`${UNSURE}\nbuyer: 2\nbot: track.cases`, await asked(...labels));
    await talk(`${UNSURE}\nbuyer: 3.\nbot: root.somethingElse`, await asked(...labels));
    await talk(`${UNSURE}\nbuyer: the latter\nbot: track.cases`, await asked(...labels));
  });

  it('not the former option of two: the other', async () => {
    await talk(`${UNSURE}\nbuyer: not the former option\nbot: track.cases`, await asked('open_refund', 'track_refund'));
  });

  it('not the first of three: the two that are left', async () => {
    const talking = await asked('open_refund', 'track_refund', 'contact_human');
    await talk(`${UNSURE}\nbuyer: not the first one\nbot: root.clarify`, talking);
    expect(buttons(talking)).to.deep.equal(['Where is my refund?', 'Talk to a person', 'Something else']);
    await talk('buyer: the first one\nbot: track.cases', talking);
  });
});

/** Understands as usual, except that of one text it is not sure. */
function unsureOf(text: string, labels: readonly string[]): Pick<Understanding, 'understand'> {
  const usual = createTrainedUnderstanding({ model: testModel() });
  return {
    understand: async (message) =>
      message.text === text
        ? {
            decision: 'clarify',
            top: labels.map((label) => ({ label, score: 0.5 })),
            inScope: 1,
            locale: 'en',
            slots: { orderIds: [], links: [] },
          }
        : usual.understand(message),
  };
}
