/**
 * The test command: `node scripts/test.mjs [quick | all | <part of a path>] [mocha's options]`.
 *
 * Its last line is `N passed, N failed` (and `, N skipped` when a test was). Besides the tests it counts the build as
 * one and each tool of the check as one, and says so before. Nothing is left out silently: a folder that should have
 * tests and has none, a run that stops before its end, or one that never ends, counts as a failure.
 */
import process from 'node:process';
import { check } from './check.mjs';
import { chooseGroups } from './test/groups.mjs';
import { build, ensurePrograms } from './test/prepare.mjs';
import { runGroups } from './test/runGroups.mjs';
import { totals } from './test/totals.mjs';

const started = performance.now();
const args = process.argv.slice(2);
const options = args.findIndex((arg) => arg.startsWith('-'));
const words = options === -1 ? args : args.slice(0, options);
const mochaOptions = options === -1 ? [] : args.slice(options);
// `npm test -- faults` comes as `all faults`: the narrower word is the one that was meant.
const wish = words.at(-1) ?? 'all';
const whole = wish === 'all' || wish === 'quick';

const sum = totals();
const groups = await chooseGroups(wish);
const needs = new Set(groups.flatMap((group) => group.needs));

if (wish === 'all' || needs.has('build')) sum.step('build', await build());
if (whole) for (const tool of await check()) sum.step(`check: ${tool.name}`, tool.ok);
for (const { name, problem } of await ensurePrograms(needs)) sum.step(name, problem === undefined, problem);

if (groups.every((group) => group.files.length === 0)) sum.step(`tests of "${wish}"`, false, 'there are none');
else await runGroups(groups, mochaOptions, sum);

sum.print(((performance.now() - started) / 1000).toFixed(0));
process.exitCode = sum.failed() === 0 ? 0 : 1;
