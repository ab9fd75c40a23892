import { expect } from 'chai';
import { buyerIdOf } from '../../bots/channels/botService/inbound.js';
import { DEMO_BUYER_ID } from '../../services/cases/demoOrders.js';
import { type BotConnector, openBotConnector } from './support/botConnector.js';
import { type BotServiceDesk, openBotServiceDesk } from './support/botServiceDesk.js';

describe('numbered choices, on a channel without buttons', function () {
  this.timeout(20_000);

  let desk: BotServiceDesk;
  let connector: BotConnector;
  let said = 0;
  beforeEach(async () => {
    connector = await openBotConnector();
    desk = await openBotServiceDesk();
    await desk.giveOrders(DEMO_BUYER_ID, buyerIdOf('sms', 'u1'));
  });
  afterEach(async () => {
    await desk.close();
    await connector.close();
  });

  const say = async (text: string, until: RegExp): Promise<string> => {
    const before = connector.texts().length;
    const posted = await desk.post({
      type: 'message',
      id: `n${said++}`,
      channelId: 'sms',
      serviceUrl: connector.serviceUrl,
      conversation: { id: 'c1' },
      from: { id: 'u1', role: 'user' },
      recipient: { id: 'bot1', role: 'bot' },
      text,
    });
    expect(posted.status).to.equal(200);
    const deadline = Date.now() + 8_000;
    while (Date.now() < deadline) {
      const texts = connector.texts().slice(before).map(String);
      if (texts.some((one) => until.test(one))) return texts.join('\n');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`"${text}" got: ${connector.texts().slice(before).join(' | ')}`);
  };

  it('the next step of an answer is picked by its number', async () => {
    const answer = await say('are there any fees?', /2\. That's not it/);
    expect(answer).to.include('1. Talk to a person');
    expect(await say('1', /person/)).to.include('1. Go on with the bot');
    await say('1', /place in the queue is kept/);
    await say('are there any fees?', /That's not it/);
    await say('2', /got you wrong|own words/);
  });

  it('a whole filing goes by numbers, to the Submit of its review', async () => {
    await say('order 234193410001028893, 250 of the 500 cups came broken, I noticed it yesterday', /seller/i);
    await say('the seller said no', /1\. Full refund/);
    await say('1', /photos|documents/);
    const review = await say('I have none', /1\. Submit/);
    expect(review).to.include('2. Change something');
    await say('2', /\d\. /);
    await say('cancel', /1\. Submit/);
    expect(await say('1', /Your case is open/)).to.match(/RC-|case/i);
  });

  it('is no choice where a question wants a number of its own', async () => {
    await say('are there any fees?', /That's not it/);
    await say('order 234193410001028893 came broken', /how many/i);
    // It was "Talk to a person" before the question.
    expect(await say('1', /what exactly|wrong/i)).to.not.include('person');
  });

  it('is a quantity where it is asked how many, and the lines have no numbers', async () => {
    const asked = await say(
      `order 234193410001028893 came broken, cracks everywhere, I noticed it yesterday`,
      /How many/,
    );
    expect(asked).to.include('- All of them').and.not.match(/\d\. /);
    await say('2', /seller/i);
    await say('the seller said no', /1\. Full refund/);
    await say('1', /photos|documents/);
    expect(await say('I have none', /1\. Submit/)).to.include('2 of 500 cups');
  });

  it('a number that was not shown is what it is', async () => {
    await say('are there any fees?', /That's not it/);
    expect(await say('7', /./)).to.not.match(/own words|person is/);
  });
});
