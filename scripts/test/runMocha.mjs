import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { root } from './groups.mjs';

// mocha ends a test that hangs, but not one that never yields, nor a process that something keeps open.
const LIMIT_MS = 15 * 60_000;
const GRACE_AFTER_LAST_TEST_MS = 5_000;
const LOOK_EVERY_MS = 500;

const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of running) stop(child);
    process.exit(130);
  });
}

/** Runs one folder's files in a mocha of their own: `{passed, failures, skipped}`, from the reporter's file. */
export async function runMocha(group, mochaOptions, write) {
  const folder = await mkdtemp(join(tmpdir(), 'test-totals-'));
  const output = join(folder, 'totals.json');
  try {
    const ended = await spawnMocha(group.files, mochaOptions, output, write);
    const result = await readTotals(output);
    if (!result) return lost(`mocha stopped before its end (${ended.how})`);
    if (ended.problem) result.failures.push({ title: '(the whole run)', message: ended.problem });
    else if (ended.code !== 0 && result.failures.length === 0) {
      result.failures.push({
        title: '(the whole run)',
        message: `mocha ended with ${ended.how} though no test failed`,
      });
    }
    if (result.passed + result.failures.length + result.skipped.length === 0 && mochaOptions.length === 0) {
      return lost('the files hold no tests');
    }
    return result;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function spawnMocha(files, mochaOptions, output, write) {
  const reporter = ['--reporter', './scripts/test/totalsReporter.mjs', '--reporter-option', `output=${output}`];
  const colour = process.stdout.isTTY ? '--color' : '--no-color';
  return new Promise((resolve) => {
    // A group of its own, so that what mocha started can be stopped with it.
    const child = spawn(
      process.execPath,
      ['node_modules/mocha/bin/mocha.js', ...reporter, colour, ...mochaOptions, ...files],
      { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
    );
    running.add(child);
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', write);

    let problem;
    const started = Date.now();
    let lastTestEnded;
    const watch = setInterval(async () => {
      if (lastTestEnded === undefined && (await readTotals(output))) lastTestEnded = Date.now();
      if (Date.now() - started > LIMIT_MS) problem = `still running after ${LIMIT_MS / 60_000} minutes`;
      else if (Date.now() - (lastTestEnded ?? Date.now()) > GRACE_AFTER_LAST_TEST_MS) {
        problem = 'the process stayed open after its last test: a server, socket or timer was not closed';
      }
      if (problem) stop(child);
    }, LOOK_EVERY_MS);

    child.on('exit', () => stop(child)); // Whatever a test left running would hold the output open.
    child.on('close', (code, signal) => {
      clearInterval(watch);
      running.delete(child);
      resolve({ code, how: signal ? `signal ${signal}` : `exit code ${code}`, problem });
    });
  });
}

function stop(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone already.
  }
}

async function readTotals(output) {
  try {
    return JSON.parse(await readFile(output, 'utf8'));
  } catch {
    return undefined; // Not written yet.
  }
}

function lost(message) {
  return { passed: 0, skipped: [], failures: [{ title: '(the whole run)', message }] };
}
