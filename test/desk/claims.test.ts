import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { openRedisServer, type RedisServer } from '../support/redisServer.js';
import { until } from '../support/until.js';
import { onRedis, openTestDesk, type TestDesk } from './support/testDesk.js';

const AGENTS = 100;
/** More in the long form, `npm run test:desk`. */
const ROUNDS = Number(process.env['DESK_CLAIMS'] ?? 3);

for (const kind of ['embedded', 'redis'] as const)
  describe(`a hundred who claim at once, ${kind}`, function () {
    this.timeout(Math.max(30_000, ROUNDS * 5_000));
    let redis: RedisServer | undefined;
    let desk: TestDesk;
    let cookies: readonly string[];
    before(async () => {
      redis = kind === 'redis' ? await openRedisServer() : undefined;
      desk = await openTestDesk(redis ? { settings: onRedis(redis.url) } : {});
      const names = Array.from({ length: AGENTS }, (_, at) => `Agent ${at}`);
      cookies = await Promise.all(
        names.map((name, at) => desk.signIn({ id: `agent-${at}`, name, role: 'agent', capacity: 5 })),
      );
    });
    after(async () => {
      await desk.close();
      await redis?.close();
    });

    it(`${ROUNDS} times: one has it, and 99 are told who`, async () => {
      for (let round = 1; round <= ROUNDS; round += 1) {
        const conversationId = randomUUID();
        await desk.buyer(conversationId, 'human');
        await until(async () => (await desk.said(conversationId)).includes('handoff.queued'));
        const path = `/desk/api/conversations/${conversationId}/commands`;
        const answers = await Promise.all(
          cookies.map((cookie) => desk.post(cookie, path, { id: randomUUID(), command: 'claim', epoch: 1 })),
        );
        const told = `round ${round}`;
        const winners = answers.flatMap(({ status, body }) => (status === 200 ? [body.owner.agent.name] : []));
        expect(winners, told).to.have.length(1);
        const losers = answers.filter(({ status }) => status === 409);
        expect(losers, told).to.have.length(AGENTS - 1);
        for (const { body } of losers) {
          expect(body.owner.agent.name, told).to.equal(winners[0]);
          expect(body.error, told).to.deep.equal({
            code: 'stale',
            message: `Somebody was faster: ${winners[0]} has it.`,
          });
        }
        expect(
          (await desk.said(conversationId)).filter((key) => key === 'handoff.joined'),
          told,
        ).to.have.length(1);
      }
    });
  });
