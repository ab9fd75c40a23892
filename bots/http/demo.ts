import { z } from 'zod';
import type { DemoClock } from '../../services/cases/demoClock.js';
import { demoOrders } from '../../services/cases/demoOrders.js';
import { isLoopback } from '../../services/config/isLoopback.js';
import type { Records } from '../../services/storage/records.js';
import { showsOneOf } from './bearer.js';
import { type HttpEdge, HttpError, type HttpRequest } from './httpEdge.js';
import { readJsonBody } from './jsonBody.js';

export type DemoOptions = {
  readonly records: Records;
  /** With it the shop's page plays the seller and the platform: made at this start, for that page. */
  readonly pageKey: string;
  /** Whoever shows one of them moves the clock. */
  readonly keys: readonly string[];
  /** Absent: DEMO_CLOCK is off. */
  readonly clock: DemoClock | undefined;
};

const Move = z.object({ byMs: z.int().min(1) });

/**
 * What the demo's shop needs beside the chat: the buyer's orders and what each is an example of, the key of the API for
 * its panel, and the clock. Only in the demo, which only this machine reaches.
 */
export function mountDemo(edge: HttpEdge, { records, pageKey, keys, clock }: DemoOptions): void {
  edge.route({
    method: 'GET',
    path: '/demo/orders',
    handle: async () => ({ status: 200, body: await demoOrders(records) }),
  });
  edge.route({
    method: 'GET',
    path: '/demo/panel',
    handle: async (request) => {
      fromOwnPage(request);
      return { status: 200, body: { apiKey: pageKey, ...timeOf(clock) }, headers: { 'Cache-Control': 'no-store' } };
    },
  });
  if (!clock) return;
  edge.route({
    method: 'POST',
    path: '/demo/clock',
    handle: async (request) => {
      if (!showsOneOf(request, keys))
        throw new HttpError(401, 'keyInvalid', 'The clock is moved by who shows the key of the API.');
      const move = Move.safeParse(await readJsonBody(request)).data;
      if (!move) throw new HttpError(400, 'badInput', 'byMs: expected a whole number of milliseconds, at least 1.');
      if (!(await clock.move(move.byMs)))
        throw new HttpError(409, 'tooFar', 'The clock goes no further: start anew with another DATA_DIR.');
      return { status: 200, body: timeOf(clock) };
    },
  });
}

function timeOf(clock: DemoClock | undefined) {
  return clock ? { now: clock.now(), aheadMs: clock.aheadMs() } : {};
}

/**
 * No page of another site gets the key: a browser says where a request comes from, and by which name it has reached us, so
 * that a name of somebody else's that leads to this machine is not ours.
 */
function fromOwnPage(request: HttpRequest): void {
  const { headers, socket } = request;
  const site = headers['sec-fetch-site'];
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  const isOwn =
    (site === undefined || site === 'same-origin' || site === 'none') &&
    isLoopback(host) &&
    isLoopback(plainAddress(socket.remoteAddress));
  // Behind a proxy everybody comes from this machine.
  const isForwarded = headers.forwarded !== undefined || headers['x-forwarded-for'] !== undefined;
  if (!isOwn || isForwarded) throw new HttpError(403, 'notOurPage', 'This is for the page of the demo.');
}

/** Without the prefix that IPv4 has on a socket for both. */
function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:/, '');
}
