import { expect } from 'chai';
import { createTrainedUnderstanding } from '../../services/understanding/trainedUnderstanding.js';
import type { Slots } from '../../services/understanding/understanding.js';
import { testModel } from '../support/testModel.js';

/** Monday 23 November 2026, 23:30 in London: already Tuesday in Tokyo. */
const NOW = Date.UTC(2026, 10, 23, 23, 30);

describe('understanding: slots', () => {
  const understanding = createTrainedUnderstanding({ model: testModel() });
  const read = async (
    text: string,
    more: { asked?: string; locale?: string; timeZone?: string } = {},
  ): Promise<Slots> => {
    const { slots } = await understanding.understand({
      text,
      locale: 'en',
      now: NOW,
      timeZone: 'Europe/London',
      ...more,
    });
    return slots;
  };

  describe('order numbers', () => {
    const rows: [string, string[]][] = [
      ['234193410001028893', ['234193410001028893']],
      ['#234193410001028893.', ['234193410001028893']],
      ['order no. 234193410001028893', ['234193410001028893']],
      ['2341 9341 0001 0288 93', ['234193410001028893']],
      ['2341-9341-0001-0288-93', ['234193410001028893']],
      ['234193410 001028893', ['234193410001028893']],
      ['２３４１９３４１０００１０２８８９３', ['234193410001028893']],
      ['234193410001028893 275331339501025473', ['234193410001028893', '275331339501025473']],
      ['234193410001028893, again 234193410001028893', ['234193410001028893']],
      ['order 234193410001028893 500 cups', ['234193410001028893']],
      ['order 123456789', ['123456789']],
      ['order 12345678', []],
      ['order 123456789012345678901', []],
      ['call me +44 7700 900123', []],
      ['my phone is 07700900123', []],
      ['whatsapp 447700900123', []],
      ['555-123-4567', []],
      ['tracking LP123456789012CN', []],
      ['tracking number 123456789012', []],
      ['TQ10426553019961198', []],
      ['I paid US$1200000000', []],
      ['https://example.com/order/234193410001028893', []],
      ['on 2026-10-03 500 cups', []],
    ];
    for (const [text, ids] of rows) {
      it(text, async () => expect((await read(text)).orderIds).to.deep.equal(ids));
    }
  });

  describe('money', () => {
    const rows: [string, Slots['amount']][] = [
      ['US$1,200.50', { minor: 120_050, currency: 'USD' }],
      ['1.200,50 EUR', { minor: 120_050, currency: 'EUR' }],
      ['1 200,50 EUR', { minor: 120_050, currency: 'EUR' }],
      ['€ 1.200', { minor: 120_000, currency: 'EUR' }],
      ['300 dollars', { minor: 30_000, currency: 'USD' }],
      ['£20', { minor: 2_000, currency: 'GBP' }],
      ['20.5 usd', { minor: 2_050, currency: 'USD' }],
      ['500usd', { minor: 50_000, currency: 'USD' }],
      ['A$40', { minor: 4_000, currency: 'AUD' }],
      ['1.2k dollars', { minor: 120_000, currency: 'USD' }],
      ['5000 yen', { minor: 5_000, currency: 'JPY' }],
      ['¥300', { minor: 30_000 }],
      ['I paid $1200 and want $300 back', { minor: 30_000, currency: 'USD' }],
      ['I want 300, no, 350 dollars', { minor: 35_000, currency: 'USD' }],
      ['the seller offered $50', undefined],
      ['300', undefined],
      ['500 cups', undefined],
      ['order 234193410001028893', undefined],
    ];
    for (const [text, amount] of rows) {
      it(text, async () => expect((await read(text)).amount).to.deep.equal(amount));
    }
    it('a number alone, when the amount is asked for', async () => {
      expect((await read('300', { asked: 'refund.askAmount' })).amount).to.deep.equal({ minor: 30_000 });
      expect((await read('1,200.50', { asked: 'refund.askAmount' })).amount).to.deep.equal({ minor: 120_050 });
    });
  });

  describe('how much is affected', () => {
    const rows: [string, Slots['affected']][] = [
      ['all 500 cups are broken', { all: true, count: 500, total: 500 }],
      ['all of them', { all: true }],
      ['everything is broken', { all: true }],
      ['the whole order', { all: true }],
      ['12 of 40 boxes', { count: 12, total: 40 }],
      ['250 out of 500', { count: 250, total: 500 }],
      ['1,200 of the 5,000 pieces', { count: 1_200, total: 5_000 }],
      ['12 of the 40 boxes', { count: 12, total: 40 }],
      ['half of 500', { share: 0.5, count: 250, total: 500 }],
      ['half of 501', { share: 0.5, total: 501 }],
      ['about half', { share: 0.5 }],
      ['half of them', { share: 0.5 }],
      ['a third of the boxes', { share: 1 / 3 }],
      ['two thirds of the cups', { share: 2 / 3 }],
      ['20%', { share: 0.2 }],
      ['20 percent of the boxes', { share: 0.2 }],
      ['three cartons', { count: 3 }],
      ['40pcs were broken', { count: 40 }],
      ['I ordered 40 boxes, 12 pieces are broken', { count: 12, total: 40 }],
      ['12, no, 14 boxes', { count: 14 }],
      ['only 400 of 500 arrived', { count: 100, total: 500 }],
      ['I received 400 of 500', { count: 100, total: 500 }],
      ['I received 12 of 40 boxes damaged', { count: 12, total: 40 }],
      ['80 bottles instead of 100', { count: 20, total: 100 }],
      ['they sent me 5 chairs, I ordered 8', { count: 3, total: 8 }],
      ['the seller offered 20%', undefined],
      ['a 20% refund', undefined],
      ['half of the money', undefined],
      ['3 days ago', undefined],
      ['2 weeks', undefined],
      ['$300', undefined],
      ['after all', undefined],
      ['it arrived on 3 Oct', undefined],
      ['this one came broken', undefined],
    ];
    rows.push(
      ['3 cartons out of 20 are wet', { count: 3, total: 20 }],
      ['5 pieces out of the 100 do not work', { count: 5, total: 100 }],
    );
    for (const [text, affected] of rows) {
      it(text, async () => expect((await read(text)).affected).to.deep.equal(affected));
    }
  });

  describe('days', () => {
    const rows: [string, string | undefined][] = [
      ['today', '2026-11-23'],
      ['yesterday', '2026-11-22'],
      ['the day before yesterday', '2026-11-21'],
      ['last Friday', '2026-11-20'],
      ['the Friday before last', '2026-11-13'],
      ['on Monday', '2026-11-23'],
      ['last Monday', '2026-11-16'],
      ['next Monday', undefined],
      ['two weeks ago', '2026-11-09'],
      ['3 days ago', '2026-11-20'],
      ['a month ago', '2026-10-23'],
      ['on 3 Oct', '2026-10-03'],
      ['October 3rd', '2026-10-03'],
      ['the 3rd of October 2025', '2025-10-03'],
      ['24 December', '2025-12-24'],
      ['2026-10-03', '2026-10-03'],
      ['2026-12-03', undefined],
      ['2026-02-30', undefined],
      ['03.10.2026', '2026-10-03'],
      ['25/10/2026', '2026-10-25'],
      ['10/25/2026', '2026-10-25'],
      ['03/10/2026', undefined],
      ['03/12/2026', '2026-03-12'],
      ['I ordered on 3 Oct and it arrived on 20 Oct', '2026-10-20'],
      ['it arrived on 20 Oct, I wrote to the seller yesterday', '2026-10-20'],
      ['I wrote to them yesterday', undefined],
      ['I paid two weeks ago', undefined],
      ['it may be 5 boxes', undefined],
      ['it sat in customs', undefined],
    ];
    for (const [text, day] of rows) {
      it(text, async () => expect((await read(text)).day).to.equal(day));
    }
    it("goes by the buyer's own clock", async () => {
      expect((await read('today', { timeZone: 'Asia/Tokyo' })).day).to.equal('2026-11-24');
      expect((await read('today', { timeZone: 'Mars/Olympus' })).day).to.equal('2026-11-23');
    });
    it('lets the locale settle the order of day and month', async () => {
      expect((await read('03/10/2026', { locale: 'en-GB' })).day).to.equal('2026-10-03');
      expect((await read('03/10/2026', { locale: 'en-US' })).day).to.equal('2026-03-10');
    });
    it('takes any day when the day is asked for', async () => {
      expect((await read('I ordered on 3 Oct', { asked: 'refund.askDetails' })).day).to.equal('2026-10-03');
    });
  });

  describe('links', () => {
    const rows: [string, string[]][] = [
      ['see https://example.com/a.jpg.', ['https://example.com/a.jpg']],
      ['(https://example.com/a_(1).jpg)', ['https://example.com/a_(1).jpg']],
      [
        'https://example.com/a?b=1&c=2, HTTP://EXAMPLE.com/B',
        ['https://example.com/a?b=1&c=2', 'HTTP://EXAMPLE.com/B'],
      ],
      ['https://example.com/1,https://example.com/2', ['https://example.com/1', 'https://example.com/2']],
      ['https://example.com/1 https://example.com/1', ['https://example.com/1']],
      ['ftp://example.com/a www.example.com javascript:alert(1) http://', []],
    ];
    for (const [text, links] of rows) {
      it(text, async () => expect((await read(text)).links).to.deep.equal(links));
    }
    it('takes 20 at most', async () => {
      const many = Array.from({ length: 30 }, (_, n) => `https://example.com/${n}`).join(' ');
      expect((await read(many)).links).to.have.length(20);
    });
  });

  describe('the seller', () => {
    const rows: [string, Slots['seller']][] = [
      ['the seller ignores me for a week', { outcome: 'silent', silentDays: 7 }],
      ['supplier ghosted me', { outcome: 'silent' }],
      ['I wrote the seller 5 days ago and he does not reply', { outcome: 'silent', silentDays: 5 }],
      ['no reply from the vendor since 48 hours', { outcome: 'silent', silentDays: 2 }],
      ['the seller refused', { outcome: 'refused' }],
      ["they say it's not their problem", { outcome: 'refused' }],
      ['the seller said sorry, no', { outcome: 'refused' }],
      ['seller says "sorry, no"', { outcome: 'refused' }],
      ['I asked the seller and they answered me: no way', { outcome: 'refused' }],
      ['I told the seller. No, I want a refund', { outcome: 'talking' }],
      ['I asked the seller, I said: no', { outcome: 'talking' }],
      ['the seller said sorry, and will refund me', { outcome: 'agreed' }],
      ['the seller blames the courier', { outcome: 'refused' }],
      ['the seller offered me 20%', { outcome: 'offered' }],
      ['the seller agreed to refund me', { outcome: 'agreed' }],
      ['the seller agreed first, now he does not answer', { outcome: 'silent' }],
      ['I have not contacted the seller', { outcome: 'notContacted' }],
      ['I wrote to the seller', { outcome: 'talking' }],
      ['what if the seller refuses?', undefined],
      ['can the seller refuse?', undefined],
      ['my parcel arrived broken', undefined],
      ['I have not received an answer', undefined],
    ];
    for (const [text, seller] of rows) {
      it(text, async () => expect((await read(text)).seller).to.deep.equal(seller));
    }
  });

  describe('the remedy', () => {
    const rows: [string, Slots['remedy']][] = [
      ['I want a full refund', 'fullRefund'],
      ['give me my money back', 'fullRefund'],
      ['I want a replacement', 'replacement'],
      ['please send the missing ones', 'resendMissing'],
      ['I would like a partial refund', 'partialRefund'],
      ['I want to send them back and get a refund', 'returnAndRefund'],
      ['I want compensation for the delay', 'compensationForDelay'],
      ['cancel my order', 'cancelOrder'],
      ['the seller offered a replacement', undefined],
      ['how long does a full refund take?', undefined],
      ['I want a refund please', undefined],
    ];
    for (const [text, remedy] of rows) {
      it(text, async () => expect((await read(text)).remedy).to.equal(remedy));
    }
  });

  describe('what the seller did beside answering', () => {
    const rows: [string, Slots['sellerActs']][] = [
      ['he asked me to close the dispute first', ['askedToClose']],
      ['the seller wants me to cancel the case, then he will refund', ['askedToClose']],
      ['they say they refund only if I close the dispute', ['askedToClose']],
      ['seller told me to withdraw my claim', ['askedToClose']],
      ['the supplier asks me to cancel the order without refund', ['askedToClose']],
      ['she wants me to confirm receipt first', ['askedToConfirm']],
      ['the seller says I should confirm that I received the goods', ['askedToConfirm']],
      ['he wants me to pay by bank', ['askedToPayOutside']],
      ['the supplier asked me to send the rest to his private account', ['askedToPayOutside']],
      ['they want me to pay through western union', ['askedToPayOutside']],
      ['the seller offers to refund me via paypal', ['offeredOutside']],
      ['they will give me a discount on the next order', ['offeredOutside']],
      ['they offered 10%', ['offeredPart']],
      ['the seller offered half', ['offeredPart']],
      ['he only wants to give 50 dollars', ['offeredPart']],
      ['they promised a refund last week, nothing came', ['brokePromise']],
      ['the seller promised to send a replacement but never did', ['brokePromise']],
      ['he keeps promising', ['brokePromise']],
      ['the seller did not keep his word', ['brokePromise']],
      ['he promised a refund, nothing came, and now he wants me to close the case', ['askedToClose', 'brokePromise']],
      ['what if the seller asks me to close the case?', undefined],
      ['should I close the dispute if they ask me?', undefined],
      ['the seller did not ask me to close the case', undefined],
      ['I want to close my case', undefined],
      ['the seller promised a refund', undefined],
      ['they promised me nothing', undefined],
      ['my parcel arrived broken, all 500 cups', undefined],
      ['the seller has not answered for a week', undefined],
      ['I paid by bank transfer to the seller', undefined],
      ['they sent the wrong item and I want a full refund', undefined],
      ['the seller refused', undefined],
      ['pay by bank', undefined],
    ];
    for (const [text, acts] of rows) it(text, async () => expect((await read(text)).sellerActs).to.deep.equal(acts));

    it('asked about the seller, none has to be named', async () =>
      expect((await read('wants me to close the dispute', { asked: 'refund.askSeller' })).sellerActs).to.deep.equal([
        'askedToClose',
      ]));
  });
});
