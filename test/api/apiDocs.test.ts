import { expect } from 'chai';
import { z } from 'zod';
import { openRealDesk, type RealDesk } from '../badInput/support/realDesk.js';

const KEY = 'a-key-of-more-than-thirty-two-characters';

const Media = z.object({
  'application/json': z.object({
    schema: z.record(z.string(), z.unknown()),
    examples: z.record(z.string(), z.object({ value: z.unknown() })),
  }),
});
const Operation = z.object({
  tags: z.array(z.string()).length(1),
  summary: z.string().min(10),
  description: z.string().min(20),
  parameters: z.array(
    z.object({
      name: z.string(),
      in: z.enum(['path', 'query', 'header']),
      required: z.boolean(),
      description: z.string().min(10),
      schema: z.looseObject({ examples: z.array(z.unknown()).min(1) }),
    }),
  ),
  requestBody: z.object({ content: Media }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string().min(3), content: Media })),
});
const Document = z.object({
  servers: z.tuple([z.object({ url: z.literal('/') })]),
  components: z.object({ securitySchemes: z.record(z.string(), z.looseObject({ type: z.string() })) }),
  security: z.array(z.record(z.string(), z.array(z.string()))).min(1),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});

describe('the page of the API', function () {
  this.timeout(30_000);
  let desk: RealDesk;
  before(async () => {
    desk = await openRealDesk({ API_KEY: KEY });
  });
  after(() => desk?.close());

  it('is served to anybody, and lets in no script but ours, no inline style, no other host and no frame', async () => {
    for (const path of ['/api/docs', '/api/docs/', '/api/docs/index.html']) {
      const { status, headers, text } = await desk.send('GET', path);
      expect([status, headers['content-type'], headers['cache-control']]).to.deep.equal([
        200,
        'text/html; charset=utf-8',
        'no-cache',
      ]);
      expect(headers['content-security-policy']).to.equal(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
          "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
      expect(text).to.not.match(/<style|style=|<script>|\{\{/);
    }
  });

  it('brings what it names: a script and styles that may be cached for ever, and their licences', async () => {
    const { text } = await desk.send('GET', '/api/docs');
    const named = [...text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = '']) => path);
    for (const path of [...named, '/api/docs/vendor/licences.txt'])
      expect((await desk.send('GET', path)).status, path).to.equal(200);
    const vendored = named.filter((path) => path.includes('/vendor/'));
    expect(vendored).to.have.length(2);
    for (const path of vendored) {
      const { headers, text: content } = await desk.send('GET', path);
      expect(headers['cache-control']).to.equal('public, max-age=31536000, immutable');
      expect(content).to.not.match(/sourceMappingURL/);
    }
  });

  it('is at no other address, and leads to no other file', async () => {
    for (const path of [
      '/apiDocs',
      '/apiDocs/index.html',
      '/api/docs/../../package.json',
      '/api/docs/..%2f..%2fpackage.json',
      '/api/docs/%2e%2e/%2e%2e/package.json',
      '/api/docs/vendor/../../../index.js',
      '/api/docs/..%5cindex.html',
      '/api/docs//etc/passwd',
      '/api/docs/vendor',
      '/api/docs/swagger-ui-bundle.js.map',
    ]) {
      const { status, text } = await desk.send('GET', path);
      expect(status, path).to.be.oneOf([400, 404]);
      expect(text, path).to.not.include('refund-desk');
    }
    expect((await desk.send('POST', '/api/docs', { body: {} })).status).to.equal(405);
  });

  it('is there in the demo, and nowhere without the API', async () => {
    const paths = ['/api/docs', '/api/docs/', '/api/docs/apiDocs.js', '/apiDocs/apiDocs.js', '/api/openapi.json'];
    const statuses = async (environment: Readonly<Record<string, string>>) => {
      const other = await openRealDesk(environment);
      const answers = await Promise.all(paths.map((path) => other.send('GET', path))).finally(() => other.close());
      return answers.map(({ status }) => status);
    };
    expect(await statuses({})).to.deep.equal([200, 200, 200, 404, 200]);
    const secret = { DIRECTLINE_SECRET: 'only-for-this-test-0123456789abcdef' };
    expect(await statuses(secret)).to.deep.equal([404, 404, 404, 404, 404]);
  });

  it('shows a description in which every route has words, parameters, refusals in their form, and examples that are valid', async () => {
    const described = Document.parse(JSON.parse((await desk.send('GET', '/api/openapi.json')).text));
    const schemes = Object.keys(described.components.securitySchemes);
    expect(described.security.flatMap((each) => Object.keys(each))).to.deep.equal(schemes);
    let examples = 0;
    for (const [path, methods] of Object.entries(described.paths))
      for (const [method, { parameters, requestBody, responses }] of Object.entries(methods)) {
        const where = `${method} ${path}`;
        const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        expect(parameters.filter((each) => each.in === 'path').map(({ name }) => name)).to.deep.equal(inPath);
        for (const { schema, name } of parameters)
          for (const each of schema.examples) expectValid(schema, each, `${where} ${name}`);
        expect(Object.keys(responses), where).to.include.members(['200', '400', '401', '500']);
        // What is done under a key answers with what became of it, a conflict too.
        const isKeyed = parameters.some((each) => each.in === 'header');
        if (inPath.length > 0 && !isKeyed) expect(Object.keys(responses), where).to.include('404');
        if (method === 'post') expect(Object.keys(responses), where).to.include.members(['413', '415']);
        if (method === 'post' && !isKeyed) expect(Object.keys(responses), where).to.include('409');
        const bodies = [
          ...Object.values(responses).map(({ content }) => content),
          ...(requestBody ? [requestBody.content] : []),
        ];
        for (const { 'application/json': media } of bodies) {
          expect(Object.keys(media.examples), where).to.not.deep.equal([]);
          for (const [name, { value }] of Object.entries(media.examples)) {
            expectValid(media.schema, value, `${where} ${name}`);
            examples += 1;
          }
        }
      }
    expect(examples).to.be.above(30);
  });
});

/** By the schema in the document, and not by the one that it was made from. */
function expectValid(schema: Record<string, unknown>, example: unknown, where: string): void {
  const { error } = z.fromJSONSchema(schema).safeParse(example);
  expect(error?.issues ?? [], where).to.deep.equal([]);
}
