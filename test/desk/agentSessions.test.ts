import { expect } from 'chai';
import { createAgentSessions } from '../../services/desk/agentSessions.js';
import { addAgent, changeAccount, removeAgent } from '../../services/desk/agents.js';
import { createAuditLog } from '../../services/desk/auditLog.js';
import { memoryRecords } from '../contracts/memoryRecords.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

async function signedIn() {
  const time = { now: Date.parse('2026-11-23T04:00:00Z') };
  const records = memoryRecords(() => time.now);
  await addAgent(records, { id: 'kim', name: 'Kim', role: 'agent' });
  const audit = createAuditLog(records);
  const sessions = createAgentSessions(records, audit);
  const invitation = await sessions.invite('kim', time.now);
  const token = (await sessions.signIn(invitation, time.now)) ?? '';
  return { time, records, audit, sessions, invitation, token };
}

describe('a session', () => {
  it('ends after half an hour without use', async () => {
    const { time, sessions, token } = await signedIn();
    time.now += HOUR / 2 - 1;
    expect(await sessions.read(token, time.now)).to.include({ id: 'kim' });
    time.now += HOUR / 2 - 1;
    expect(await sessions.read(token, time.now)).to.include({ id: 'kim' });
    time.now += HOUR / 2;
    expect(await sessions.read(token, time.now)).to.equal(undefined);
  });

  it('ends after half an hour though its page asks all the time by itself', async () => {
    const { time, sessions, token } = await signedIn();
    for (let minute = 1; minute < 30; minute += 1) {
      time.now += MINUTE;
      expect(await sessions.peek(token, time.now), `after ${minute} minutes`).to.include({ id: 'kim' });
    }
    time.now += MINUTE;
    expect(await sessions.peek(token, time.now)).to.equal(undefined);
  });

  it('ends after twelve hours in any case', async () => {
    const { time, sessions, token } = await signedIn();
    for (let quarters = 1; quarters < 48; quarters += 1) {
      time.now += HOUR / 4;
      expect(await sessions.read(token, time.now), `after ${quarters} quarters`).to.include({ id: 'kim' });
    }
    time.now += HOUR / 4;
    expect(await sessions.read(token, time.now)).to.equal(undefined);
  });

  it('says when it will end', async () => {
    const { time, sessions, token } = await signedIn();
    const since = time.now;
    time.now += 10 * MINUTE;
    await sessions.read(token, time.now);
    time.now += MINUTE;
    const { now } = time;
    expect(await sessions.times(token, now)).to.deep.equal({
      now,
      idleEndsAt: since + 40 * MINUTE,
      endsAt: since + 12 * HOUR,
    });
    expect(await sessions.times('x'.repeat(43), now)).to.equal(undefined);
  });

  it('of two who use one link at once, one is let in', async () => {
    const { time, sessions } = await signedIn();
    const invitation = await sessions.invite('kim', time.now);
    const tokens = await Promise.all([1, 2].map(() => sessions.signIn(invitation, time.now)));
    expect(tokens.filter((token) => token !== undefined)).to.have.length(1);
  });

  it('a link is good for twelve hours, one to choose a password for three days', async () => {
    const { time, sessions } = await signedIn();
    const [link, chooses] = [
      await sessions.invite('kim', time.now),
      await sessions.invite('kim', time.now, { choosesPassword: true }),
    ];
    time.now += 12 * HOUR;
    expect(await sessions.invitation(link)).to.equal(undefined);
    expect(await sessions.signIn(link, time.now)).to.equal(undefined);
    expect(await sessions.invitation(chooses)).to.include({ choosesPassword: true });
    time.now += 60 * HOUR;
    expect(await sessions.invitation(chooses)).to.equal(undefined);
  });

  it('no token is kept as it is', async () => {
    const { time, records, sessions, token, invitation } = await signedIn();
    time.now += 20 * MINUTE;
    await sessions.read(token, time.now);
    time.now += 20 * MINUTE;
    await sessions.read(token, time.now);
    time.now += 20 * MINUTE;
    const renewed = (await sessions.use(token, time.now))?.newToken ?? '';
    expect(renewed).to.match(/^[\w-]{43}$/);
    const kept = JSON.stringify([await records.list('deskSessions'), await records.list('deskInvitations')]);
    for (const secret of [token, renewed, invitation]) {
      expect(kept).to.not.include(secret);
      expect(kept).to.not.include(secret.slice(16));
    }
  });

  it('ends with its agent, at once, and does not come back with another of that name', async () => {
    const { time, records, sessions, token } = await signedIn();
    const link = await sessions.invite('kim', time.now);
    await removeAgent(records, 'kim');
    expect(await sessions.read(token, time.now)).to.equal(undefined);
    await addAgent(records, { id: 'kim', name: 'Another', role: 'admin' });
    expect(await sessions.read(token, time.now)).to.equal(undefined);
    expect(await sessions.signIn(link, time.now)).to.equal(undefined);
  });

  it('ends everywhere at once, links and all', async () => {
    const { time, sessions, token } = await signedIn();
    const other = (await sessions.start('kim', time.now)) ?? '';
    const link = await sessions.invite('kim', time.now);
    await sessions.endAll('kim');
    for (const each of [token, other]) expect(await sessions.read(each, time.now)).to.equal(undefined);
    expect(await sessions.signIn(link, time.now)).to.equal(undefined);
    const anew = (await sessions.start('kim', time.now)) ?? '';
    expect(await sessions.read(anew, time.now)).to.include({ id: 'kim' });
  });

  it('is nobody’s with any other token', async () => {
    const { time, sessions, token } = await signedIn();
    const others = ['', 'x', token.slice(0, 42), `${token}x`, token.slice(0, 16) + 'x'.repeat(27), 'é'.repeat(43)];
    for (const other of others) {
      expect(await sessions.read(other, time.now), other).to.equal(undefined);
      await sessions.end(other);
    }
    expect(await sessions.read(token, time.now)).to.include({ id: 'kim' });
  });
});

describe('the token of a session', () => {
  /** The session is used, so that it goes on, without a change of its token. */
  async function passes(each: Awaited<ReturnType<typeof signedIn>>, minutes: number): Promise<void> {
    for (let past = 0; past < minutes; past += 20) {
      each.time.now += Math.min(20, minutes - past) * MINUTE;
      await each.sessions.read(each.token, each.time.now);
    }
  }

  it('is another one after an hour; the old one is good for a minute more', async () => {
    const each = await signedIn();
    const { time, sessions, token } = each;
    await passes(each, 40);
    expect(await sessions.use(token, time.now)).to.not.have.property('newToken');
    await passes(each, 20);
    const { newToken = '' } = (await sessions.use(token, time.now)) ?? {};
    expect(newToken)
      .to.match(/^[\w-]{43}$/)
      .and.not.equal(token);
    expect(await sessions.use(newToken, time.now)).to.deep.equal({ agent: await sessions.read(token, time.now) });
    time.now += MINUTE - 1;
    expect(await sessions.read(token, time.now)).to.include({ id: 'kim' });
  });

  it('when the role has changed it is another one at once, and the role is the new one', async () => {
    const { time, records, sessions, token } = await signedIn();
    await changeAccount(records, 'kim', (account) => ({ ...account, role: 'lead' }));
    const { agent, newToken = '' } = (await sessions.use(token, time.now)) ?? {};
    expect(agent).to.include({ role: 'lead' });
    expect(newToken).to.match(/^[\w-]{43}$/);
    expect(await sessions.use(newToken, time.now)).to.not.have.property('newToken');
  });

  it('of a hundred requests at once one gets the new token, and none fails', async () => {
    const each = await signedIn();
    await passes(each, 60);
    const used = await Promise.all(Array.from({ length: 100 }, () => each.sessions.use(each.token, each.time.now)));
    expect(used.every((one) => one?.agent.id === 'kim')).to.equal(true);
    expect(used.filter((one) => one?.newToken !== undefined)).to.have.length(1);
  });

  it('is made again where the answer that carried it was lost', async () => {
    const each = await signedIn();
    const { time, sessions, token } = each;
    await passes(each, 60);
    const lost = (await sessions.use(token, time.now))?.newToken ?? '';
    await passes(each, 5);
    const { newToken = '' } = (await sessions.use(token, time.now)) ?? {};
    expect(newToken)
      .to.match(/^[\w-]{43}$/)
      .and.not.equal(lost);
    expect(await sessions.read(lost, time.now)).to.equal(undefined);
    expect(await sessions.read(newToken, time.now)).to.include({ id: 'kim' });
  });

  it('an old one that is used later is a copy in somebody’s hands: the session ends, and that stands in the audit log', async () => {
    const each = await signedIn();
    const { time, sessions, token, audit } = each;
    await passes(each, 60);
    const { newToken = '' } = (await sessions.use(token, time.now)) ?? {};
    await sessions.read(newToken, time.now);
    time.now += MINUTE;
    expect(await sessions.read(newToken, time.now)).to.include({ id: 'kim' });
    expect(await sessions.read(token, time.now)).to.equal(undefined);
    expect(await sessions.read(newToken, time.now)).to.equal(undefined);
    const { entries } = await audit.page({ agent: 'kim' });
    expect(entries.map(({ action }) => action)).to.deep.equal(['sessionEnded']);
  });
});
