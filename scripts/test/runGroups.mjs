import process from 'node:process';
import { runMocha } from './runMocha.mjs';

// Cores of the smallest machine this must run on.
const AT_ONCE = 2;

/** Runs the folders two at a time, then those that want to be alone; adds each to the totals. */
export async function runGroups(groups, mochaOptions, sum) {
  const turns = takeTurns();
  const runOne = async (group) => {
    const output = turns.next();
    const started = performance.now();
    if (group.files.length === 0) {
      sum.group(group.name, '0', lost('the folder has no tests'));
    } else {
      output.write(`\n--- test/${group.name}\n`);
      const result = await runMocha(group, mochaOptions, output.write);
      sum.group(group.name, ((performance.now() - started) / 1000).toFixed(0), result);
    }
    output.end();
  };

  const together = groups.filter((group) => !group.alone);
  const lane = async () => {
    for (let group = together.shift(); group; group = together.shift()) await runOne(group);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  for (const group of groups.filter((each) => each.alone)) await runOne(group);
}

function lost(message) {
  return { passed: 0, skipped: [], failures: [{ title: '(no test)', message }] };
}

/** The run whose turn it is prints as it goes; what the others say meanwhile is kept until then, so no two mix. */
function takeTurns() {
  const queue = [];
  const print = () => {
    for (let head = queue[0]; head; head = queue[0]) {
      for (const chunk of head.chunks.splice(0)) process.stdout.write(chunk);
      if (!head.ended) return;
      queue.shift();
    }
  };
  return {
    next() {
      const turn = { chunks: [], ended: false };
      queue.push(turn);
      return {
        write: (chunk) => {
          turn.chunks.push(chunk);
          print();
        },
        end: () => {
          turn.ended = true;
          print();
        },
      };
    },
  };
}
