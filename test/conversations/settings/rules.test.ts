import { expect } from 'chai';
import { DEMO_BUYER_ID } from '../../../services/cases/demoOrders.js';
import { keepOrder } from '../../../services/cases/storedOrders.js';
import { DAY_MS } from '../../../services/refunds/calendarDay.js';
import { Order } from '../../../services/refunds/order.js';
import { RULES } from '../../../services/refunds/ruleNumbers.js';
import { RuleSettings, withSettings } from '../../../services/refunds/ruleSettings.js';
import { Conversation, talk } from '../support/talk.js';

const BOARDS = '219847205501031276';
const ENTERPRISE = '261000000000000001';
const LATE = '261000000000000002';

/** The demo's shop, with an order of an Enterprise buyer that was confirmed so many days ago, under these settings. */
async function shop(confirmedDaysAgo: number, settings?: object): Promise<Conversation> {
  const rules = settings
    ? withSettings(RULES, RuleSettings.parse({ source: 'Our frame contract', seenOn: '2026-11', ...settings }))
    : RULES;
  const talking = await new Conversation({ rules }).open();
  const ago = (days: number) => talking.now - days * DAY_MS;
  const order = (orderId: string, more: object) =>
    Order.parse({
      orderId,
      title: '90 shelves',
      sellerName: 'Shelf Co.',
      paid: { minor: 90_000, currency: 'USD' },
      units: { count: 90, noun: 'shelves' },
      paidAt: ago(120),
      paidBy: 'card',
      route: 'tradeAssurance',
      shipBy: ago(100),
      shippedAt: ago(101),
      ...more,
    });
  const dates = { deliveredAt: ago(confirmedDaysAgo), confirmedAt: ago(confirmedDaysAgo) };
  await keepOrder(talking.records, DEMO_BUYER_ID, order(ENTERPRISE, { ...dates, buyerTier: 'enterprise' }));
  const promised = { deliverBy: ago(20), deliveredAt: ago(10), programmes: ['guaranteedDelivery'] };
  await keepOrder(talking.records, DEMO_BUYER_ID, order(LATE, promised));
  return talking;
}

describe('a tier of 60 days', () => {
  it('files on day 52, where the 30 days of others are over', async () => {
    await talk(
      `
        buyer: order ${BOARDS} came broken, 20 of them cracked, noticed yesterday, the seller refused, I want a full refund
        bot: refund.ineligible
        buyer: order ${ENTERPRISE} came broken, 20 of them cracked, noticed yesterday, the seller refused, I want a full refund
        bot: refund.askEvidence
        buyer: none
        bot: refund.review
        press: Submit
        bot: refund.filing
        bot: refund.filed
      `,
      await shop(52),
    );
  });

  it('is over on day 61, and the way out names its days', async () => {
    const talking = await talk(
      `
        buyer: order ${ENTERPRISE} came broken
        bot: refund.ineligible
      `,
      await shop(61),
    );
    expect(talking.last[0]?.text).to.include('within the last 60 days');
  });

  it('can be set to 90 by the operator', async () => {
    const settings = { tiers: { enterprise: { claimWindowDays: 90 } } };
    await talk(`buyer: order ${ENTERPRISE} came broken\nbot: refund.askDetails`, await shop(61, settings));
  });
});

describe('what is answered and what is decided', () => {
  it('go by the same number, and the source is the operator', async () => {
    const talking = await shop(21, { tiers: { standard: { claimWindowDays: 14 } } });
    await talking.says('more than 30 days have passed');
    expect(talking.last[0]?.text).to.include('closes 14 days').and.include('Source: Our frame contract (2026-11)');
    talking.heard = [];
    // Confirmed 15 days ago.
    await talk('buyer: order 234193410001028893 came broken\nbot: refund.ineligible', talking);
    expect(talking.last[0]?.text).to.include('within the last 14 days');
  });

  it('a programme that does not apply is not spoken of', async () => {
    const off = { programmes: { easyReturn: { applies: false }, guaranteedDelivery: { applies: false } } };
    const talking = await shop(20, off);
    for (const question of [
      'who pays for sending it back?',
      'where do I send the goods back?',
      'can I claim twice on the same order?',
      'what about goods that are damaged on arrival?',
      'do I get compensation for a late delivery?',
    ]) {
      await talking.says(question);
      expect(talking.last[0]?.channelData.key, question).to.equal('faq.answer');
      expect(talking.last[0]?.text, question).to.not.match(
        /With Easy Return|Easy Return (?:is|leaves)|guaranteed-delivery mark|credit of/,
      );
    }
    talking.heard = [];
    await talk('buyer: order 253417729901018543 does not work\nbot: refund.askDetails', talking);
  });

  it('compensation for a delay is asked for up to the credit', async () => {
    const talking = await talk(
      `
        buyer: order ${LATE} was late, I want compensation for the delay
        bot: refund.askSeller
        buyer: they refused
        bot: refund.askAmount
      `,
      await shop(20),
    );
    expect(talking.last[0]?.text).to.include('up to US$100.00');
    await talk('buyer: 200\nbot: refund.askAmount\nbuyer: 80\nbot: refund.askEvidence', talking);
  });
});
