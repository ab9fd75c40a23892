import { z } from 'zod';
import type { AgentSessions } from '../../services/desk/agentSessions.js';
import type { AuditLog } from '../../services/desk/auditLog.js';
import type { AuditPage, SessionTimes } from '../../services/desk/deskApi.js';
import type { Log } from '../../services/telemetry/log.js';
import { orAway } from '../channels/receiving.js';
import { sessionCookie, sessionOf } from './agentCookie.js';
import { signedOut } from './deskCallers.js';
import type { DeskGate } from './deskGate.js';
import { parseQuery } from './deskWire.js';

export type AccountDoorOptions = {
  readonly sessions: AgentSessions;
  readonly audit: AuditLog;
  readonly log: Log;
  /** ms since epoch. */
  readonly clock: () => number;
  /** Of sessions: nobody moves it. Absent: `clock`. */
  readonly wallClock?: () => number;
};

const name = z.string().min(1).max(512).optional();
const AuditQuery = z.object({
  conversationId: name,
  agent: name,
  after: z
    .string()
    .regex(/^\d{15}-[\w-]{43}$/, 'expected the `next` of the page before')
    .optional(),
  limit: z.coerce.number<string>().int().min(1).max(200).default(100),
});

/** What an agent does about their own session, and what leads read of everybody's doings. */
export function mountAccount(
  gate: DeskGate,
  { sessions, audit, log, clock, wallClock = clock }: AccountDoorOptions,
): void {
  gate.get('/desk/api/session', async (request) => {
    const times = await orAway(log, sessions.times(sessionOf(request) ?? '', wallClock()));
    if (!times) throw signedOut();
    return { status: 200, body: times satisfies SessionTimes };
  });
  gate.post('/desk/api/signOut', async (request) => {
    await orAway(log, sessions.end(sessionOf(request) ?? ''));
    return { status: 204, headers: { 'Set-Cookie': sessionCookie(request) } };
  });
  gate.post('/desk/api/signOutEverywhere', async (request, agent) => {
    await orAway(log, sessions.endAll(agent.id));
    return { status: 204, headers: { 'Set-Cookie': sessionCookie(request) } };
  });
  gate.get('/desk/api/audit', async ({ query }) => {
    const page = await orAway(log, audit.page(parseQuery(AuditQuery, query)));
    return { status: 200, body: page satisfies AuditPage };
  });
}
