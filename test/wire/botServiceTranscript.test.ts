import { expect } from 'chai';
import { type BotConnector, openBotConnector } from './support/botConnector.js';
import { type BotServiceDesk, openBotServiceDesk } from './support/botServiceDesk.js';

describe('the transcript on channels that are sent to', () => {
  let desk: BotServiceDesk;
  let connector: BotConnector;
  let said = 0;
  beforeEach(async () => {
    connector = await openBotConnector();
    desk = await openBotServiceDesk();
  });
  afterEach(async () => {
    await desk.close();
    await connector.close();
  });

  const say = (channelId: string, text: string) =>
    desk.post({
      type: 'message',
      id: `a${said++}`,
      channelId,
      serviceUrl: connector.serviceUrl,
      conversation: { id: 'c1' },
      from: { id: 'u1', name: 'Ann' },
      recipient: { id: 'bot1' },
      text,
    });
  /** What came after the first `count` activities, once the bot's next answer shows that it is all. */
  async function heardAfter(channelId: string, count: number): Promise<readonly (string | undefined)[]> {
    await say(channelId, 'are you a robot?');
    const end = Date.now() + 10_000;
    while (
      !connector
        .texts()
        .slice(count)
        .some((text) => text?.includes('program'))
    ) {
      if (Date.now() > end) throw new Error(`heard only ${JSON.stringify(connector.texts())}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return connector.texts().slice(count, -1);
  }

  it('is said as text, both sides of it, and no link to it goes out', async () => {
    await say('telegram', 'hello');
    await connector.took(1);
    await say('telegram', 'send me our conversation');
    const [ready, text, ...more] = await heardAfter('telegram', 1);
    expect(ready).to.include('our conversation');
    expect(text).to.match(/\] Buyer \(Ann\):\n {4}hello\n\n\[\d\d:\d\d\] Refund Desk:\n {4}Hello/);
    expect(more).to.deep.equal([]);
    expect(JSON.stringify(connector.taken)).to.not.include('transcript:').and.not.include('/v3/directline');
  });

  it('is its end alone where all of it is too much, and says so', async () => {
    for (let index = 0; index < 8; index++) {
      await say('sms', `are there any fees? (${index})`);
      await connector.took(index + 1);
    }
    await say('sms', 'send me our conversation');
    const heard = (await heardAfter('sms', 0)).filter((text) => text !== undefined);
    const parts = heard.slice(heard.findIndex((text) => text.includes('our conversation')));
    const whole = parts.join('\n');
    expect(whole).to.include('This is the end of it').and.not.include('(0)');
    expect(parts.length).to.be.within(3, 8);
    for (const part of parts) expect(part.length).to.be.within(1, 320);
  });
});
