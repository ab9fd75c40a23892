import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { FaultPoint } from '../../bots/turn/probe.js';
import { type DeskProcess, startDesk } from '../faults/support/deskProcess.js';
import { FILED_KEYS, FILING } from '../faults/support/filingScript.js';
import { DirectLineClient, keysOf } from '../support/directLineClient.js';

/** Which pass of each point: the first ever, the middle of the filing, the submit, and the result of opening the case. */
const POINTS: Readonly<Record<FaultPoint, readonly number[]>> = {
  accepted: [1, 4, 8],
  midTurn: [1, 4, 8, 9],
  beforeCommit: [1, 4, 8, 9],
  committed: [1, 4, 8, 9],
  effectSent: [1, 2],
  effectSettled: [1, 2],
};

describe('kill -9', () => {
  // Object.entries forgets the key's type; the object above has exactly the points.
  for (const [point, counts] of Object.entries(POINTS) as [FaultPoint, readonly number[]][]) {
    for (const count of counts) {
      it(`at ${point}, pass ${count}, and a restart: nothing lost, nothing doubled, one case`, async function () {
        this.timeout(60_000);
        const dataDir = await mkdtemp(join(tmpdir(), 'refund-desk-kill-'));
        const desks: DeskProcess[] = [await startDesk(dataDir, { at: point, count })];
        try {
          const client = new DirectLineClient(desks[0]?.origin ?? '');
          const restart = async () => {
            const dead = desks.at(-1);
            expect(await dead?.ended, 'how it ended').to.equal('SIGKILL');
            const next = await startDesk(dataDir);
            desks.push(next);
            client.origin = next.origin;
          };
          await persist(() => client.start(), restart);
          for (const [index, text] of FILING.entries()) {
            await persist(() => client.post(`m${index}`, text), restart);
            await persist(() => answered(client, index), restart);
          }
          await persist(() => filed(client), restart);
          expect(desks, 'it was killed, once').to.have.length(2);

          const activities = await client.activities();
          const said = activities.filter(({ from }) => from.role === 'user').map(({ text }) => text);
          expect(said).to.deep.equal(FILING);
          expect(keysOf(activities)).to.deep.equal(['root.welcome', ...FILED_KEYS]);
        } finally {
          await Promise.all(desks.map((desk) => desk.stop()));
          await rm(dataDir, { recursive: true, force: true });
        }
      });
    }
  }
});

/** Tries until it works; when the program is gone it is started anew, as its supervisor would. */
async function persist(call: () => Promise<unknown>, restart: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await call();
      return;
    } catch (error) {
      // fetch fails with a TypeError when nobody listens; an answer of the server, or a wait that ran out, is a finding.
      if (!(error instanceof TypeError) || tries === 3) throw error;
      await restart();
    }
  }
}

/** The bot has answered the message: as many turns of its own as the buyer has had. */
async function answered(client: DirectLineClient, index: number): Promise<void> {
  await until(async () => keysOf(await client.activities()).includes(FILED_KEYS[index] ?? ''));
}

async function filed(client: DirectLineClient): Promise<void> {
  await until(async () => keysOf(await client.activities()).includes('refund.filed'));
  // Time for a second one to show itself.
  await new Promise((resolve) => setTimeout(resolve, 600));
  await client.activities();
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 15_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('not so after 15 s');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
