import { expect } from 'chai';
import { listUnanswered } from '../../../services/learning/unanswered.js';
import { createTrainedUnderstanding } from '../../../services/understanding/trainedUnderstanding.js';
import type { Understood } from '../../../services/understanding/understanding.js';
import { testModel } from '../../support/testModel.js';
import { CUPS, DETAILED } from '../support/scripts.js';
import { Conversation, talk } from '../support/talk.js';

/** A bot that is not sure of what begins with "hm", and of nothing else. */
async function unsure(labels: readonly string[], more: Partial<Understood> = {}): Promise<Conversation> {
  const usual = createTrainedUnderstanding({ model: testModel() });
  const doubt: Understood = {
    decision: 'clarify',
    top: labels.map((label) => ({ label, score: 0.4 })),
    inScope: 1,
    locale: 'en',
    slots: { orderIds: [], links: [] },
    ...more,
  };
  const understanding = {
    understand: async (message: Parameters<typeof usual.understand>[0]) =>
      message.text.startsWith('hm') ? doubt : usual.understand(message),
  };
  return await new Conversation({ understanding }).open();
}

const ASKED = 'buyer: hm, the money thing\nbot: root.clarify';
const LABELS = ['fees', 'timeline', 'open_refund'];

describe('did you mean', () => {
  it('offers what was nearest as buttons that carry the label, and something else', async () => {
    const talking = await talk(ASKED, await unsure(LABELS));
    expect(talking.last[0]?.suggestedActions?.actions).to.deep.include({
      type: 'messageBack',
      title: 'Does a refund cost me anything?',
      text: 'Does a refund cost me anything?',
      displayText: 'Does a refund cost me anything?',
      value: { label: 'fees' },
    });
    expect(talking.last[0]?.suggestedActions?.actions?.map(({ title }) => title)).to.have.length(4);
  });

  it('is picked by its button', async () =>
    talk(`${ASKED}\npress: Does a refund cost me anything?\nbot: faq.answer (fees)`, await unsure(LABELS)));

  for (const words of ['2', '2.', 'the second one', 'no. 2', 'How long does a refund take?'])
    it(`is picked in words: "${words}"`, async () =>
      talk(`${ASKED}\nbuyer: ${words}\nbot: faq.answer (timeline)`, await unsure(LABELS)));

  it('keeps what was told before the choice', async () => {
    const told = { slots: { orderIds: [], links: [], affected: { count: 12 } } };
    const talking = await talk(
      `${ASKED}\npress: My order went wrong\nbot: refund.askOrder`,
      await unsure(['open_refund', 'track_refund'], told),
    );
    expect(talking.state).to.have.nested.property('draft.affectedSaid.count', 12);
  });

  it('is no longer there after another message', async () => {
    const talking = await talk(`${ASKED}\nbuyer: thanks\nbot: root.thanks`, await unsure(LABELS));
    await talking.says('2');
    expect(talking.last[0]?.channelData.key).not.to.equal('faq.answer');
  });

  it('takes no label that was not offered', async () => {
    const talking = await talk(ASKED, await unsure(LABELS));
    await talking.posts({ text: 'hm', value: { label: 'arbitration' } });
    expect(talking.last.map(({ channelData }) => channelData.key)).to.deep.equal(['root.clarify']);
  });

  for (const value of [
    { label: '__proto__' },
    { label: 5 },
    { label: '' },
    { label: 'x'.repeat(100) },
    'fees',
    null,
    [],
  ])
    it(`takes no value such as ${JSON.stringify(value).slice(0, 30)}`, async () => {
      const talking = await talk(ASKED, await unsure(LABELS));
      await talking.posts({ text: 'thanks', value: value as never });
      expect(talking.last[0]?.channelData.key).to.equal('root.thanks');
    });

  it('leads to a person after two choices that did not help', async () =>
    talk(`${ASKED}\nbuyer: hm no\nbot: root.clarify\nbuyer: hm no no\nbot: handoff.queued`, await unsure(LABELS)));

  it('something else: in the buyer’s own words', async () =>
    talk(`${ASKED}\npress: Something else\nbot: root.somethingElse`, await unsure(LABELS)));
});

describe('what was picked, and what was not understood, is learned from', () => {
  it('a pick is logged with its label and without the words', async () => {
    const talking = await talk(`${ASKED}\nbuyer: 1\nbot: faq.answer (fees)`, await unsure(LABELS));
    expect(talking.logged).to.deep.include({ picked: 'fees', nearest: LABELS });
    expect(JSON.stringify(talking.logged)).not.to.include('money thing');
  });

  it('a pick is counted as what was meant', async () => {
    const talking = await talk(`${ASKED}\nbuyer: 1\nbot: faq.answer (fees)`, await unsure(LABELS));
    const [only, ...others] = await listUnanswered(talking.records);
    expect(only).to.include({ text: 'hm, the money thing', picked: 'fees', count: 1 });
    expect(others).to.deep.equal([]);
  });

  it('what is out of scope is kept, masked', async () => {
    const talking = await talk(
      'buyer: what is the weather in Hoboken, asks Jo at jo@example.com\nbot: root.outOfScope',
    );
    const [only] = await listUnanswered(talking.records);
    expect(only?.text).to.equal('what is the weather in [name], asks [name] at [mail]');
  });

  it('what was understood is not kept', async () => {
    const talking = await talk('buyer: are there any fees?\nbot: faq.answer (fees)\nbuyer: thanks\nbot: root.thanks');
    expect(await listUnanswered(talking.records)).to.deep.equal([]);
  });
});

describe("that's not it", () => {
  const ANSWERED = 'buyer: are there any fees?\nbot: faq.answer (fees)';

  it('is a button of every answer', async () => {
    const talking = await talk(ANSWERED);
    expect(talking.last[0]?.suggestedActions?.actions?.map(({ title }) => title)).to.include("That's not it");
  });

  for (const words of ["That's not it", 'that is not what I asked', 'not it'])
    it(`offers what else it may have been: "${words}"`, async () => {
      const talking = await talk(`${ANSWERED}\nbuyer: ${words}\nbot: root.notIt`);
      const titles = talking.last[0]?.suggestedActions?.actions?.map(({ title }) => title) ?? [];
      expect(titles).not.to.include('Does a refund cost me anything?');
      expect(titles.at(-1)).to.equal('Something else');
    });

  it('is kept for whoever teaches the bot', async () => {
    const talking = await talk(`${ANSWERED}\npress: That's not it\nbot: root.notIt`);
    expect((await listUnanswered(talking.records)).map(({ text }) => text)).to.deep.equal(['are there any fees?']);
  });

  it('in a filing, where nothing was answered: the open question in other words', () =>
    talk(`${DETAILED}\nbuyer: that is not what I asked\nbot: refund.askSeller`));

  it('in a filing: the open question comes again', async () =>
    talk(`
      ${DETAILED}
      ${ANSWERED}
      bot: refund.askSeller
      buyer: that's not it
      bot: root.notIt
      bot: refund.askSeller
    `));
});

describe('several wishes of one message', () => {
  it('two questions are both answered', async () => {
    const talking = await talk('');
    await talking.says('are there any fees, and how long does a refund take?');
    expect(talking.last.map(({ channelData }) => channelData.topic).sort()).to.deep.equal(['fees', 'timeline']);
  });

  it('a problem and a question are both served', async () => {
    const talking = await talk('');
    await talking.says('it came broken and are there any fees?');
    expect(talking.last.map(({ channelData }) => channelData.key)).to.deep.equal(['faq.answer', 'refund.askOrder']);
  });
});

describe('other wishes', () => {
  it('where the parcel is, of the order that is named', async () => {
    const talking = await talk(`buyer: where is my parcel of order ${CUPS}?\nbot: track.parcels`);
    expect(talking.last[0]?.text).to.include('confirmed on').and.not.to.include('undefined');
  });

  it('where the parcels are: the latest orders', () => talk('buyer: where is my parcel?\nbot: track.parcels'));

  it('cancelling an order begins a filing for that', () =>
    talk('buyer: I want to cancel my order\nbot: refund.askOrder'));

  it('closing a case: that it is for good', async () => {
    const talking = await talk('buyer: I want to withdraw my case\nbot: case.actAsk');
    expect(talking.last[0]?.text).to.include('cannot be opened again');
  });

  it('what the bot can do', () => talk('buyer: what can you do?\nbot: root.help'));
});
