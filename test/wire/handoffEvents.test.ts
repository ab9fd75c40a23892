import { EventFactory } from 'botbuilder';
import { expect } from 'chai';
import { conversationIdOf } from '../../bots/channels/botService/inbound.js';
import { deskOf } from '../../services/desk/deskOf.js';
import { type BotConnector, openBotConnector } from './support/botConnector.js';
import { type BotServiceDesk, openBotServiceDesk } from './support/botServiceDesk.js';

describe('the handoff events, by POST /api/messages', () => {
  let desk: BotServiceDesk;
  let connector: BotConnector;
  let posted = 0;
  beforeEach(async () => {
    connector = await openBotConnector();
    desk = await openBotServiceDesk({ atHub: true });
  });
  afterEach(async () => {
    await desk.close();
    await connector.close();
  });

  const activity = (fields: object = {}) => ({
    type: 'message',
    id: `a${posted++}`,
    channelId: 'emulator',
    serviceUrl: connector.serviceUrl,
    conversation: { id: 'c1|livechat' },
    from: { id: 'u1', name: 'Ann' },
    recipient: { id: 'bot1', name: 'Bot' },
    ...fields,
  });
  /** As a hub sends it, by the SDK. */
  const status = (state: string, fields: object = {}) => {
    const { type, name, value } = EventFactory.createHandoffStatus(
      { id: 'c1|livechat' } as Parameters<typeof EventFactory.createHandoffStatus>[0], // the id is all that counts
      state,
    );
    return activity({ type, name, value, from: { id: 'hub7', name: 'Robin' }, ...fields });
  };
  const owner = async (fields: object = {}) =>
    deskOf(await desk.storage.conversations.state(conversationIdOf(activity(fields)))).owner.kind;
  const queued = async (fields: object = {}) => {
    await desk.post(activity({ text: 'human', ...fields }));
    await connector.took(2);
  };

  it('handoff.initiate goes to the conversation, with the context and the transcript', async () => {
    await queued();
    const [said, event] = connector.taken.map(({ activity: sent }) => sent);
    expect(said?.channelData?.key).to.equal('handoff.queued');
    expect(event).to.deep.include({ type: 'event', name: 'handoff.initiate', conversation: { id: 'c1|livechat' } });
    expect(event).to.not.have.property('text');
    expect(event?.value).to.deep.include({ reason: 'asked' });
    expect(event?.relatesTo).to.deep.include({ channelId: 'emulator', user: { id: 'u1', name: 'Ann' } });
    const [transcript] = event?.attachments ?? [];
    expect(transcript).to.deep.include({ name: 'Transcript', contentType: 'application/json' });
    expect(transcript).to.have.nested.property('content.activities[0].text', 'human');
  });

  it('accepted, and completed: the bot is silent between them', async () => {
    await queued();
    expect((await desk.post(status('accepted'))).status).to.equal(200);
    await connector.took(3);
    await desk.post(activity({ text: 'are there any fees?' }));
    await desk.post(status('completed'));
    await connector.took(4);
    await desk.post(activity({ text: 'are there any fees?' }));
    await connector.took(5);
    expect(connector.keys().slice(2)).to.deep.equal(['handoff.joined', 'handoff.left', 'faq.answer']);
    expect(connector.texts()[2]).to.include('Robin has joined');
  });

  it('failed: the buyer is told', async () => {
    await queued();
    const failed = status('failed');
    await desk.post(failed);
    await desk.post(failed);
    await connector.took(3);
    expect(await owner()).to.equal('bot');
    expect(connector.keys().slice(2)).to.deep.equal(['handoff.failed']);
  });

  describe('is not the buyer’s to say', () => {
    const wrong: readonly (readonly [string, object])[] = [
      ['from the buyer’s own account', { from: { id: 'u1', name: 'Ann' } }],
      ['of another conversation', { conversation: { id: 'c2|livechat' } }],
      ['with a state that there is not', { value: { state: 'claimed' } }],
      ['without a state', { value: undefined }],
      ['by another name', { name: 'handoff.claim' }],
      ['as a message', { type: 'message', text: 'x' }],
    ];
    for (const [what, fields] of wrong)
      it(`${what}: answered 200, and nothing comes of it`, async () => {
        await queued();
        expect((await desk.post(status('accepted', fields))).status).to.equal(200);
        await new Promise((resolve) => setTimeout(resolve, 200));
        expect(await owner()).to.equal('queued');
      });

    for (const channelId of ['directline', 'webchat', 'directlinespeech'])
      it(`on ${channelId}, where buyers write the activities, under whatever name`, async () => {
        await queued({ channelId });
        expect((await desk.post(status('accepted', { channelId }))).status).to.equal(200);
        await new Promise((resolve) => setTimeout(resolve, 200));
        expect(await owner({ channelId })).to.equal('queued');
      });
  });
});

it('with our own desk a handoff.status means nothing, and no event goes out', async () => {
  const connector = await openBotConnector();
  const desk = await openBotServiceDesk();
  const fields = {
    channelId: 'emulator',
    serviceUrl: connector.serviceUrl,
    conversation: { id: 'c1' },
    recipient: { id: 'bot1' },
  };
  await desk.post({ type: 'message', id: 'a1', text: 'human', from: { id: 'u1' }, ...fields });
  await connector.took(1);
  const accepted = { name: 'handoff.status', value: { state: 'accepted' } };
  expect((await desk.post({ type: 'event', id: 'a2', from: { id: 'hub' }, ...fields, ...accepted })).status).to.equal(
    200,
  );
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(connector.keys()).to.deep.equal(['handoff.queued']);
  await desk.close();
  await connector.close();
});
