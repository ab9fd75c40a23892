import { createRequire } from 'node:module';
import { expect } from 'chai';
import { WebSocket } from 'ws';
import { until } from './support/streamClient.js';
import { openWireDesk, type WireDesk } from './support/wireDesk.js';

const require = createRequire(import.meta.url);

type Activity = { id?: string; type: string; text?: string; from: { id: string; role?: string }; channelData?: object };
type Observable<T> = { subscribe(next: (value: T) => void, error?: (error: unknown) => void): { unsubscribe(): void } };
/** What of botframework-directlinejs is used here; its own types name browser globals in versions we do not have. */
type Client = {
  readonly activity$: Observable<Activity>;
  readonly connectionStatus$: Observable<number>;
  postActivity(activity: Activity): Observable<string>;
  end(): void;
};
type DirectLineJs = { DirectLine: new (options: object) => Client };
const ONLINE = 2;
const EXPIRED = 3;

describe('botframework-directlinejs 0.15.8, unchanged', () => {
  let desk: WireDesk;
  let library: DirectLineJs;
  const clients: Client[] = [];
  const { random } = Math;

  before(async () => {
    // What it expects of a browser; without an XMLHttpRequest it stays at Connecting for ever.
    Reflect.set(globalThis, 'WebSocket', globalThis.WebSocket ?? WebSocket);
    Reflect.set(globalThis, 'XMLHttpRequest', require('xhr2'));
    // It waits a random 3 to 15 s before it comes back.
    Math.random = () => 0;
    library = require('botframework-directlinejs') as DirectLineJs;
    desk = await openWireDesk();
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.end();
    Object.assign(desk, { loseReceipts: false, aheadMs: 0, refuse: undefined });
  });
  after(async () => {
    Math.random = random;
    Reflect.deleteProperty(globalThis, 'XMLHttpRequest');
    await desk.close();
  });

  async function chat(options: object = {}) {
    const { body } = await desk.call('POST', '/v3/directline/tokens/generate');
    const client = new library.DirectLine({ token: body.token, domain: `${desk.base}/v3/directline`, ...options });
    clients.push(client);
    const heard: Activity[] = [];
    const statuses: number[] = [];
    client.connectionStatus$.subscribe((status) => statuses.push(status));
    client.activity$.subscribe(
      (activity) => heard.push(activity),
      () => undefined,
    );
    const post = (text: string, id: string) =>
      new Promise<string>((resolve, reject) => {
        const activity = { type: 'message', text, from: { id: 'me' }, channelData: { clientActivityID: id } };
        client.postActivity(activity).subscribe(resolve, reject);
      });
    return { conversationId: body.conversationId, heard, statuses, post, texts: () => heard.map(({ text }) => text) };
  }

  for (const [mode, options] of [
    ['by WebSocket', {}],
    ['by polling', { webSocket: false, pollingInterval: 200 }],
  ] as const) {
    it(`is greeted, posts, and hears itself and the bot ${mode}`, async () => {
      const { heard, statuses, post, texts } = await chat(options);
      await until(() => texts().includes('welcome'));
      expect(statuses).to.include(ONLINE);
      const id = await post('hello', 'c1');
      await until(() => texts().includes('echo: hello'));
      expect(texts()).to.deep.equal(['welcome', 'hello', 'echo: hello']);
      const own = heard.find(({ text }) => text === 'hello');
      expect(own).to.deep.include({ id, channelData: { clientActivityID: 'c1' } });
      expect(own?.from).to.deep.equal({ id: 'dl_demo-buyer', role: 'user' });
    });
  }

  it('comes back after its socket was dropped, and hears what was said meanwhile, once', async () => {
    const sockets: WebSocket[] = [];
    class Tracked extends WebSocket {
      constructor(url: string) {
        super(url);
        sockets.push(this);
      }
    }
    const original = globalThis.WebSocket;
    Reflect.set(globalThis, 'WebSocket', Tracked);
    const { conversationId, post, texts } = await chat();
    await until(() => texts().includes('welcome'));
    Reflect.set(globalThis, 'WebSocket', original);
    sockets[0]?.terminate();
    await desk.say(conversationId, ['while you were away']);
    await post('still here', 'c2');
    await until(() => texts().includes('echo: still here'), 8_000);
    expect(texts()).to.deep.equal(['welcome', 'while you were away', 'still here', 'echo: still here']);
  }).timeout(10_000);

  it('posts again what it was told to retry, and is heard once', async () => {
    const { post, texts } = await chat();
    await until(() => texts().includes('welcome'));
    desk.loseReceipts = true;
    expect(await post('refund me', 'c3')).to.equal('retry');
    desk.loseReceipts = false;
    const id = await post('refund me', 'c3');
    expect(id).to.match(/\|[\w-]{22}$/);
    await post('done', 'c4');
    await until(() => texts().includes('echo: done'));
    expect(texts()).to.deep.equal(['welcome', 'refund me', 'echo: refund me', 'done', 'echo: done']);
  });

  it('learns that its token has expired', async () => {
    const { statuses, post, texts } = await chat();
    await until(() => texts().includes('welcome'));
    desk.aheadMs = 31 * 60_000;
    expect(await post('too late', 'c5')).to.equal('retry');
    expect(statuses).to.include(EXPIRED);
  });
});
