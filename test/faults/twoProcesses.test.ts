import { expect } from 'chai';
import { DirectLineClient } from '../support/directLineClient.js';
import { refusal, StreamClient } from '../wire/support/streamClient.js';
import { activity, file, MULTIPART, multipart } from '../wire/support/uploading.js';
import type { Sent } from '../wire/support/wireDesk.js';
import type { DeskProcess } from './support/deskProcess.js';
import { FILED_KEYS, FILING } from './support/filingScript.js';
import { keysOn, openStream, streamUrl } from './support/openStream.js';
import { openRedisDesks, type RedisDesks } from './support/redisDesks.js';

describe('two processes on one Redis', function () {
  this.timeout(60_000);
  let desks: RedisDesks;
  let one: DeskProcess;
  let two: DeskProcess;
  before(async () => {
    desks = await openRedisDesks();
    [one, two] = await Promise.all([desks.start(), desks.start()]);
  });
  after(() => desks.close());

  it('a message that is posted to one is answered on the stream of the other, at once', async () => {
    const client = new DirectLineClient(one.origin);
    await client.start();
    const stream = await openStream(two, client);
    await stream.until(() => keysOn(stream).includes('root.welcome'));
    for (const [index, text] of FILING.entries()) {
      client.origin = index % 2 ? two.origin : one.origin;
      const from = performance.now();
      await client.post(`m${index}`, text);
      await stream.until(() => keysOn(stream).includes(FILED_KEYS[index] ?? ''), 5_000);
      // Well under what a sweep would take to find it.
      expect(performance.now() - from, text).to.be.lessThan(1_000);
    }
    await stream.until(() => keysOn(stream).includes('refund.filed'), 5_000);
    expect(keysOn(stream)).to.deep.equal(['root.welcome', ...FILED_KEYS]);
    const seqs = stream.frames.map(({ watermark }) => Number(watermark));
    expect(seqs).to.deep.equal([...seqs].sort((a, b) => a - b));
    stream.socket.close();
  });

  it('a stream’s address opens one stream, at whichever of them', async () => {
    const client = new DirectLineClient(one.origin);
    await client.start();
    const url = await streamUrl(one, client);
    const stream = await new StreamClient(url.replace(new URL(url).host, new URL(two.origin).host)).open();
    expect(await refusal(url)).to.deep.equal([401, 'ticketInvalid']);
    stream.socket.close();
  });

  it('the same message to both at once is one message', async () => {
    const client = new DirectLineClient(one.origin);
    await client.start();
    const twin = Object.assign(new DirectLineClient(two.origin), {
      token: client.token,
      conversationId: client.conversationId,
    });
    const ids = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? client : twin).post('m', 'are there any fees?')),
    );
    expect(new Set(ids).size).to.equal(1);
    const stream = await openStream(two, client);
    await stream.until(() => keysOn(stream).includes('faq.answer'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(keysOn(stream).filter((key) => key === 'faq.answer')).to.have.length(1);
    stream.socket.close();
  });

  it('a file that came by one is shown by the other', async () => {
    const client = new DirectLineClient(one.origin);
    await client.start();
    const png = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(64, 7)]);
    const response = await fetch(`${one.origin}/v3/directline/conversations/${client.conversationId}/upload?userId=u`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${client.token}`, 'Content-Type': MULTIPART },
      body: new Uint8Array(multipart([activity({ text: 'photo' }, 'm'), file(png)])),
    });
    expect(response.status).to.equal(200);
    const stream = await openStream(two, client);
    const sent = (): Sent[] => stream.frames.flatMap(({ activities }) => activities);
    await stream.until(() => sent().some(({ attachments }) => attachments?.length));
    const url = sent().flatMap(({ attachments = [] }) => attachments)[0]?.contentUrl ?? '';
    expect(new URL(url).origin).to.equal(two.origin);
    expect(Buffer.from(await (await fetch(url)).arrayBuffer())).to.deep.equal(png);
    stream.socket.close();
  });

  it('a turn whose process is killed is taken over, within three seconds of its death', async () => {
    const doomed = await desks.start({ at: 'midTurn', count: 2 });
    const client = new DirectLineClient(doomed.origin);
    await client.start();
    const stream = await openStream(two, client);
    await stream.until(() => keysOn(stream).includes('root.welcome'));
    await client.post('m0', FILING[0]).catch(() => undefined);
    expect(await doomed.ended).to.equal('SIGKILL');
    const from = performance.now();
    await stream.until(() => keysOn(stream).includes(FILED_KEYS[0]), 5_000);
    expect(performance.now() - from).to.be.lessThan(3_000);
    expect(keysOn(stream)).to.deep.equal(['root.welcome', FILED_KEYS[0]]);
    stream.socket.close();
  });

  it('one that is told to stop lets go of everything, and its streams go to the other', async () => {
    const leaving = await desks.start();
    const client = new DirectLineClient(leaving.origin);
    await client.start();
    const stream = await openStream(leaving, client);
    await stream.until(() => keysOn(stream).includes('root.welcome'));
    await client.post('m0', FILING[0]);
    leaving.child.kill('SIGTERM');
    expect(await stream.closed).to.equal(1012);
    client.origin = two.origin;
    const again = await openStream(two, client);
    await again.until(() => keysOn(again).includes(FILED_KEYS[0]));
    again.socket.close();
  });
});

it('two processes on one Redis: an effect whose process is killed is done by the other, soon, and once', async function () {
  this.timeout(60_000);
  const desks = await openRedisDesks();
  try {
    // The first effect only remembers the conversation; the second opens the case.
    const [doomed, two] = await Promise.all([desks.start({ at: 'effectSent', count: 2 }), desks.start()]);
    const client = new DirectLineClient(doomed.origin);
    await client.start();
    const stream = await openStream(two, client);
    for (const [index, text] of FILING.entries()) {
      await client.post(`m${index}`, text);
      await stream.until(() => keysOn(stream).includes(FILED_KEYS[index] ?? ''), 5_000);
    }
    expect(await doomed.ended).to.equal('SIGKILL');
    const from = performance.now();
    await stream.until(() => keysOn(stream).includes('refund.filed'), 5_000);
    expect(performance.now() - from).to.be.lessThan(3_000);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(keysOn(stream)).to.deep.equal(['root.welcome', ...FILED_KEYS]);
    stream.socket.close();
  } finally {
    await desks.close();
  }
});
