import { expect } from 'chai';
import { type Conversation, talk } from '../support/talk.js';
import { buttons, FILED, newest, text } from './filed.js';

const DAY = 1_440;
const PROPOSED = `${FILED}\ncase: sellerProposes\nbot: case.proposal`;

describe('a buyer answers a proposal of the seller', () => {
  it('asks for another amount: what it may be, what it does to money and dates, and it is the seller’s turn again', async () => {
    const talking = await talk(`${PROPOSED}\npress: Make a counter-proposal\nbot: case.askAmount`);
    expect(text(talking)).to.include('The seller offers US$600.00.').and.to.include('At most US$1,200.00');
    for (const [said, because] of [
      ['blah blah', 'I did not find an amount'],
      ['5000 dollars', 'more than the US$1,200.00 you paid'],
      ['900 EUR', 'paid in USD'],
      ['0 dollars', 'no amount of money'],
      ['500', 'offers US$600.00 already'],
    ]) {
      await talk(`buyer: ${said}\nbot: case.askAmount`, talking);
      expect(text(talking), said).to.include(because);
    }
    await talk('buyer: are there any fees?\nbot: faq.answer (fees)\nbot: case.askAmount', talking);
    await talk('buyer: I want 900 dollars\nbot: case.actAsk', talking);
    expect(text(talking))
      .to.include('Part of the money, US$900.00 of the US$1,200.00 you paid')
      .and.to.include('no more can be claimed')
      .and.to.include('you may escalate from Friday, 27 November 2026 on')
      .and.to.include('about Monday, 30 November 2026 the platform steps in by itself');
    expect((await newest(talking))?.state).to.equal('proposalPending');
    await talk('buyer: yes\nbot: case.acting\nbot: case.acted', talking);
    expect(await newest(talking)).to.deep.include({
      state: 'awaitingSeller',
      proposal: { by: 'buyer', remedy: 'partialRefund', amount: { minor: 90_000, currency: 'USD' } },
    });
    await talk('case: sellerAgrees\nbot: case.agreed', talking);
    expect(text(talking)).to.include('The seller has agreed: Part of the money, US$900.00');
    expect((await newest(talking))?.refund?.amount.minor).to.equal(90_000);
  });

  it('names the amount with the first words', async () => {
    for (const said of [
      'I would accept 900 USD',
      'counter-offer: 900 dollars',
      'that is not enough, I want 900 dollars',
    ]) {
      const talking = await talk(`${PROPOSED}\nbuyer: ${said}\nbot: case.actAsk`);
      expect(text(talking), said).to.include(said.startsWith('that') ? 'If you reject it' : 'US$900.00');
    }
  });

  it('wants goods instead, or all of it', async () => {
    for (const [said, remedy] of [
      ['a replacement', 'replacement'],
      ['full refund', 'fullRefund'],
      ['three quarters', 'partialRefund'],
    ]) {
      const talking = await talk(
        `${PROPOSED}\nbuyer: make a counter-proposal\nbot: case.askAmount\nbuyer: ${said}\nbot: case.actAsk`,
      );
      await talk('buyer: yes\nbot: case.acting\nbot: case.acted', talking);
      expect((await newest(talking))?.proposal?.remedy, said).to.equal(remedy);
    }
  });

  it('rejects it: nothing is lost, and the ways stay open', async () => {
    for (const said of ['Reject the proposal', "I don't accept that", 'no deal']) {
      const talking = await talk(`${PROPOSED}\nbuyer: ${said}\nbot: case.actAsk`);
      expect(text(talking)).to.include('this offer is gone').and.to.include('The dates stay as they are');
      await talk('buyer: yes\nbot: case.acting\nbot: case.acted', talking);
      expect(await newest(talking)).to.deep.include({ state: 'awaitingSeller' });
      expect((await newest(talking))?.proposal).to.equal(undefined);
    }
  });

  it('files something else meanwhile: the amount is not asked for any more', async () => {
    const talking = await talk(`
      ${PROPOSED}
      buyer: make a counter-proposal
      bot: case.askAmount
      buyer: my other order came broken too
      bot: refund.askOrder
    `);
    expect((talking.state as { acting?: unknown }).acting).to.equal(undefined);
  });

  it('is told in whose favour a proposal was when it changed meanwhile', async () => {
    const talking = await talk(PROPOSED);
    talking.now += 1;
    await talk('case: sellerProposes\nbot: case.proposal', talking);
    const before = (await newest(talking))?.history.length;
    expect((talking.state as { caseOffer?: { seen: number } }).caseOffer?.seen).to.equal(before);
  });
});

describe('what cannot be done to a case now', () => {
  const cannot = async (script: string): Promise<Conversation> => talk(`${FILED}\n${script}\nbot: case.cannot`);

  it('escalating too early: from when on, and why not before', async () => {
    const talking = await cannot('buyer: can I escalate?');
    expect(text(talking))
      .to.include('can be escalated from Friday, 27 November 2026')
      .and.to.include('4 days to agree')
      .and.to.include('I tell you here when the day has come');
    const silent = await talk(
      `${FILED}\nbuyer: stop reminders\nbot: case.noReminders\nbuyer: escalate\nbot: case.cannot`,
    );
    expect(text(silent)).to.not.include('I tell you here');
  });

  it('says what it needs, for each', async () => {
    for (const [said, why] of [
      ['accept the proposal', 'nothing to accept'],
      ['I want to add evidence', 'when it asks for it'],
      ['I object', 'no decision to object to'],
      ['I sent it back', 'Please send nothing before the case names the address'],
      ['go to arbitration', 'it comes after a decision'],
      ['make a counter-proposal', 'it answers one of the seller'],
    ]) {
      const talking = await cannot(`buyer: ${said}`);
      expect(text(talking), said).to.include(why);
    }
  });

  it('while a chargeback holds it, nothing', async () => {
    const talking = await talk(
      `${PROPOSED}\ncase: holdSet\nbot: case.held\nbuyer: accept the proposal\nbot: case.cannot`,
    );
    expect(text(talking)).to.include('stands still');
  });
});

describe('words about a case', () => {
  it('ask which one, where several are open', async () => {
    const talking = await talk(`
      buyer: order 234193410001028893 came broken, all 500 cups cracked, noticed yesterday, the seller has not answered for a week, I want a full refund, https://photos.example.com/1.jpg
      bot: refund.review
      buyer: submit
      bot: refund.filing
      bot: refund.filed
    `);
    await talking.passes(12 * DAY * 60_000);
    talking.heard = [];
    talking.state = { ...(talking.state as object), caseOffer: undefined } as never;
    await talk('buyer: escalate\nbot: case.which', talking);
    expect(buttons(talking)).to.have.length(2);
    const [first = ''] = buttons(talking);
    expect(first).to.match(/^Escalate to the platform: RD-/);
    await talk(`buyer: ${first}\nbot: case.actAsk`, talking);
    expect(text(talking)).to.include(first.slice('Escalate to the platform: '.length));
  });

  it('are no words about a case where a person is wanted, or another thing is told', async () => {
    await talk(`${FILED}\nbuyer: I want to escalate this to a human agent\nbot: handoff.queued`);
    await talk(`${FILED}\nbuyer: what does escalate mean?\nbot: faq.answer (escalation)`);
  });
});
