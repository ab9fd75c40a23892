import { z } from 'zod';
import type { CaseBackend } from '../../services/cases/caseBackend.js';
import { conversationOf, noteHeard } from '../../services/cases/caseConversations.js';
import { CaseId } from '../../services/refunds/ids.js';
import type { RefundCase } from '../../services/refunds/refundCase.js';
import type { Records } from '../../services/storage/records.js';
import type { Log } from '../../services/telemetry/log.js';
import { checkWebhook } from '../../services/webhooks/webhookSignature.js';
import { readBytes } from '../http/bodyBytes.js';
import { type HttpEdge, HttpError, type HttpRequest } from '../http/httpEdge.js';
import { parseJson } from '../http/jsonBody.js';
import type { Intake } from '../turn/intake.js';
import { badInput } from './apiAnswers.js';
import { tellBuyer } from './tellBuyer.js';

export type CaseEventsPorts = {
  /** One of them signs. */
  readonly secrets: readonly string[];
  readonly records: Records;
  readonly cases: Pick<CaseBackend, 'case'>;
  readonly send: Intake['receive'];
  readonly log: Log;
  /** ms since epoch. */
  readonly clock: () => number;
  /** By which a call is too old: nobody moves it. Absent: `clock`. */
  readonly wallClock?: () => number;
};

/** What an event has to name. What else it says is not used: the case itself is asked for. */
const CaseEventOnWire = z.object({
  type: z.string().min(1).max(200),
  /** When it happened. */
  timestamp: z.iso.datetime({ offset: true }),
  /** `nth`: which line of the case's history it is, where that is known. */
  data: z.object({ caseId: CaseId, nth: z.int().min(1).max(1_000).optional() }),
});

const MOST_BYTES = 64 * 1024;
/** Ids that were seen: longer than any sender tries. */
const SEEN = 'caseEventsSeen';
const SEEN_FOR_MS = 30 * 86_400_000;
/** Our own opening may still be on its way: within that time whose case it is may not be known yet. */
const YOUNG_MS = 60_000;

/** `told`: and with it whatever else was not yet. `unknownCase`: none of ours, or another buyer's. */
type Outcome = 'told' | 'repeated' | 'unknownCase';

/**
 * Where the system that holds the cases tells what happened to one (CASE_BACKEND=http). An event is only the occasion: the case
 * is read from that system, and every line of its history that the buyer has not heard is told in order. So it does not matter
 * in which order events come, whether one is lost, or what a stale one says.
 */
export function mountCaseEvents(edge: HttpEdge, ports: CaseEventsPorts): void {
  edge.route({
    method: 'POST',
    path: '/api/case-events',
    handle: async (request) => ({ status: 200, body: { kind: await takeEvent(ports, request) } }),
  });
}

async function takeEvent(ports: CaseEventsPorts, request: HttpRequest): Promise<Outcome> {
  const { secrets, records, clock, wallClock = clock } = ports;
  const now = wallClock();
  const body = (await readBytes(request, MOST_BYTES, tooLarge)).toString('utf8');
  const checked = checkWebhook(secrets, request.headers, body, now);
  if (checked.kind === 'forged') throw FORGED;
  if (checked.kind === 'outOfTime') throw OUT_OF_TIME;
  const parsed = CaseEventOnWire.safeParse(parseJson(body));
  if (!parsed.success) throw badInput('Expected type, timestamp, and data with a caseId.');
  if (await records.get(SEEN, checked.id)) return 'repeated';
  const { timestamp, data } = parsed.data;
  const outcome = await catchUp(ports, data.caseId, data.nth ?? 1, now - Date.parse(timestamp) < YOUNG_MS);
  // After it is done: what is cut off in between is done again, and nothing of it twice.
  if (outcome === 'told') await records.create(SEEN, checked.id, { at: now }, { expiresAt: now + SEEN_FOR_MS });
  return outcome;
}

async function catchUp(ports: CaseEventsPorts, caseId: CaseId, nth: number, isYoung: boolean): Promise<Outcome> {
  const { records } = ports;
  const where = await conversationOf(records, caseId);
  if (!where && isYoung) throw later('notKnownYet', 'No such case is known here yet.');
  const refundCase = where && (await read(ports, where.buyerId, caseId));
  if (!refundCase) return 'unknownCase';
  const { history } = refundCase;
  if (history.length < nth) throw later('notThereYet', 'The case, as it is read, does not have that yet.');
  for (const [index, { actor }] of history.entries()) {
    // What the buyer does is told where they do it.
    if (index >= where.heard && actor !== 'buyer') await tellBuyer(ports, refundCase, index + 1, ports.clock());
  }
  await noteHeard(records, caseId, history.length);
  return 'told';
}

async function read({ cases, log }: CaseEventsPorts, buyerId: string, caseId: CaseId): Promise<RefundCase | undefined> {
  try {
    return await cases.case(buyerId, caseId);
  } catch (err) {
    log.warn({ caseId, err }, 'a case of which an event has come could not be read');
    throw later('casesAway', 'The case cannot be read now.');
  }
}

function later(code: string, message: string): HttpError {
  return new HttpError(503, code, `${message} Send it again.`, { 'Retry-After': '2' });
}

function tooLarge(): HttpError {
  return new HttpError(413, 'bodyTooLarge', 'The body is over 64 KB.');
}

const FORGED = new HttpError(
  401,
  'signatureInvalid',
  'Expected webhook-id, webhook-timestamp and webhook-signature by the Standard Webhooks specification, with a secret of ours.',
);
const OUT_OF_TIME = new HttpError(
  401,
  'outOfTime',
  'webhook-timestamp is more than five minutes from our clock: sign it anew with the same id.',
);
