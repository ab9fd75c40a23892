import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { openHttpServer } from '../../bots/http/httpServer.js';
import { readJsonBody } from '../../bots/http/jsonBody.js';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const KB = 1024;

describe('the JSON body reader', () => {
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const server = openHttpServer({ hosts: ['127.0.0.1'], port: 0, log: quiet });
  let base: string;

  before(async () => {
    server.edge.route({
      method: 'POST',
      path: '/',
      handle: async (incoming) => {
        const value = await readJsonBody(incoming);
        return { status: 200, body: { read: value === undefined ? 'nothing' : value } };
      },
    });
    base = `http://127.0.0.1:${(await server.listen()).port}/`;
  });
  after(() => server.close(100));

  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  const table: [string, Record<string, string>, string | Buffer, number, string][] = [
    ['an object', JSON_TYPE, '{"a":[1,"b",null]}', 200, '{"a":[1,"b",null]}'],
    ['no body', {}, '', 200, '"nothing"'],
    ['a charset', { 'Content-Type': 'Application/JSON; charset=utf-8' }, '{}', 200, '{}'],
    ['exactly 256 KB', JSON_TYPE, `"${'x'.repeat(256 * KB - 2)}"`, 200, ''],
    ['20 levels', JSON_TYPE, nested(20), 200, nested(20)],
    ['brackets inside a text', JSON_TYPE, JSON.stringify('['.repeat(30)), 200, ''],
    ['escaped quotes before brackets', JSON_TYPE, JSON.stringify({ a: `\\"${'{'.repeat(30)}` }), 200, ''],
    ['the word constructor as a value', JSON_TYPE, '{"a":"constructor"}', 200, '{"a":"constructor"}'],
    ['256 KB and one', JSON_TYPE, `"${'x'.repeat(256 * KB - 1)}"`, 413, 'bodyTooLarge'],
    ['5 MB', JSON_TYPE, Buffer.alloc(5 * KB * KB, 'x'), 413, 'bodyTooLarge'],
    ['gzip', { ...JSON_TYPE, 'Content-Encoding': 'gzip' }, gzipSync('{}'), 415, 'encodedBody'],
    ['junk that calls itself gzip', { ...JSON_TYPE, 'Content-Encoding': 'gzip' }, 'junk', 415, 'encodedBody'],
    [
      'a gzip bomb',
      { ...JSON_TYPE, 'Content-Encoding': 'gzip' },
      gzipSync(Buffer.alloc(60 * KB * KB)),
      415,
      'encodedBody',
    ],
    ['Content-Encoding: identity', { ...JSON_TYPE, 'Content-Encoding': 'identity' }, '{}', 415, 'encodedBody'],
    ['plain text', { 'Content-Type': 'text/plain' }, '{}', 415, 'notJsonType'],
    ['a form', { 'Content-Type': 'multipart/form-data; boundary=x' }, '--x--', 415, 'notJsonType'],
    ['application/jsonx', { 'Content-Type': 'application/jsonx' }, '{}', 415, 'notJsonType'],
    ['half an object', JSON_TYPE, '{"a":', 400, 'notJson'],
    ['only spaces', JSON_TYPE, '  ', 400, 'notJson'],
    ['a byte order mark', JSON_TYPE, '\ufeff{}', 400, 'notJson'],
    ['NaN', JSON_TYPE, 'NaN', 400, 'notJson'],
    ['21 levels', JSON_TYPE, nested(21), 400, 'tooDeep'],
    ['100,000 levels', JSON_TYPE, nested(100_000), 400, 'tooDeep'],
    ['100,000 opening brackets', JSON_TYPE, '['.repeat(100_000), 400, 'tooDeep'],
    ['10,000 keys', JSON_TYPE, `{${Array.from({ length: 10_000 }, (_, i) => `"${i}":1`)}}`, 400, 'tooManyKeys'],
    ['__proto__', JSON_TYPE, '{"__proto__":{"a":1}}', 400, 'unsafeKey'],
    ['__proto__ deep inside', JSON_TYPE, '{"a":[{"b":{"__proto__":1}}]}', 400, 'unsafeKey'],
    ['__proto__ in escapes', JSON_TYPE, '{"\\u005f_proto_\\u005f":1}', 400, 'unsafeKey'],
    ['constructor', JSON_TYPE, '{"constructor":{"prototype":{}}}', 400, 'unsafeKey'],
    ['prototype', JSON_TYPE, '[{"prototype":1}]', 400, 'unsafeKey'],
  ];
  for (const [what, headers, body, status, expected] of table) {
    it(`answers ${status} to ${what}`, async () => {
      const answer = await fetch(base, {
        method: 'POST',
        headers,
        body: typeof body === 'string' ? body : new Uint8Array(body),
      });
      const text = await answer.text();
      expect(answer.status).to.equal(status);
      if (status !== 200) expect(JSON.parse(text).error.code).to.equal(expected);
      else if (expected) expect(text).to.equal(`{"read":${expected}}`);
      expect(({} as Record<string, unknown>).a).to.equal(undefined);
    });
  }

  it('never repeats what it could not read', async () => {
    const answer = await fetch(base, { method: 'POST', headers: JSON_TYPE, body: '{"card":4111111111111111,}' });
    expect(await answer.text()).to.not.include('4111');
  });

  it('counts a body without a length while it reads, keeps none of it, and answers before its end', async () => {
    const before = process.memoryUsage().arrayBuffers;
    const outgoing = request(base, { method: 'POST', headers: JSON_TYPE });
    const answered = new Promise<number | undefined>((resolve, reject) => {
      outgoing.once('response', (response) => resolve(response.resume().statusCode));
      outgoing.once('error', reject);
    });
    for (let sent = 0; sent < 20; sent++) outgoing.write('x'.repeat(64 * KB));
    expect(await answered).to.equal(413);
    expect(process.memoryUsage().arrayBuffers - before).to.be.below(4 * KB * KB);
    outgoing.destroy();
  });

  it('outlives a client that hangs up in the middle', async () => {
    const outgoing = request(base, { method: 'POST', headers: { ...JSON_TYPE, 'Content-Length': '1000' } });
    outgoing.on('error', () => undefined);
    outgoing.write('{"a":');
    await new Promise((resolve) => setTimeout(resolve, 30));
    outgoing.destroy();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect((await fetch(base, { method: 'POST' })).status).to.equal(200);
  });
});
