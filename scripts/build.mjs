/**
 * `npm run build`: everything that `node dist/index.js` needs, into dist/.
 *
 * `npm start` runs this every time, so a build with nothing to do must cost next to nothing: a step is
 * skipped while the files it reads and the files it wrote are as it left them (build/steps.mjs).
 */
import process from 'node:process';
import { copyContent, copyPages } from './build/copies.mjs';
import { bundleDeskPage } from './build/deskPage.mjs';
import { BuildError, filesUnder, removeFile } from './build/files.mjs';
import { compressPages } from './build/precompressed.mjs';
import { openSteps } from './build/steps.mjs';
import { vendorSwaggerUi } from './build/swaggerUi.mjs';
import { compileServer, compileWeb } from './build/typescript.mjs';
import { trainUnderstanding } from './build/understanding.mjs';
import { vendorWebChat } from './build/webChat.mjs';
import { joinWidget } from './build/widget.mjs';

const started = performance.now();
const steps = await openSteps();
try {
  const first = await Promise.allSettled(
    [vendorWebChat, vendorSwaggerUi, compileServer, compileWeb, copyContent, bundleDeskPage].map(steps.run),
  );
  for (const outcome of first) if (outcome.status === 'rejected') throw outcome.reason;
  await steps.run(trainUnderstanding);
  await steps.run(joinWidget);
  await steps.run(copyPages);
  await steps.run(compressPages(steps.outputs()));
  await removeLeftovers(steps.outputs());
  report(steps.done());
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(`build: ${error.message}`);
  process.exitCode = 1;
} finally {
  await steps.save();
}

/** A page or a module whose source was deleted must not go on being served or imported. */
async function removeLeftovers(expected) {
  const keep = new Set(expected);
  const isLeftover = (path) => !keep.has(path) && !path.endsWith('.half'); // Another build may be writing those.
  for (const path of await filesUnder('dist', isLeftover)) await removeFile(path);
}

/** With --quiet, as `npm start` has it, a build that had nothing to do says nothing; with --silent none does. */
function report(done) {
  if (process.argv.includes('--silent')) return;
  if (done.length === 0 && process.argv.includes('--quiet')) return;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`build: ${done.length === 0 ? 'up to date' : done.join(', ')} (${seconds} s)`);
}
