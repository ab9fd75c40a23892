import { expect } from 'chai';
import { readConversationState } from '../../../dialogs/conversationState.js';
import { sellerVerdictOf } from '../../../dialogs/desk/sellerVerdictOf.js';
import { loadContent } from '../../../services/content/content.js';
import { RULES } from '../../../services/refunds/ruleNumbers.js';
import { type Conversation, talk } from '../support/talk.js';

const { words } = loadContent(RULES);
const DAY = 1_440;
const text = ({ last }: Conversation) => last.map((said) => said.text).join(' ');
const buttons = ({ last }: Conversation) => last.at(-1)?.suggestedActions?.actions?.map(({ title }) => title) ?? [];

async function verdict(talking: Conversation) {
  const cases = await talking.cases.cases(talking.buyerId);
  return sellerVerdictOf(readConversationState(talking.state), talking.now, RULES, words, cases);
}

const filing = (seller: string) => `
  buyer: order 234193410001028893 came broken, all 500 cups cracked, noticed yesterday, ${seller}, I want a full refund, https://photos.example.com/1.jpg
  bot: refund.review
`;
const FILED = 'buyer: submit\nbot: refund.filing\nbot: refund.filed';

describe('a seller who is uncooperative', () => {
  it('is one by the clock: the buyer hears by which when it is filed, and a person is offered', async () => {
    const talking = await talk(filing('the seller has not answered for a week') + FILED);
    expect(text(talking)).to.include('You have had no answer for 7 days, and the platform gives a seller 3.');
    expect(buttons(talking)).to.include('Talk to a person');
    expect(await verdict(talking)).to.deep.include({ kind: 'silent', isUncooperative: true });
  });

  it('is none while there is time: nothing is said of it, and nobody is offered', async () => {
    const talking = await talk(filing('I wrote to the seller 2 days ago and got no answer') + FILED);
    expect(text(talking)).to.not.match(/platform gives|looks at it/);
    expect(buttons(talking)).to.not.include('Talk to a person');
    expect(await verdict(talking)).to.deep.include({ kind: 'inTime', isUncooperative: false });
  });

  it('a person who is asked for comes because of that, and both sides hear why', async () => {
    const talking = await talk(`${filing('the seller refused')}${FILED}\npress: Talk to a person\nbot: handoff.queued`);
    expect(text(talking)).to.include('why it goes up. The seller said no, and that is not the last word');
    expect(talking.deskState.owner).to.deep.include({ kind: 'queued', reason: 'sellerUncooperative' });
    const [row] = await talking.shelf.open();
    expect(row?.summary).to.include('The seller refuses.');
  });

  it('nobody is forced: the case goes on without a person', () =>
    talk(`${filing('the seller refused')}${FILED}\nbuyer: are there any fees?\nbot: faq.answer (fees)`));

  it('wants the case closed: the buyer hears what not to do, and the words are kept with their day', async () => {
    const talking = await talk(`${filing('the seller refused')}${FILED}`);
    await talking.says('now he asks me to close the dispute first');
    const keys = talking.heard.splice(0).map(({ channelData }) => channelData.key);
    expect(keys[0]).to.equal('refund.goesUp');
    const found = await verdict(talking);
    expect(found).to.deep.include({ kind: 'leadsAway', isUncooperative: true });
    expect(found?.reasons[0]).to.deep.equal({
      text: 'Wants the case closed, or the order cancelled, first: "now he asks me to close the dispute first".',
      source: 'told by the buyer',
      at: talking.now,
    });
    await talking.says('he asks me to close the dispute first, again');
    expect(talking.heard.map(({ channelData }) => channelData.key)).to.not.include('refund.goesUp');
  });

  it('in the middle of a filing: it stands on the review, and is filed', async () => {
    const talking = await talk(`
      buyer: order 234193410001028893 came broken, all 500 cups cracked, noticed yesterday
      bot: refund.askSeller
      buyer: they promised a refund last week, nothing came
      bot: refund.goesUp
      bot: refund.askRemedy
      buyer: full refund
      bot: refund.askEvidence
      buyer: https://photos.example.com/1.jpg
      bot: refund.review
    `);
    expect(text(talking)).to.include('promised, and did not keep it');
    await talk(FILED, talking);
    const cases = await talking.cases.cases(talking.buyerId);
    const filed = cases.find(({ request }) => request.orderId === '234193410001028893');
    expect(filed?.request.seller).to.deep.include({ acts: ['brokePromise'] });
    expect(await verdict(talking)).to.deep.include({ kind: 'stalls', isUncooperative: true });
  });

  it('lets the time in the case pass: told with the case, once', async () => {
    const talking = await talk(filing('we are still talking with the seller') + FILED);
    await talk(`passes: ${3 * DAY + 1}\nbuyer: where is my refund?\nbot: track.cases\nbot: refund.goesUp`, talking);
    expect(text(talking)).to.include('The seller had until');
    await talk('buyer: where is my refund?\nbot: track.cases', talking);
    expect((await verdict(talking))?.kind).to.equal('silent');
  });
});
