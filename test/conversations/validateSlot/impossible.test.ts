import { expect } from 'chai';
import { talk } from '../support/talk.js';

const REVIEWED = `
  buyer: order 234193410001028893 came broken, 250 of 500 are cracked, noticed yesterday, I want a full refund, they refused, https://photos.example.com/1.jpg
  bot: refund.review
`;

describe('what cannot be', () => {
  it('a count over what was ordered does not push out the one that is known', async () => {
    const talking = await talk(REVIEWED);
    await talking.says('501 are broken');
    expect(talking.state).to.have.nested.property('draft.affected.count', 250);
    expect(talking.last.at(-1)?.channelData.key).to.equal('refund.review');
  });

  it('a number below nothing is no choice', () =>
    talk(`
      buyer: my parcel arrived broken
      bot: refund.askOrder
      buyer: -1
      bot: refund.askOrder
    `));

  it('invisible marks inside an order number are not there', () =>
    talk(`
      buyer: my parcel arrived broken
      bot: refund.askOrder
      buyer: 2341934\u20601000102\uFEFF8893
      bot: refund.askDetails
    `));
});
