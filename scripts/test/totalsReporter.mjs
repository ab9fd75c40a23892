import { renameSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import Mocha from 'mocha';

const { EVENT_TEST_FAIL, EVENT_TEST_PASS, EVENT_TEST_PENDING, EVENT_RUN_END } = Mocha.Runner.constants;

/** mocha's own spec output, and at the end the totals as JSON in the file named by the option `output`. */
export default class TotalsReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const totals = { passed: 0, failures: [], skipped: [] };
    runner.on(EVENT_TEST_PASS, () => {
      totals.passed += 1;
    });
    runner.on(EVENT_TEST_FAIL, (test, error) => {
      totals.failures.push({ title: test.fullTitle(), message: String(error?.message ?? error).split('\n')[0] });
    });
    runner.on(EVENT_TEST_PENDING, (test) => {
      // mocha keeps no reason: a test that skips itself may leave one as `this.test.skipReason`.
      const reason = test.skipReason ?? (test.fn ? 'it skipped itself and gave no reason' : 'marked so in the source');
      totals.skipped.push({ title: test.fullTitle(), file: relative(process.cwd(), test.file ?? ''), reason });
    });
    runner.once(EVENT_RUN_END, () => {
      const { output } = options.reporterOptions ?? options.reporterOption;
      writeFileSync(`${output}.half`, JSON.stringify(totals));
      renameSync(`${output}.half`, output);
    });
  }
}
