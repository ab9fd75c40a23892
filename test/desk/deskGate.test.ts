import { expect } from 'chai';
import { deskGate } from '../../bots/desk/deskGate.js';
import { openHttpServer } from '../../bots/http/httpServer.js';
import { createAgentSessions } from '../../services/desk/agentSessions.js';
import { addAgent, changeAccount } from '../../services/desk/agents.js';
import { createAuditLog } from '../../services/desk/auditLog.js';
import { DESK_ROUTES, type DeskPath, type DeskRoute } from '../../services/desk/deskRoutes.js';
import { AgentRole } from '../../services/desk/roles.js';
import { memoryRecords } from '../contracts/memoryRecords.js';

const ROUTES = Object.keys(DESK_ROUTES) as DeskRoute[]; // the keys of an object of ours
const FOR_LEADS = ['GET /desk/api/stats', 'GET /desk/api/audit'];
const AUDITED = {
  'GET /desk/api/conversations/:conversationId/files/:fileId': 'fileOpened',
  'POST /desk/api/conversations/:conversationId/files': 'fileSent',
  'POST /desk/api/signOut': 'signOut',
  'POST /desk/api/signOutEverywhere': 'signOutEverywhere',
};

describe('who may do what at the desk', () => {
  const time = { now: Date.parse('2026-11-23T04:00:00Z') };
  const records = memoryRecords(() => time.now);
  const audit = createAuditLog(records);
  const sessions = createAgentSessions(records, audit);
  const quiet = () => undefined;
  const log = { info: quiet, warn: quiet, error: quiet };
  const server = openHttpServer({ hosts: ['127.0.0.1'], port: 0, log });
  let origin = '';
  let status = 200;

  before(async () => {
    const gate = deskGate(server.edge, { sessions, audit, log, clock: () => time.now });
    for (const route of ROUTES) {
      const [method, path] = route.split(' ') as ['GET' | 'POST', DeskPath<'GET'> & DeskPath<'POST'>]; // as in the table
      gate[method === 'GET' ? 'get' : 'post'](path, async (_, { id }) => ({ status, body: { id } }));
    }
    origin = `http://127.0.0.1:${(await server.listen()).port}`;
    for (const role of AgentRole.options) await addAgent(records, { id: role, name: role, role });
  });
  after(() => server.close(100));

  const call = async (route: DeskRoute, token: string | undefined, headers: Record<string, string> = {}) => {
    const [method = '', path = ''] = route.split(' ');
    const where = path.replace(':conversationId', 'one').replace(':fileId', 'file');
    const cookie = token === undefined ? {} : { cookie: `refund_desk_agent=${token}` };
    return fetch(origin + where, { method, headers: { 'x-refund-desk': '1', ...cookie, ...headers } });
  };
  const codeOf = async (answer: Response) => JSON.parse(await answer.text()).error?.code;

  for (const route of ROUTES)
    describe(route, () => {
      for (const role of AgentRole.options) {
        const isAllowed = role !== 'agent' || !FOR_LEADS.includes(route);
        it(`${isAllowed ? 'is there' : 'is shut'} for ${role}`, async () => {
          const answer = await call(route, await sessions.start(role, time.now));
          expect(answer.status).to.equal(isAllowed ? 200 : 403);
          if (!isAllowed) expect(await codeOf(answer)).to.equal('roleMissing');
        });
      }

      it('is shut for who is signed out', async () => {
        for (const token of [undefined, 'x'.repeat(43)]) {
          const answer = await call(route, token);
          expect([answer.status, await codeOf(answer)]).to.deep.equal([401, 'signedOut']);
        }
      });

      if (route.startsWith('POST'))
        it('is shut for other sites', async () => {
          const token = await sessions.start('admin', time.now);
          for (const headers of [
            { origin: 'https://evil.example' },
            { origin: 'null' },
            { 'sec-fetch-site': 'cross-site' },
            { 'sec-fetch-site': 'same-site' },
            { origin, 'sec-fetch-site': 'none' },
          ]) {
            const answer = await call(route, token, headers);
            expect([answer.status, await codeOf(answer)], JSON.stringify(headers)).to.deep.equal([
              403,
              'foreignOrigin',
            ]);
          }
          const own = await call(route, token, { origin, 'sec-fetch-site': 'same-origin' });
          expect(own.status).to.equal(200);
        });

      it('stands in the audit log when it does something, and only when it was done', async () => {
        const wanted = Object.entries(AUDITED).find(([name]) => name === route)?.[1];
        const token = await sessions.start('admin', time.now);
        const before = (await audit.page({ agent: 'admin' })).entries.length;
        time.now += 1;
        status = 409;
        await call(route, token);
        status = 200;
        await call(route, token);
        const { entries } = await audit.page({ agent: 'admin' });
        expect(entries.length - before).to.equal(wanted === undefined ? 0 : 1);
        if (wanted) expect(entries[0]).to.include({ at: time.now, action: wanted });
        if (wanted?.startsWith('file')) expect(entries[0]).to.include({ conversationId: 'one' });
      });
    });

  it('a POST always says what the audit log has of it, or that it does nothing to anybody', () => {
    const silent = ROUTES.filter((route) => route.startsWith('POST') && DESK_ROUTES[route].audit === 'none');
    expect(silent).to.deep.equal(['POST /desk/api/heartbeat']);
  });

  it('a new token comes with the answer of whatever was asked', async () => {
    const token = await sessions.start('agent', time.now);
    await changeAccount(records, 'agent', (account) => ({ ...account, role: 'lead' }));
    const answer = await call('GET /desk/api/stats', token);
    expect(answer.status).to.equal(200);
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie)
      .to.match(/^refund_desk_agent=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
      .and.not.include(token);
    const next = await call('GET /desk/api/stats', cookie.split(';')[0]?.split('=')[1]);
    expect([next.status, next.headers.get('set-cookie')]).to.deep.equal([200, null]);
    await changeAccount(records, 'agent', (account) => ({ ...account, role: 'agent' }));
  });

  it('a page that only asks by itself does not keep its agent signed in', async () => {
    const token = await sessions.start('agent', time.now);
    for (let minutes = 1; minutes < 30; minutes += 1) {
      time.now += 60_000;
      expect((await call('POST /desk/api/heartbeat', token)).status).to.equal(200);
      expect((await call('GET /desk/api/session', token)).status).to.equal(200);
    }
    time.now += 60_000;
    expect((await call('POST /desk/api/heartbeat', token)).status).to.equal(401);
  });
});
