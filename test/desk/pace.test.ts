import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Agent } from '../../services/desk/agents.js';
import { openTestDesk } from './support/testDesk.js';

const KIM: Agent = { id: 'kim', name: 'Kim', role: 'agent', capacity: 5 };
const LEE: Agent = { id: 'lee', name: 'Lee', role: 'agent', capacity: 5 };

describe('too much of one agent', () => {
  it('is refused: commands, reads, searches and uploads, each by itself, and of nobody else', async () => {
    const desk = await openTestDesk({ door: { pace: { commands: 3, reads: 6, searches: 2, uploads: 1 } } });
    const [kim, lee] = [await desk.signIn(KIM), await desk.signIn(LEE)];
    const id = randomUUID();
    await desk.buyer(id, 'human');
    await desk.hears(id, 'handoff.queued');
    const notes: number[] = [];
    for (let at = 0; at < 4; at += 1) notes.push((await desk.command(kim, id, { command: 'note', text: 'x' })).status);
    expect(notes).to.deep.equal([200, 200, 200, 429]);
    const search = () => desk.get(kim, '/desk/api/conversations?q=human');
    const found = [await search(), await search(), await search()];
    expect(found.map(({ status }) => status)).to.deep.equal([200, 200, 429]);
    expect(found.at(-1)?.body.error).to.deep.equal({
      code: 'tooFast',
      message: 'That was too much at once. Try again in a moment.',
    });
    const reads: number[] = [];
    for (let at = 0; at < 4; at += 1) reads.push((await desk.get(kim, '/desk/api/me')).status);
    expect(reads).to.deep.equal([200, 200, 200, 429]);
    const bytes = Uint8Array.from([1]);
    const uploads = [await desk.upload(kim, id, bytes, 'x'), await desk.upload(kim, id, bytes, 'x')];
    expect(uploads.map(({ status }) => status)).to.deep.equal([403, 429]);
    expect((await desk.command(lee, id, { command: 'note', text: 'x' })).status).to.equal(200);
    const late = await desk.call('GET', '/desk/api/me', { cookie: kim });
    expect(Number(late.headers.get('retry-after'))).to.be.within(1, 10);
    await desk.close();
  });
});
