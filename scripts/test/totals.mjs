/**
 * Sums the steps (build, tools) and the tests, and prints what a reader of the last screen needs: what was counted,
 * what failed, what was skipped, and the totals alone on the last line.
 */
export function totals() {
  const lines = [];
  const failures = [];
  const skipped = [];
  let passed = 0;
  const count = { steps: 0, tests: 0 };

  return {
    failed: () => failures.length,

    /** Something counted as one: `ok`, or `problem` says why not. */
    step(name, ok, problem = 'see its output above') {
      count.steps += 1;
      if (ok) passed += 1;
      else failures.push(`${name}: ${problem}`);
    },

    /** A mocha run: `{passed, failures: [{title, message}], skipped: [{title, file, reason}]}`. */
    group(name, seconds, result) {
      count.tests += result.passed + result.failures.length + result.skipped.length;
      passed += result.passed;
      for (const failure of result.failures) failures.push(`test/${name}: ${failure.title}\n      ${failure.message}`);
      for (const test of result.skipped) skipped.push(`${test.file}: ${test.title} (${test.reason})`);
      lines.push(`  test/${name}: ${result.passed} passed, ${result.failures.length} failed (${seconds} s)`);
    },

    print(seconds) {
      console.log(
        `\nCounted: ${count.steps} of build and check (each tool is one), ${count.tests} tests; ${seconds} s.`,
      );
      for (const line of lines) console.log(line);
      printList('Failed:', failures);
      printList('Skipped:', skipped);
      const tail = skipped.length > 0 ? `, ${skipped.length} skipped` : '';
      console.log(`${passed} passed, ${failures.length} failed${tail}`);
    },
  };
}

function printList(heading, lines) {
  if (lines.length === 0) return;
  console.log(heading);
  for (const line of lines) console.log(`  ${line}`);
}
