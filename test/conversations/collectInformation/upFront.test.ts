import { expect } from 'chai';
import { CUPS } from '../support/scripts.js';
import { talk } from '../support/talk.js';

describe('said up front', () => {
  it('mentions one thing up front: the problem', () =>
    talk(`
      buyer: my parcel arrived broken
      bot: refund.askOrder
    `));

  it('mentions one thing up front: the order', () =>
    talk(`
      buyer: I want a refund for order ${CUPS}
      bot: refund.askProblem
    `));

  it('mentions two things up front', () =>
    talk(`
      buyer: order ${CUPS} came broken
      bot: refund.askDetails
    `));

  it('mentions what kind of refund up front: it is not asked again', async () => {
    const talking = await talk(`
      buyer: I want a replacement for order ${CUPS}, all 500 came broken, noticed yesterday, the seller refused
      bot: refund.askEvidence
    `);
    expect(talking.state).to.have.nested.property('draft.remedy', 'replacement');
  });

  it('mentions nothing but the wish', () =>
    talk(`
      buyer: I would like a refund please
      bot: refund.askOrder
      buyer: ${CUPS}
      bot: refund.askProblem
    `));
});
