import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BenchProcess } from './benchProcess.js';
import { openAgent } from './directLine.js';
import { load } from './figures.js';
import { DESK_SCRIPT, type Script, STOCK_SCRIPT } from './filing.js';
import { drive, type Target } from './load.js';
import { page } from './page.js';
import { type Compared, openingTable, type Results, startTable, tableOf, verdictOf } from './report.js';
import { writeSection } from './section.js';
import { buyer, seedOrders } from './seed.js';
import { type StartUp, startOnce } from './startUp.js';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    /** Of each round at 64; those at 1 are half as long. */
    seconds: { type: 'string', default: '8' },
    starts: { type: 'string', default: '5' },
    write: { type: 'string' },
    /** A folder: each server's last round at 64 is profiled into it. */
    profile: { type: 'string' },
  },
});

const BUSY = 64;
/** V8 compiles the hot paths in the first seconds, which makes 2 to 3 times of difference. */
const WARM_UP_SECONDS = 8;
/** More than the desk can file here; every one of its buyers needs an order beforehand. */
const FILINGS_PER_SECOND = 600;

const rounds = Number(options.rounds);
const seconds = { busy: Number(options.seconds), single: Number(options.seconds) / 2 };
const buyers = Math.ceil((WARM_UP_SECONDS + rounds * seconds.busy) * FILINGS_PER_SECOND);

const loadBefore = load();
mkdirSync('.cache', { recursive: true });
// On the disk of the checkout: a temporary folder may be in memory, where a durable write costs nothing.
const folder = mkdtempSync(join('.cache', 'bench-data-'));
const servers: BenchProcess[] = [];
/** Conversations a second at BUSY, as last measured. */
const pace = new Map<Target, number>();
try {
  const starts: StartUp[] = [];
  for (let count = 0; count < Number(options.starts); count++) starts.push(await startOnce(folder));

  const dataDir = join(folder, 'desk');
  seedOrders({ dataDir }, buyers);
  const desk = await target('desk', DESK_SCRIPT, { DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1' });
  const stock = await target('stock', STOCK_SCRIPT, {});
  for (const each of [desk, stock]) await warmUp(each);

  const measured: Results['rounds'][number][] = [];
  for (let round = 1; round <= rounds; round++) {
    const isLast = round === rounds;
    // Who goes first changes, so that what the machine does meanwhile falls on both.
    const order = round % 2 === 1 ? [desk, stock] : [stock, desk];
    const found = new Map<Target, Compared>();
    for (const each of order) found.set(each, await compare(each, isLast ? nameOf(each) : undefined));
    const [one, other] = [found.get(desk), found.get(stock)];
    if (!one || !other) throw new Error('bench: a round is missing');
    measured.push({ desk: one, stock: other });
    const speeds = `${one.busy.turnsPerSecond.toFixed(0)} and ${other.busy.turnsPerSecond.toFixed(0)} turns/s at ${BUSY}`;
    process.stdout.write(`round ${round} of ${rounds}: desk and stock ${speeds}\n`);
  }

  const results: Results = { rounds: measured, starts, seconds };
  process.stdout.write(
    `\nAt ${BUSY} at once\n${tableOf(results, 'busy')}\n\nAt 1\n${tableOf(results, 'single')}\n\n` +
      `Opening conversations, ${BUSY} at once\n${openingTable(results)}\n\n${startTable(results)}\n\n${verdictOf(results)}\n`,
  );
  if (options.write !== undefined) writeSection(options.write, 'bench', page(results, new Date(), loadBefore));

  function nameOf(each: Target): string {
    return each === desk ? 'desk' : 'stock';
  }
} finally {
  for (const server of servers) await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function warmUp(each: Target): Promise<void> {
  const { filed } = await drive(each, BUSY, WARM_UP_SECONDS, BUSY);
  pace.set(each, filed / WARM_UP_SECONDS);
}

async function compare(each: Target, profileAs: string | undefined): Promise<Compared> {
  const single = await drive(each, 1, seconds.single, 1);
  const isProfiled = options.profile !== undefined && profileAs !== undefined;
  if (isProfiled) await each.servers[0].profiling();
  const ahead = BUSY + Math.ceil((pace.get(each) ?? 0) * seconds.busy * 1.25);
  const busy = await drive(each, BUSY, seconds.busy, ahead);
  pace.set(each, busy.filed / seconds.busy);
  if (isProfiled) await each.servers[0].profiling(join(options.profile ?? '', `${profileAs}.cpuprofile`));
  return { busy, single };
}

async function target(each: 'desk' | 'stock', script: Script, environment: Record<string, string>): Promise<Target> {
  const secret = randomBytes(24).toString('base64url');
  const server = await BenchProcess.start(`./${each}Server.js`, { DIRECTLINE_SECRET: secret, ...environment });
  servers.push(server);
  let next = 0;
  return {
    servers: [server],
    script,
    secret,
    agent: openAgent(),
    nextBuyer: () => {
      if (each === 'desk' && next >= buyers)
        throw new Error('bench: out of buyers; raise FILINGS_PER_SECOND in test/bench/bench.ts');
      return buyer(next++);
    },
  };
}
