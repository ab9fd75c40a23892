import { expect } from 'chai';
import { buyerIdOf, conversationIdOf } from '../../bots/channels/botService/inbound.js';
import { deliveries } from '../../bots/turn/deliveries.js';
import { DEMO_BUYER_ID } from '../../services/cases/demoOrders.js';
import type { Turn } from '../../services/conversations/conversationStore.js';
import { type BotConnector, openBotConnector } from './support/botConnector.js';
import { type BotServiceDesk, openBotServiceDesk } from './support/botServiceDesk.js';
import { APP_ID, authenticationBy } from './support/openIdServer.js';

const LONG =
  'order 234193410001028893, all 500 cups came broken, I want a full refund, the seller ignores me for a week, photos: https://photos.example.com/1.jpg';
const BUYER = buyerIdOf('emulator', 'u1');

describe('POST /api/messages', () => {
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

  /** As the Emulator sends it. */
  const activity = (fields: object = {}) => ({
    type: 'message',
    id: `a${said++}`,
    channelId: 'emulator',
    serviceUrl: connector.serviceUrl,
    timestamp: '2026-11-23T09:00:00.000Z',
    conversation: { id: 'c1|livechat' },
    from: { id: 'u1', name: 'Ann', role: 'user' },
    recipient: { id: 'bot1', name: 'Bot', role: 'bot' },
    locale: 'en-US',
    text: 'hello',
    ...fields,
  });
  const joined = () =>
    activity({ type: 'conversationUpdate', text: undefined, membersAdded: [{ id: 'bot1' }, { id: 'u1' }] });
  const say = async (text: string, fields: object = {}) => {
    const posted = await desk.post(activity({ text, ...fields }));
    expect([posted.status, posted.text]).to.deep.equal([200, '']);
  };
  const conversationId = () => conversationIdOf(activity());

  describe('what it takes', () => {
    const wrong: readonly (readonly [string, unknown, string])[] = [
      ['{}', {}, 'type'],
      ['an array', [], 'body'],
      ['null', null, 'body'],
      ['no type', { type: undefined }, 'type'],
      ['a type that is no text', { type: 7 }, 'type'],
      ['no conversation', { conversation: undefined }, 'conversation'],
      ['a conversation without an id', { conversation: {} }, 'conversation.id'],
      ['a conversation that climbs out of its URL', { conversation: { id: '..' } }, 'conversation.id'],
      ['no from', { from: undefined }, 'from'],
      ['from: null', { from: null }, 'from'],
      ['no channelId', { channelId: undefined }, 'channelId'],
      ['a channelId with a line break', { channelId: 'a\nb' }, 'channelId'],
      ['no serviceUrl', { serviceUrl: undefined }, 'serviceUrl'],
      ['text: 5', { text: 5 }, 'text'],
      ['entities: [1]', { entities: [1] }, 'entities.0'],
      ['attachments: {}', { attachments: {} }, 'attachments'],
      ['a timestamp that is none', { timestamp: 'yesterday' }, 'timestamp'],
      ['an id of 2,000 characters', { id: 'x'.repeat(2_000) }, 'id'],
    ];
    for (const [what, change, field] of wrong) {
      it(`${what} is refused by name`, async () => {
        const isWhole = change === null || Array.isArray(change) || Object.keys(change ?? {}).length === 0;
        const { status, code, message } = await desk.post(isWhole ? change : activity(change ?? {}));
        expect([status, code]).to.deep.equal([400, 'badBody']);
        expect(message).to.match(new RegExp(`^${field}:`));
      });
    }

    it('an invoke is answered 501 and enters no turn', async () => {
      const { status, code } = await desk.post(activity({ type: 'invoke', name: 'adaptiveCard/action', value: {} }));
      expect([status, code]).to.deep.equal([501, 'noInvoke']);
      expect(await desk.storage.conversations.state(conversationId())).to.equal(undefined);
    });

    for (const type of ['event', 'typing', 'messageReaction', 'endOfConversation', 'installationUpdate', 'whatever']) {
      it(`${type} is answered 200, and nothing comes of it`, async () => {
        expect((await desk.post(activity({ type }))).status).to.equal(200);
        expect((await desk.storage.conversations.log(conversationId(), { after: 0, limit: 9 })).lastSeq).to.equal(0);
      });
    }

    it('is not there for pages and for guests of a proxy while nobody is checked', async () => {
      for (const headers of [{ Origin: 'https://evil.example' }, { 'X-Forwarded-For': '203.0.113.9' }]) {
        const { status, code } = await desk.post(activity(), headers);
        expect([status, code]).to.deep.equal([403, 'onlyLocal']);
      }
    });

    for (const serviceUrl of [
      'urn:refund-desk',
      'http://169.254.169.254/',
      'https://evil.example/',
      'https://botframework.com.evil.example/',
      'http://smba.trafficmanager.net/emea/',
      'https://smba.trafficmanager.net:8443/',
      'https://me:secret@smba.trafficmanager.net/',
      'https://smba.trafficmanager.net/?to=',
      'not a url',
    ]) {
      it(`replies to ${serviceUrl} are not sent, so the message is refused`, async () => {
        const { status, code } = await desk.post(activity({ serviceUrl }));
        expect([status, code]).to.deep.equal([403, 'serviceUrlNotAllowed']);
      });
    }

    for (const serviceUrl of ['https://smba.trafficmanager.net/emea/', 'https://europe.webchat.botframework.com/']) {
      it(`${serviceUrl} is one of Azure's`, async () => {
        // No message, so that nothing is sent there.
        expect((await desk.post(activity({ type: 'typing', serviceUrl }))).status).to.equal(200);
      });
    }

    it('greets who comes, once, and not the bot itself', async () => {
      const bot = activity({ type: 'conversationUpdate', membersAdded: [{ id: 'bot1' }] });
      expect((await desk.post(bot)).status).to.equal(200);
      await desk.post(joined());
      await desk.post(joined());
      await say('hello');
      await connector.took(2);
      expect(connector.keys()[0]).to.equal('root.welcome');
      expect(connector.keys().filter((key) => key === 'root.welcome').length).to.equal(1);
    });

    it('files stay links', async () => {
      const file = { contentType: 'image/png', contentUrl: 'https://files.example/1.png', name: '1.png' };
      await say('look', { attachments: [file, { contentType: 'text/html', content: '<b>look</b>' }] });
      const { entries } = await desk.storage.conversations.log(conversationId(), { after: 0, limit: 1 });
      expect(entries[0]?.activity).to.deep.include({ text: 'look\nhttps://files.example/1.png' });
    });

    it('in a group the bot’s name is no word, and each person is alone with it', async () => {
      const group = { conversation: { id: 'g', isGroup: true } };
      const mention = { type: 'mention', mentioned: { id: 'bot1' }, text: '<at>Bot</at>' };
      await say('<at>Bot</at> hello', { ...group, entities: [mention] });
      await say('<at>Bot</at> hello', { ...group, entities: [mention], from: { id: 'u2' } });
      const ids = ['u1', 'u2'].map((id) => conversationIdOf({ ...activity(group), from: { id } }));
      expect(new Set(ids).size).to.equal(2);
      for (const id of ids) {
        const { entries } = await desk.storage.conversations.log(id, { after: 0, limit: 1 });
        expect(entries[0]?.activity).to.deep.include({ text: 'hello' });
      }
    });
  });

  describe('what comes of it', () => {
    it('files a case from the greeting to its number, every reply once and in order', async () => {
      await desk.giveOrders(DEMO_BUYER_ID, BUYER);
      await desk.post(joined());
      await connector.took(1);
      for (const [text, replies] of [
        [LONG, 2],
        ['last Friday', 3],
        ['submit', 5],
      ] as const) {
        await say(text);
        await connector.took(replies);
      }
      expect(connector.keys()).to.deep.equal([
        'root.welcome',
        'refund.askDetails',
        'refund.review',
        'refund.filing',
        'refund.filed',
      ]);
      expect((await desk.cases.cases(BUYER)).length).to.equal(1);
      const [first] = connector.taken;
      expect(first?.path).to.equal('/v3/conversations/c1%7Clivechat/activities');
      expect(first?.activity).to.deep.include({
        from: { id: 'bot1', name: 'Bot', role: 'bot' },
        recipient: { id: 'u1', name: '' },
        conversation: { id: 'c1|livechat' },
        channelId: 'emulator',
        serviceUrl: connector.serviceUrl,
      });
      expect(first?.activity.suggestedActions?.to).to.deep.equal(['u1']);
    });

    it('the same again, at once and later, is one reply and one case', async () => {
      await desk.giveOrders(DEMO_BUYER_ID, BUYER);
      await say(LONG);
      await connector.took(1);
      await say('last Friday');
      await connector.took(2);
      const submit = activity({ text: 'submit' });
      const statuses = await Promise.all(Array.from({ length: 10 }, () => desk.post(submit)));
      expect(new Set(statuses.map(({ status }) => status))).to.deep.equal(new Set([200]));
      await connector.took(4);
      expect((await desk.post(submit)).status).to.equal(200);
      await say('thanks');
      await connector.took(5);
      expect(connector.keys().slice(2, 4)).to.deep.equal(['refund.filing', 'refund.filed']);
      expect((await desk.cases.cases(BUYER)).length).to.equal(1);
    });

    it('shows an unverified buyer nobody’s orders where no code can be sent, and says so at once', async () => {
      await say('my parcel arrived broken');
      await say('are there any fees?');
      await connector.took(2);
      expect(connector.keys()).to.deep.equal(['verify.unavailable', 'faq.answer']);
      expect(await desk.cases.cases(BUYER)).to.deep.equal([]);
    });

    it('on a channel without cards it is text, in pieces that fit', async () => {
      await desk.giveOrders(DEMO_BUYER_ID, buyerIdOf('sms', 'u1'));
      await say(LONG, { channelId: 'sms' });
      await say('last Friday', { channelId: 'sms' });
      await connector.took(3);
      expect(connector.texts().at(-1)).to.match(/1\. Submit\n2\. Change something$/);
      for (const { activity: piece } of connector.taken) {
        expect(piece.text?.length).to.be.within(1, 320);
        expect(piece).not.to.have.any.keys('attachments', 'suggestedActions', 'channelData');
      }
    });

    it('a flood is told to wait, and loses nothing that was taken', async () => {
      const statuses = await Promise.all(
        Array.from({ length: 250 }, (_, nth) => desk.post(activity({ text: `thanks ${nth}` }))),
      );
      const count = (wanted: number) => statuses.filter(({ status }) => status === wanted).length;
      expect(count(200) + count(429)).to.equal(250);
      expect(count(429)).to.be.greaterThan(0);
      await connector.took(count(200));
    });
  });

  it('asks for the same deliveries when a turn is run again, and for others in another turn', () => {
    const turn = (conversation: string, id: string): Turn => ({
      conversationId: conversation,
      fence: 1,
      version: 0,
      state: undefined,
      attempt: 1,
      message: { id, kind: 'buyer', at: 0, buyerId: 'b', channel: 'botService', body: {} },
    });
    const keys = (conversation: string, id: string) =>
      deliveries(turn(conversation, id), [
        { at: 0, activity: { text: 'one' } },
        { at: 0, activity: { text: 'two' } },
      ]).map(({ key }) => key);
    expect(keys('c', 'm')).to.deep.equal(keys('c', 'm'));
    expect(new Set([...keys('c', 'm'), ...keys('c', 'n'), ...keys('d', 'm')]).size).to.equal(6);
  });

  describe('a connector that misbehaves', () => {
    it('500, 429 and a cut line are tried again, and what follows waits behind', async () => {
      connector.behave = (nth) => (nth === 1 ? 500 : nth === 2 ? 429 : nth === 3 ? 'cut' : 200);
      await say('are there any fees?');
      await say('thanks');
      await say('what is an elephant?');
      await connector.took(3);
      const { entries } = await desk.storage.conversations.log(conversationId(), { after: 0, limit: 9 });
      const replies = entries.filter(({ activity: { from } }) => JSON.stringify(from).includes('"bot"'));
      expect(connector.texts()).to.deep.equal(replies.map(({ activity: { text } }) => text));
      expect(connector.requests).to.equal(6);
    });

    it('one that hangs is left after the limit, and tried again', async () => {
      connector.behave = (nth) => (nth === 1 ? 'hang' : 200);
      await say('thanks');
      await connector.took(1);
      expect(connector.requests).to.equal(2);
    });

    it('a no is a no: set aside for the operator, and the next goes out', async () => {
      connector.behave = (nth) => (nth === 1 ? 403 : 200);
      await say('are there any fees?');
      await say('thanks');
      await connector.took(1);
      expect(connector.requests).to.equal(2);
      const [kept, ...more] = await desk.storage.records.list('setAside');
      expect(more).to.deep.equal([]);
      expect(kept?.value).to.deep.include({ why: `${new URL(connector.serviceUrl).host} answered 403` });
      expect(JSON.stringify(desk.logged)).not.to.contain('fees');
    });

    it('a redirect is not followed, wherever it leads', async () => {
      const elsewhere = await openBotConnector();
      connector.behave = (nth) => (nth === 1 ? { redirectTo: elsewhere.serviceUrl } : 200);
      await say('are there any fees?');
      await say('thanks');
      await connector.took(1).finally(() => elsewhere.close());
      expect([connector.requests, elsewhere.requests]).to.deep.equal([2, 0]);
    });

    it('a long reply that broke off goes on where it did', async () => {
      await desk.giveOrders(DEMO_BUYER_ID, buyerIdOf('sms', 'u1'));
      await say(LONG, { channelId: 'sms' });
      await connector.took(1);
      connector.behave = (nth) => (nth === 3 ? 500 : 200);
      await say('last Friday', { channelId: 'sms' });
      await connector.took(3);
      expect(new Set(connector.texts()).size).to.equal(connector.taken.length);
    });

    it('what was said while it was away is delivered after a restart, without a word from the buyer', async () => {
      await desk.giveOrders(DEMO_BUYER_ID, BUYER);
      await say(LONG);
      await connector.took(1);
      await say('last Friday');
      await connector.took(2);
      connector.behave = () => 503;
      await say('submit');
      const { folder } = desk;
      await desk.stop();
      connector.behave = () => 200;
      desk = await openBotServiceDesk({ folder });
      await connector.took(4);
      expect(connector.keys()).to.deep.equal(['refund.askDetails', 'refund.review', 'refund.filing', 'refund.filed']);
      expect((await desk.cases.cases(BUYER)).length).to.equal(1);
    });

    it('where replies go is read again after a restart: a host that is no longer allowed gets nothing', async () => {
      connector.behave = () => 503;
      await say('thanks');
      const { folder } = desk;
      await desk.stop();
      // A registered bot does not send to this machine.
      const signer = { appId: APP_ID, authentication: authenticationBy('http://127.0.0.1:9/metadata') };
      desk = await openBotServiceDesk({ folder, signer });
      const { requests } = connector;
      while ((await desk.storage.records.list('setAside')).length === 0)
        await new Promise((done) => setTimeout(done, 20));
      expect(connector.requests).to.equal(requests);
    });
  });
});
