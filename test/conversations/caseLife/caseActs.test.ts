import { expect } from 'chai';
import { talk } from '../support/talk.js';
import { buttons, FILED, newest, text } from './filed.js';

const DAY = 1_440;
describe('what a buyer does to their case in the chat', () => {
  it('accepts a proposal, after hearing what that means', async () => {
    const talking = await talk(`${FILED}\ncase: sellerProposes\nbot: case.proposal`);
    expect(buttons(talking)).to.include('Accept the proposal').and.to.not.include('Escalate to the platform');
    await talk('press: Accept the proposal\nbot: case.actAsk', talking);
    expect(text(talking)).to.include('The rest cannot be claimed any more');
    expect((await newest(talking))?.state).to.equal('proposalPending');
    await talk('press: Yes, do it\nbot: case.acting\nbot: case.acted', talking);
    expect(text(talking)).to.include('The proposal is accepted').and.to.include('refund is to be started');
    expect(await newest(talking)).to.deep.include({ state: 'refundPending' });
  });

  it('leaves it, or says something else: nothing is done', async () => {
    for (const [said, heard] of [
      ['press: No, leave it', 'case.notActed'],
      ['buyer: are there any fees?', 'faq.answer (fees)'],
    ]) {
      const talking = await talk(`
        ${FILED}
        case: sellerProposes
        bot: case.proposal
        buyer: accept the proposal
        bot: case.actAsk
        ${said}
        bot: ${heard}
      `);
      expect((await newest(talking))?.state).to.equal('proposalPending');
      // The question held for one message.
      await talking.says('yes');
      expect((await newest(talking))?.state).to.equal('proposalPending');
    }
  });

  it('does not accept a proposal that came after the one that was seen', async () => {
    const talking = await talk(
      `${FILED}\ncase: sellerProposes\nbot: case.proposal\npress: Accept the proposal\nbot: case.actAsk`,
    );
    // The news of it is still on its way.
    const before = talking.now;
    talking.held = [];
    await talk('press: Yes, do it\nbot: case.acting', talking);
    talking.now = before + 1;
    await talk('case: sellerProposes\nbot: case.proposal', talking);
    await talking.release();
    expect(talking.heard.shift()?.text).to.include('I have not done it: something else has happened');
    expect((await newest(talking))?.state).to.equal('proposalPending');
  });

  it('escalates from the fourth day on, and not before', async () => {
    const talking = await talk(`${FILED}\nbuyer: where is my refund?\nbot: track.cases`);
    expect(buttons(talking)).to.not.include('Escalate to the platform');
    await talk(
      `passes: ${5 * DAY}\nbot: case.reminder\nbot: case.reminder\nbuyer: where is my refund?\nbot: track.cases`,
      talking,
    );
    await talk(
      'buyer: Escalate to the platform\nbot: case.actAsk\nbuyer: yes\nbot: case.acting\nbot: case.acted',
      talking,
    );
    expect(text(talking)).to.include('It is with the platform');
    expect((await newest(talking))?.state).to.equal('mediation');
  });

  it('withdraws, once, and it stays withdrawn', async () => {
    const talking = await talk(`${FILED}\nbuyer: please close my case\nbot: case.actAsk`);
    expect(text(talking)).to.include('cannot be opened again');
    await talk('buyer: yes\nbot: case.acting\nbot: case.acted', talking);
    expect((await newest(talking))?.history.map(({ event }) => event)).to.deep.equal(['opened', 'buyerWithdraws']);
  });
});
