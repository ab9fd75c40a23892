import { expect } from 'chai';
import { casesAway } from '../support/casesAway.js';
import { CUPS } from '../support/scripts.js';
import { Conversation, talk } from '../support/talk.js';

const PROVING = `
  buyer: order ${CUPS} arrived broken
  bot: verify.askCode
`;

describe('a result that comes back while the order system is away', () => {
  it('a right code stands: the buyer hears why it does not go on, and any message goes on once it is back', async () => {
    let away = false;
    const talking: Conversation = await new Conversation({
      unverified: true,
      cases: casesAway(
        () => talking.cases,
        () => away,
      ),
    }).open();
    await talk(PROVING, talking);
    talking.held = [];
    await talking.says(talking.codes.fillIn('{code}'));
    away = true;
    await talking.release();
    await talk('bot: verify.done\nbot: root.ordersAway', talking);
    expect(talking.last.at(-1)?.text).to.include('Write to me again').and.not.include('last message');
    expect(talking.state).to.have.property('proof');

    away = false;
    await talk('buyer: hello again\nbot: refund.askDetails', talking);
  });
});
