import { expect } from 'chai';
import { DEMO_BUYER_ID } from '../../../services/cases/demoOrders.js';
import { DAY_MS } from '../../../services/refunds/calendarDay.js';
import type { Order } from '../../../services/refunds/order.js';
import { ANSWERED, CUPS, REVIEWED } from '../support/scripts.js';
import { Conversation, talk } from '../support/talk.js';

describe('a buyer who is silent', () => {
  it('comes back after days: the open question is open, and what was told is kept', async () => {
    const talking = await talk(ANSWERED);
    talking.now += 3 * DAY_MS;
    await talk('buyer: full refund\nbot: refund.askEvidence', talking);
    expect(talking.state).to.have.nested.property('draft.affected.count', 250);
  });

  it('comes back when the claim window has closed: it is said, and nothing is filed', async () => {
    const talking = await talk(REVIEWED);
    talking.now += 60 * DAY_MS;
    await talk('buyer: submit\nbot: refund.ineligible', talking);
    expect((await talking.cases.cases(DEMO_BUYER_ID)).map(({ request }) => request.orderId)).to.not.include(CUPS);
  });

  it('comes back to an order that has moved on: the rules go by what it is now', async () => {
    const shop = new ChangingShop();
    const talking = await shop.talking.open();
    await talk(ANSWERED, talking);
    shop.changed = { confirmedAt: talking.now - 31 * DAY_MS, deliveredAt: talking.now - 31 * DAY_MS };
    talking.now += DAY_MS;
    await talk('buyer: full refund\nbot: refund.ineligible', talking);
  });
});

/** The demo's orders, with what has changed about each of them since. */
class ChangingShop {
  changed: Partial<Order> = {};
  readonly talking: Conversation = new Conversation({
    cases: {
      orders: (buyerId) => this.talking.cases.orders(buyerId),
      order: async (buyerId, orderId) => {
        const order = await this.talking.cases.order(buyerId, orderId);
        return order && { ...order, ...this.changed };
      },
      cases: (buyerId) => this.talking.cases.cases(buyerId),
      case: (buyerId, caseId) => this.talking.cases.case(buyerId, caseId),
      openCaseOn: (buyerId, orderId) => this.talking.cases.openCaseOn(buyerId, orderId),
    },
  });
}
