import { inspect } from 'node:util';
import { OrderId } from '../../../services/refunds/ids.js';
import type { Records } from '../../../services/storage/records.js';
import { CodeOffers } from '../../../services/verification/codeOffers.js';
import type { CodeSender } from '../../../services/verification/codeSender.js';
import { type CodeRequest, Verification } from '../../../services/verification/verification.js';
import { KeptCodes } from '../../conversations/support/keptCodes.js';
import { until } from '../../support/until.js';
import { memoryRecords } from '../memoryRecords.js';
import { watchedRecords } from '../watchedRecords.js';

export const CUPS = OrderId.parse('234193410001028893');
export const NOBODYS = OrderId.parse('999999999999999999');
export const MINUTE = 60_000;

/** Lets others come in between, in every call. */
export const slow = (records: Records) =>
  watchedRecords(records, async (call) => {
    await new Promise((resolve) => setImmediate(resolve));
    return call();
  });

/** Verification over records and a clock of its own; `asking` makes requests about the cups, each under a key of its own. */
export function openVerification(given: { records?: Records; sender?: CodeSender } = {}) {
  const codes = new KeptCodes();
  const time = { now: 1_000_000 };
  const records = given.records ?? memoryRecords(() => time.now);
  const logged: string[] = [];
  const keep = (fields: object, message: string) => void logged.push(inspect({ ...fields, message }, { depth: 9 }));
  const verification = new Verification({
    records,
    cases: { ownerOf: async (orderId) => (orderId === CUPS ? 'anna' : undefined) },
    sender: given.sender ?? codes,
    log: { info: keep, warn: keep, error: keep },
    clock: () => time.now,
    firstRetryMs: 1,
  });
  let keys = 0;
  const asking = (change: Partial<CodeRequest> = {}): CodeRequest => ({
    key: `key ${keys++}`,
    conversationId: 'c1',
    by: 'stranger',
    orderId: CUPS,
    ...change,
  });
  return { verification, codes, time, records, logged, asking };
}

/** Requests that have one thing in common, and nothing else. */
export const SPREAD = {
  conversation: (n) => ({ by: `b${n}`, orderId: OrderId.parse(`9000000000${n + 10}`) }),
  'buyer of a channel': (n) => ({ conversationId: `c${n}`, orderId: OrderId.parse(`9000000000${n + 10}`) }),
  order: (n) => ({ by: `b${n}`, conversationId: `c${n}` }),
} satisfies Record<string, (n: number) => Partial<CodeRequest>>;

/** Every code is on its way or given up. */
export const settled = (records: Records) =>
  until(async () => (await new CodeOffers(records).all()).every(({ isSettled }) => isSettled));
