import { expect } from 'chai';
import { OrderId } from '../../services/refunds/ids.js';
import { type CodeLetter, CodeRefused } from '../../services/verification/codeSender.js';
import { httpCodeSender } from '../../services/verification/httpCodeSender.js';
import { openCodeSender } from '../../services/verification/openCodeSender.js';
import { terminalCodeSender } from '../../services/verification/terminalCodeSender.js';
import { webhookHeaders } from '../../services/webhooks/webhookSignature.js';
import { type CodeWebhook, openCodeWebhook, readIsFromDesk, SECRET } from './support/codeWebhook.js';

const LETTER: CodeLetter = {
  key: 'letter-1',
  orderId: OrderId.parse('234193410001028893'),
  buyerId: 'anna "the buyer" ü',
  code: '012345',
  goodUntil: Date.parse('2026-11-23T09:10:00Z'),
};
const OPEN = new AbortController().signal;

describe("the shop's webhook for codes", () => {
  let webhook: CodeWebhook;
  beforeEach(async () => {
    webhook = await openCodeWebhook();
  });
  afterEach(() => webhook.close());

  const send = (signal = OPEN) =>
    httpCodeSender({ url: webhook.url, secret: SECRET, timeoutMs: 200 }).send(LETTER, signal);
  const failure = async (signal?: AbortSignal): Promise<unknown> =>
    send(signal).then(
      () => undefined,
      (error: unknown) => error,
    );

  it('gets order, buyer, code and time, signed, with the key of the letter', async () => {
    await send();
    const { letter, headers, isSigned } = await webhook.called(1);
    expect(letter).to.deep.equal({
      orderId: '234193410001028893',
      buyerId: 'anna "the buyer" ü',
      code: '012345',
      goodUntil: '2026-11-23T09:10:00.000Z',
    });
    expect(isSigned).to.equal(true);
    expect(headers['webhook-id']).to.equal('letter-1');
    expect(headers['content-type']).to.equal('application/json; charset=utf-8');
  });

  it('is signed with the secret of the shop and no other, at the time of the call', async () => {
    const secret = `whsec_${Buffer.alloc(32).toString('base64')}`;
    await httpCodeSender({ url: webhook.url, secret }).send(LETTER, OPEN);
    expect((await webhook.called(1)).isSigned).to.equal(false);
    const clock = () => Date.now() - 6 * 60_000;
    await httpCodeSender({ url: webhook.url, secret: SECRET, clock }).send(LETTER, OPEN);
    expect((await webhook.called(2)).isSigned).to.equal(false);
  });

  it('is signed as the Standard Webhooks specification has it', () => {
    // Its reference vector.
    const body = '{"test": 2432232314}';
    expect(webhookHeaders(SECRET, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330_999, body)).to.deep.equal({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('can be checked as the docs say: another id, time, body or secret is refused', async () => {
    const isFromDesk = await readIsFromDesk();
    const headers = webhookHeaders(SECRET, 'letter-1', Date.now(), '{}');
    expect(isFromDesk(headers, '{}', SECRET)).to.equal(true);
    const rotated = { ...headers, 'webhook-signature': `v1,AAAA ${headers['webhook-signature']}` };
    expect(isFromDesk(rotated, '{}', SECRET), 'one of several').to.equal(true);
    const soon = String(Number(headers['webhook-timestamp']) + 1);
    for (const change of [
      { 'webhook-id': 'letter-2' },
      { 'webhook-timestamp': soon },
      { 'webhook-timestamp': 'x' },
      { 'webhook-signature': 'v1,' },
      { 'webhook-signature': undefined },
    ])
      expect(isFromDesk({ ...headers, ...change }, '{}', SECRET), JSON.stringify(change)).to.equal(false);
    expect(isFromDesk(headers, '{ }', SECRET)).to.equal(false);
    expect(isFromDesk(headers, '{}', `whsec_${Buffer.alloc(32).toString('base64')}`)).to.equal(false);
    const old = webhookHeaders(SECRET, 'letter-1', Date.now() - 301_000, '{}');
    expect(isFromDesk(old, '{}', SECRET)).to.equal(false);
  });

  for (const status of [200, 202, 204]) {
    it(`${status}: taken`, async () => {
      webhook.behave = () => status;
      expect(await failure()).to.equal(undefined);
    });
  }

  for (const status of [400, 401, 404, 409, 410, 422]) {
    it(`${status} is a no`, async () => {
      webhook.behave = () => status;
      expect(await failure()).to.be.instanceOf(CodeRefused);
    });
  }

  for (const behaviour of [408, 425, 429, 500, 503, 'cut', 'hang'] as const) {
    it(`${behaviour}: may be tried again`, async () => {
      webhook.behave = () => behaviour;
      const error = await failure();
      expect(error).to.be.instanceOf(Error).and.not.instanceOf(CodeRefused);
      expect(String(error)).to.not.include(LETTER.code);
    });
  }

  it('one that answers without an end has taken it', async () => {
    webhook.behave = () => 'endless';
    expect(await failure()).to.equal(undefined);
  });

  it('a redirect is a no, and the code goes nowhere else', async () => {
    const elsewhere = await openCodeWebhook();
    webhook.behave = () => ({ redirectTo: elsewhere.url });
    const failed = await failure();
    await elsewhere.close();
    expect(failed).to.be.instanceOf(CodeRefused);
    expect(elsewhere.calls).to.deep.equal([]);
  });

  it('is cut when the desk closes', async () => {
    webhook.behave = () => 'hang';
    const closing = new AbortController();
    const failed = failure(closing.signal);
    await webhook.called(1);
    closing.abort(new Error('closing'));
    expect(String(await failed)).to.equal('Error: closing');
  });
});

describe('how codes are sent', () => {
  it('by the webhook where there is one, in the demo else by the terminal, and not at all anywhere else', async () => {
    expect(openCodeSender({ codeWebhook: undefined, demo: false })).to.equal(undefined);
    expect(openCodeSender({ codeWebhook: undefined, demo: true })).to.have.property('send');
    const webhook = await openCodeWebhook();
    const codeWebhook = { url: webhook.url, secret: SECRET };
    for (const demo of [true, false]) await openCodeSender({ codeWebhook, demo })?.send(LETTER, OPEN);
    await webhook.close();
    expect(webhook.calls.map(({ isSigned }) => isSigned)).to.deep.equal([true, true]);
  });

  it('in the terminal it is marked as of the demo', async () => {
    const written: string[] = [];
    await terminalCodeSender((text) => void written.push(text)).send(LETTER, OPEN);
    expect(written).to.deep.equal([
      'DEMO ONLY, instead of a message to the buyer of order 234193410001028893: the code is 012345 (until 09:10 UTC)\n',
    ]);
  });
});
