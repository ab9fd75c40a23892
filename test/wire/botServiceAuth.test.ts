import type { IncomingHttpHeaders } from 'node:http';
import { expect } from 'chai';
import { checkIsLocal } from '../../bots/channels/botService/authentication.js';
import { Sender } from '../../bots/channels/botService/sender.js';
import { ServiceUrls } from '../../bots/channels/botService/serviceUrls.js';
import type { HttpRequest } from '../../bots/http/httpEdge.js';
import { openBotConnector } from './support/botConnector.js';
import { type BotServiceDesk, openBotServiceDesk } from './support/botServiceDesk.js';
import { APP_ID, authenticationBy, openOpenIdServer, type TokenChange } from './support/openIdServer.js';

const SERVICE_URL = 'https://smba.trafficmanager.net/emea/';
const teams = (fields: object = {}) => ({
  type: 'typing',
  id: 't1',
  channelId: 'msteams',
  serviceUrl: SERVICE_URL,
  conversation: { id: 'a:1' },
  from: { id: '29:1' },
  recipient: { id: '28:bot' },
  ...fields,
});

type Print = (...what: unknown[]) => void;

/** The SDK prints every token's error by itself, and here they are expected. Returns what printed until now. */
function hushSdk(print: Print): Print {
  const { console } = globalThis;
  const before = console.error;
  Reflect.set(console, 'error', print);
  return before;
}

describe('who may post to /api/messages', () => {
  let openId: Awaited<ReturnType<typeof openOpenIdServer>>;
  let desk: BotServiceDesk;
  let printed: Print;

  before(async () => {
    printed = hushSdk(() => undefined);
    openId = await openOpenIdServer();
    desk = await openBotServiceDesk({
      signer: { appId: APP_ID, authentication: authenticationBy(openId.metadataUrl) },
    });
  });
  after(async () => {
    await desk.close();
    await openId.close();
    hushSdk(printed);
  });

  const post = async (change: TokenChange, fields: object = {}) =>
    desk.post(teams(fields), { Authorization: `Bearer ${await openId.token(change)}` });

  it('Azure, with a token for this bot', async () => {
    expect((await post({})).status).to.equal(200);
  });

  it('and then an invoke is still not taken', async () => {
    expect((await post({}, { type: 'invoke' })).status).to.equal(501);
  });

  const refused: Readonly<Record<string, readonly [TokenChange, object?]>> = {
    'a token for another bot': [{ aud: '99999999-2222-3333-4444-555555555555' }],
    'a token that has expired': [{ expiresInS: -3_600 }],
    'a token by another issuer': [{ iss: 'https://evil.example' }],
    'a token by a key that was never published': [{ forged: true }],
    'a token by an unknown key': [{ kid: 'k2' }],
    'a token for another service URL': [{ serviceurl: 'https://slack.botframework.com/' }],
    'a token without a service URL': [{ serviceurl: undefined }],
    'a channel that the key is not endorsed for': [{}, { channelId: 'slack' }],
  };
  for (const [what, [change, fields]] of Object.entries(refused)) {
    it(`not ${what}`, async () => {
      const { status, text } = await post(change, fields);
      expect(status).to.equal(401);
      expect(text).to.equal(
        '{"error":{"code":"unauthorized","message":"This request is not signed by the Bot Framework for this bot."}}',
      );
    });
  }

  for (const header of [
    undefined,
    '',
    'Bearer',
    'Bearer garbage',
    'Bearer a.b.c',
    'Basic YTpi',
    'Bearer eyJhbGciOiJub25lIn0.e30.',
  ]) {
    it(`not with the header ${JSON.stringify(header)}`, async () => {
      const { status, code } = await desk.post(teams(), header === undefined ? {} : { Authorization: header });
      expect([status, code]).to.deep.equal([401, 'unauthorized']);
    });
  }

  it('not to this machine, though a token said so', async () => {
    const serviceUrl = 'http://127.0.0.1:9000/';
    const { status, code } = await post({ serviceurl: serviceUrl }, { serviceUrl });
    expect([status, code]).to.deep.equal([403, 'serviceUrlNotAllowed']);
  });

  it('nobody while Azure’s keys cannot be had, and it says that this will pass', async () => {
    const away = await openBotServiceDesk({
      // Port 9 (discard): nobody listens.
      signer: { appId: APP_ID, authentication: authenticationBy('http://127.0.0.1:9/metadata') },
    });
    const { status, code, text } = await away.post(teams(), { Authorization: `Bearer ${await openId.token()}` });
    expect([status, code]).to.deep.equal([503, 'cannotCheck']);
    expect(text).not.to.contain('127.0.0.1');
    await away.close();
  });
});

describe('what goes out for a registered bot', () => {
  it('is signed by the bot', async () => {
    const connector = await openBotConnector();
    const sender = new Sender({ appId: APP_ID, authentication: authenticationBy('http://127.0.0.1:9/metadata') });
    const { serviceUrl } = connector;
    await sender.send(
      { serviceUrl, channelId: 'msteams', conversation: { id: 'a:1' }, bot: { id: 'b' }, buyer: { id: 'u' } },
      { type: 'message', text: 'hello' },
    );
    expect(connector.taken.map(({ authorization }) => authorization)).to.deep.equal(['Bearer outward']);
    sender.close();
    await connector.close();
  });
});

describe('programs of this machine', () => {
  const from = (remoteAddress: string, headers: IncomingHttpHeaders = {}) =>
    // All that is looked at.
    ({ socket: { remoteAddress }, headers }) as unknown as HttpRequest;

  for (const address of ['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1']) {
    it(`${address} is one`, () => {
      expect(() => checkIsLocal(from(address))).not.to.throw();
    });
  }
  for (const address of [
    '192.168.1.5',
    '10.0.0.1',
    '::ffff:10.0.0.1',
    'fe80::1',
    '',
    '127.0.0.1.evil.example',
    '2130706433',
  ]) {
    it(`${address || 'nothing'} is none`, () => {
      expect(() => checkIsLocal(from(address))).to.throw('only programs on this machine');
    });
  }
  for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'origin']) {
    it(`one that comes with ${header} is sent by somebody else`, () => {
      expect(() => checkIsLocal(from('127.0.0.1', { [header]: 'x' }))).to.throw('only programs on this machine');
    });
  }
});

describe('where replies may go', () => {
  const azure = new ServiceUrls({ hosts: ['*.botframework.com', 'smba.trafficmanager.net'], loopback: false });
  const demo = new ServiceUrls({ hosts: [], loopback: true });

  it('this machine only where nobody is registered, by any port', () => {
    for (const url of ['http://localhost:9000', 'http://127.0.0.1:1/x/', 'https://[::1]:5', 'http://0x7f.1/']) {
      expect([url, demo.allows(url), azure.allows(url)]).to.deep.equal([url, true, false]);
    }
  });

  it('no host that only looks like an allowed one', () => {
    for (const url of [
      'https://botframework.com/',
      'https://evilbotframework.com/',
      'https://x.botframework.com.evil.example/',
      'https://smba.trafficmanager.net@evil.example/',
      'https://a.smba.trafficmanager.net/',
      'ftp://x.botframework.com/',
      'https://x.botframework.com:444/',
      'https://x.botframework.com/#',
      'https://x.botframework.com/?',
      'javascript:alert(1)',
      'file:///etc/passwd',
    ]) {
      expect([url, azure.allows(url), demo.allows(url)]).to.deep.equal([url, false, false]);
    }
  });
});
