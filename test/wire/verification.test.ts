import { inspect } from 'node:util';
import { expect } from 'chai';
import { DEMO_BUYER_ID, DEMO_OTHER_ORDER_ID } from '../../services/cases/demoOrders.js';
import { httpCodeSender } from '../../services/verification/httpCodeSender.js';
import { until } from '../support/until.js';
import { type BotConnector, openBotConnector } from './support/botConnector.js';
import { type BotServiceDesk, openBotServiceDesk } from './support/botServiceDesk.js';
import { type CodeWebhook, openCodeWebhook, SECRET } from './support/codeWebhook.js';

const CUPS = '234193410001028893';

describe('POST /api/messages, from a stranger to a case', () => {
  let desk: BotServiceDesk;
  let connector: BotConnector;
  let webhook: CodeWebhook;
  let said = 0;

  const open = (folder?: string, timeoutMs = 300) =>
    openBotServiceDesk({
      codeSender: httpCodeSender({ url: webhook.url, secret: SECRET, timeoutMs }),
      ...(folder === undefined ? {} : { folder }),
    });
  beforeEach(async () => {
    connector = await openBotConnector();
    webhook = await openCodeWebhook();
    desk = await open();
  });
  afterEach(async () => {
    await desk.close();
    await connector.close();
    await webhook.close();
  });

  const post = (text: string, fields: object = {}) =>
    desk.post({
      type: 'message',
      id: `a${said++}`,
      channelId: 'emulator',
      serviceUrl: connector.serviceUrl,
      conversation: { id: 'c1' },
      from: { id: 'u1', name: 'Ann' },
      recipient: { id: 'bot1' },
      text,
      ...fields,
    });
  const say = async (text: string, fields: object = {}) => expect((await post(text, fields)).status).to.equal(200);
  const newKeys = () => connector.keys().slice(-2);
  const wrong = (code: string) => (code === '111111' ? '222222' : '111111');

  it('asks for number and code, then files in the name of the buyer of the order', async () => {
    await say(`order ${CUPS}, all 500 cups came broken, noticed last Friday, I want a full refund, the seller refused`);
    await connector.took(1);
    expect(connector.keys()).to.deep.equal(['verify.askCode']);
    const { letter, isSigned } = await webhook.called(1);
    expect([letter.orderId, letter.buyerId, isSigned]).to.deep.equal([CUPS, DEMO_BUYER_ID, true]);
    await say(wrong(letter.code));
    await connector.took(3);
    expect(newKeys()).to.deep.equal(['verify.wrongCode', 'verify.askCode']);
    await say(letter.code);
    await connector.took(5);
    expect(newKeys()).to.deep.equal(['verify.done', 'refund.askEvidence']);
    await say('none');
    await connector.took(6);
    await say('submit');
    await connector.took(8);
    expect(newKeys()).to.deep.equal(['refund.filing', 'refund.filed']);
    const cases = await desk.cases.cases(DEMO_BUYER_ID);
    expect(cases.filter(({ request }) => request.orderId === CUPS)).to.have.length(1);
    expect(webhook.calls).to.have.length(1);
    expect(inspect(desk.logged, { depth: 9 })).to.not.include(letter.code);
  });

  it('twelve wrong codes at once are five tries, told once, and then the right one is none', async () => {
    await say(`order ${CUPS} came broken`);
    const { letter } = await webhook.called(1);
    await Promise.all(Array.from({ length: 12 }, () => post(wrong(letter.code))));
    await say(letter.code);
    await until(() => connector.keys().includes('verify.tooMany'));
    // Every effect before it is done when what this says is delivered.
    await say('goodbye');
    await until(() => connector.keys().includes('root.goodbye'));
    const count = (wanted: string) => connector.keys().filter((key) => key === wanted).length;
    expect([count('verify.wrongCode'), count('verify.tooMany'), count('verify.done')]).to.deep.equal([4, 1, 0]);
  });

  it('on a channel without buttons the choices are numbered, and the numbers work', async () => {
    const sms = { channelId: 'sms' };
    await say(`order ${CUPS} came broken`, sms);
    await connector.took(1);
    expect(connector.texts()[0]).to.match(/1\. I got no code\n2\. Another order$/);
    await say('1', sms);
    await webhook.called(2);
    await say('2', sms);
    await until(() => connector.texts().some((text) => text?.startsWith('Which order is it, then?') === true));
  });

  for (const [what, behaviour] of [
    ['answers 500', 500],
    ['hangs', 'hang'],
    ['cuts the line', 'cut'],
  ] as const) {
    it(`a webhook that ${what} at first gets the same code again, and holds nothing else up`, async () => {
      webhook.behave = (nth) => (nth <= 2 ? behaviour : 204);
      await say(`order ${CUPS} came broken`);
      await webhook.called(1);
      const began = performance.now();
      await say('are there any fees?');
      await connector.took(3);
      // Behind a send that is not done yet.
      if (what === 'hangs') expect(performance.now() - began).to.be.lessThan(290);
      const { letter, headers } = await webhook.called(3);
      expect(new Set(webhook.calls.map((call) => call.letter.code)).size).to.equal(1);
      expect(new Set(webhook.calls.map((call) => call.headers['webhook-id']))).to.deep.equal(
        new Set([headers['webhook-id']]),
      );
      expect(webhook.calls.map((call) => call.isSigned)).to.deep.equal([true, true, true]);
      await say(letter.code);
      await until(() => connector.keys().includes('verify.done'));
      expect(inspect(desk.logged, { depth: 9 })).to.not.include(letter.code);
    });
  }

  it('a webhook that says no is not asked again; the buyer is told nothing of it, the operator is', async () => {
    webhook.behave = () => 404;
    await say(`order ${CUPS} came broken`);
    await until(() => desk.logged.some(({ message }) => message.startsWith('a code was not sent')));
    await say('thanks');
    await connector.took(3);
    expect(connector.keys()).to.deep.equal(['verify.askCode', 'root.thanks', 'verify.askCode']);
    expect(webhook.calls).to.have.length(1);
  });

  it('says the same of the own order, of somebody else’s and of none, and sends one to each owner', async () => {
    for (const orderId of [CUPS, DEMO_OTHER_ORDER_ID, '999999999999999999']) {
      await say('hello', { conversation: { id: orderId }, from: { id: orderId } });
      await say(`order ${orderId} came broken`, { conversation: { id: orderId }, from: { id: orderId } });
    }
    await connector.took(6);
    const asked = connector.taken.filter(({ activity }) => activity.channelData?.key === 'verify.askCode');
    const texts = asked.map(({ activity }) => activity.text?.replace(/\d{18}/, '#'));
    expect(texts).to.have.length(3);
    expect(new Set(texts).size).to.equal(1);
    await webhook.called(2);
    expect(webhook.calls.map(({ letter }) => letter.orderId).sort()).to.deep.equal([CUPS, DEMO_OTHER_ORDER_ID].sort());
  });

  it('a code that was not sent when the desk stopped is sent after the start, as a new one', async () => {
    await desk.stop();
    desk = await open(desk.folder, 60_000);
    webhook.behave = () => 'hang';
    await say(`order ${CUPS} came broken`);
    await webhook.called(1);
    await connector.took(1);
    const { folder } = desk;
    await desk.stop();
    await until(() => webhook.hanging === 0);
    webhook.behave = () => 204;
    desk = await open(folder);
    const { letter } = await webhook.called(2);
    await say(letter.code);
    await until(() => connector.keys().includes('verify.done'));
  });
});
