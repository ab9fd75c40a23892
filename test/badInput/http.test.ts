import { expect } from 'chai';
import { DEMO_ROWS } from './support/botServiceRows.js';
import { ChatOver } from './support/chatOver.js';
import type { Row, World } from './support/httpErrors.js';
import { ROWS } from './support/httpRows.js';
import { missingHeaders, openRealDesk, type RealDesk } from './support/realDesk.js';
import { SECRET_ROWS } from './support/tokenRows.js';

const SECRET = 'a-secret-of-more-than-thirty-two-characters';

for (const [name, environment, secret, rows] of [
  ['in the demo', {}, undefined, [...ROWS, ...DEMO_ROWS]],
  [
    'with a secret',
    { DIRECTLINE_SECRET: SECRET, ALLOWED_ORIGINS: 'https://shop.example' },
    SECRET,
    [...ROWS, ...SECRET_ROWS],
  ],
] as const) {
  describe(`bad input over HTTP, ${name}`, function () {
    this.timeout(20_000);
    let desk: RealDesk;
    let world: World;
    before(async () => {
      desk = await openRealDesk(environment);
      const [chat, other] = [new ChatOver(desk), new ChatOver(desk)];
      await chat.start(secret, 'buyer-1');
      await other.start(secret, 'buyer-2');
      world = { chat, other, secret: secret ?? '' };
    });
    after(() => desk.close());

    for (const row of rows) tableRow(row);

    it('leaves both conversations as they were, and one goes on to its end', async () => {
      for (const chat of [world.chat, world.other]) {
        const log = await chat.log();
        expect(log.map(({ channelData, from }) => channelData?.key ?? from.role)).to.deep.equal(['root.welcome']);
      }
      const { chat } = world;
      await chat.post({ type: 'message', text: 'my parcel arrived broken' });
      expect(await chat.said(2)).to.deep.equal(['root.welcome', 'refund.askOrder']);
      const said = JSON.stringify(await chat.log());
      expect(said).to.not.match(/bad token|bad upload|not mine|__proto__/);
    });

    function tableRow([what, request, status, code, message]: Row): void {
      it(`${what}: ${status} ${code}`, async () => {
        const answer = await desk.send(...request(world));
        const { error } = JSON.parse(answer.text);
        expect([answer.status, error.code, error.message]).to.deep.equal([status, code, message]);
        expect(missingHeaders(answer)).to.deep.equal([]);
        expect(Object.keys(JSON.parse(answer.text))).to.deep.equal(['error']);
        expect(error).to.have.all.keys(status < 500 ? ['code', 'message'] : ['code', 'message', 'incident']);
      });
    }
  });
}
