import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCaseBackend } from '../../../services/cases/openCaseBackend.js';
import { keepOrder } from '../../../services/cases/storedOrders.js';
import { openStorage } from '../../../services/storage/openStorage.js';
import { StoreAddress } from '../../../services/storage/storeAddress.js';
import { cupsOrder } from '../../support/cupsOrder.js';
import { openRedisServer } from '../../support/redisServer.js';
import type { Build } from './builds.js';
import { type Answered, askAround, type BuyerOptions, fileOnce, type Story } from './buyers.js';
import { DeskClient, GaveUp } from './deskClient.js';
import { type Broken, breakBy, breakInRounds, type Happened, type Phase, type Schedule } from './faults.js';
import { Fleet } from './fleet.js';
import { type Verdict, verify } from './verify.js';

export type FaultRunOptions = {
  readonly builds: readonly [Build, Build];
  /** What breaks: always the same, or one stretch after another, round and round. */
  readonly schedule: Schedule | readonly Phase[];
  /** Ends after so long, or when so much has been done, whichever comes first. */
  readonly seconds: number;
  readonly turns?: number;
  readonly filings?: number;
  /** Buyers at once, and of these those that file. */
  readonly buyers?: number;
  readonly filing?: number;
  /** Of the backend's calls, those in which it misbehaves. */
  readonly backendFaults?: number;
  readonly appendOnly?: boolean;
  readonly patienceMs?: number;
  readonly onProgress?: (line: string) => void;
};

export type FaultReport = Verdict & {
  readonly seconds: number;
  readonly happened: readonly Happened[];
  /** Calls of clients that were made again. */
  readonly retries: number;
  /** The longest that an answer took which was waited for when a process died: from its death. ms */
  readonly afterDeathMs: number;
  /** The longest until every process took a conversation again, from when Redis could answer. ms */
  readonly afterRedisMs: number;
};

const PROCESSES = 3;
/** Of messages: delivered twice at once, and of filings, an older one after a newer. */
const REPEATS = 0.1;

/**
 * Real processes of the real program on a real Redis, with buyers who file and ask by Direct Line, while things break. What
 * the clients were told is then held against what the desk has kept. Rejects when the run itself could not be made.
 */
export async function faultRun(options: FaultRunOptions): Promise<FaultReport> {
  const { builds, schedule, seconds, appendOnly = true, onProgress = () => undefined } = options;
  const { buyers = 24, filing = 12, backendFaults = 0.3, patienceMs = 30_000 } = options;
  const secret = randomBytes(24).toString('base64url');
  const folder = await mkdtemp(join(tmpdir(), 'refund-desk-run-'));
  // With everysec a server that is killed while its disk is slow has answered for what it had not yet written.
  const redis = await openRedisServer({ settings: [appendOnly ? 'appendfsync always' : 'appendonly no'] });
  const address = StoreAddress.parse(redis.url);
  const fleet = await Fleet.start({
    size: PROCESSES,
    build: builds[0],
    environment: {
      STORE: 'redis',
      REDIS_URL: redis.url,
      DATA_DIR: folder,
      DIRECTLINE_SECRET: secret,
      BACKEND_FAULTS: String(backendFaults),
      ...(appendOnly ? {} : { ACCEPT_DATA_LOSS: 'yes' }),
    },
  });
  const client = new DeskClient(fleet.origins, secret);
  const storage = await openStorage({ kind: 'redis', address, acceptDataLoss: !appendOnly });
  try {
    const stories: Story[] = [];
    const answered: Answered[] = [];
    const started = Date.now();
    let filed = 0;
    let committed = 0;
    const isOver = () =>
      Date.now() - started > seconds * 1_000 ||
      (committed >= (options.turns ?? Number.POSITIVE_INFINITY) &&
        filed >= (options.filings ?? Number.NEGATIVE_INFINITY));
    const about = (buyerId: string): BuyerOptions => ({
      client,
      buyerId,
      repeats: REPEATS,
      patienceMs,
      isOver,
      onAnswer: (each) => void answered.push(each),
    });
    let named = 0;
    const buyer = async (files: boolean) => {
      while (!isOver()) {
        const buyerId = `run-${named++}`;
        if (files) await keptOrder(storage.records, buyerId);
        const story = await (files ? fileOnce : askAround)(about(buyerId)).catch(nothingBegun);
        if (!story) continue;
        stories.push(story);
        committed += story.acknowledged.length + 1 + (story.submitted ? 1 : 0);
        if (story.submitted) filed += 1;
      }
    };
    const happened: Happened[] = [];
    const broken: Broken = { fleet, redis, secret, builds, happened };
    const breaking = isRounds(schedule) ? breakInRounds(schedule, broken) : breakBy(schedule, broken);
    const telling = setInterval(
      () => onProgress(`${((Date.now() - started) / 1_000).toFixed(0)} s: ${committed} turns, ${filed} filings`),
      10_000,
    );
    try {
      await Promise.all(Array.from({ length: buyers }, (_, index) => buyer(index < filing)));
    } finally {
      clearInterval(telling);
      await breaking.stop();
    }
    const tookSeconds = (Date.now() - started) / 1_000;
    const verdict = await verify(stories, client, openCaseBackend({ kind: 'embedded' }, storage.records));
    return {
      ...verdict,
      seconds: tookSeconds,
      happened,
      retries: client.retries,
      afterDeathMs: longest(happened, 'processKilled', answered),
      afterRedisMs: Math.max(0, ...happened.map(({ worksAfterMs = 0 }) => worksAfterMs)),
    };
  } finally {
    client.close();
    await storage.close();
    await fleet.stop();
    await redis.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function isRounds(schedule: Schedule | readonly Phase[]): schedule is readonly Phase[] {
  return Array.isArray(schedule);
}

/** A conversation that never began has acknowledged nothing. */
function nothingBegun(error: unknown): undefined {
  if (!(error instanceof GaveUp)) throw error;
}

/** The store may be away: it is tried again. */
async function keptOrder(records: Parameters<typeof keepOrder>[0], buyerId: string): Promise<void> {
  for (const end = Date.now() + 60_000; ; ) {
    try {
      await keepOrder(records, buyerId, cupsOrder(Date.now()));
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Of the messages that were waiting for an answer when it happened, the longest wait from then. */
function longest(happened: readonly Happened[], kind: Happened['kind'], answered: readonly Answered[]): number {
  const waits = happened
    .filter((each) => each.kind === kind)
    .flatMap(({ at }) =>
      answered
        .filter(({ acknowledgedAt, answeredAt }) => acknowledgedAt <= at && answeredAt > at)
        .map(({ answeredAt }) => answeredAt - at),
    );
  return Math.max(0, ...waits);
}
