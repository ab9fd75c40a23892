import { expect } from 'chai';
import { CHARGERS, REVIEWED } from '../support/scripts.js';
import { talk } from '../support/talk.js';

const FILED = `
  ${REVIEWED}
  buyer: ok send it
  bot: refund.filing
  bot: refund.filed
`;

describe('after the case is open', () => {
  it('thanks get a warm short answer, and "what happens now?" the case', () =>
    talk(`
      ${FILED}
      buyer: thank you so much
      bot: root.thanks
      buyer: ok
      bot: root.ready
      buyer: so what happens now?
      bot: track.cases
    `));

  it('files a second refund: nothing of the first is taken for it', async () => {
    const talking = await talk(`
      ${FILED}
      buyer: I need another refund
      bot: refund.askOrder
      buyer: ${CHARGERS}
      bot: refund.askProblem
      buyer: they do not work
      bot: refund.heed
      bot: refund.askDetails
    `);
    expect(talking.state).to.have.property('draft').that.does.not.have.any.keys('affected', 'seller', 'remedy');
  });

  it('looks at the cases, and then files', () =>
    talk(`
      buyer: where is my refund?
      bot: track.cases
      buyer: my parcel arrived broken
      bot: refund.askOrder
    `));
});
