import { expect } from 'chai';
import { DEMO_BUYER_ID } from '../../../services/cases/demoOrders.js';
import { type Conversation, talk } from '../support/talk.js';

const review = (order: string) => `
  buyer: order ${order} came broken, 20 of them cracked, noticed yesterday, the seller refused, I want a full refund
  bot: refund.askEvidence
  buyer: none
  bot: refund.review
`;
const CUPS = '234193410001028893';

async function filed(talking: Conversation): Promise<number> {
  return (await talking.cases.cases(DEMO_BUYER_ID)).filter(({ request }) => request.orderId === CUPS).length;
}

describe('a button of an older card', () => {
  it('Submit under a review that was corrected since is no yes to the new one', async () => {
    const talking = await talk(review(CUPS));
    const older = talking.last;
    await talk('buyer: the amount is 300\nbot: repair.corrected\nbot: refund.review', talking);
    talking.last = older;
    await talk('press: Submit\nbot: refund.review', talking);
    expect(await filed(talking)).to.equal(0);
    await talk('press: Submit\nbot: refund.filing\nbot: refund.filed', talking);
    expect(await filed(talking)).to.equal(1);
  });

  it('Submit of another draft files nothing of this one', async () => {
    const talking = await talk(review(CUPS));
    const older = talking.last;
    await talk(`buyer: start over\nbot: refund.askOrder\n${review(CUPS)}`, talking);
    talking.last = older;
    await talk('press: Submit\nbot: refund.review', talking);
    expect(await filed(talking)).to.equal(0);
  });

  it('Submit while something else is asked: the open question again', async () => {
    const talking = await talk(review(CUPS));
    const older = talking.last;
    await talk('buyer: change the evidence\nbot: refund.askEvidence', talking);
    talking.last = older;
    await talk('press: Submit\nbot: refund.askEvidence', talking);
  });
});
