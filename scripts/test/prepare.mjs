import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { tsImport } from 'tsx/esm/api';
import { root } from './groups.mjs';

/** What a group may need beside the build, and the function of the tests' own support code that sees to it. */
const PROGRAMS = {
  // Trained once here, and not by each run that finds none.
  model: async () =>
    existsSync(`${root}test/support/testModel.ts`) &&
    (await tsImport('../../test/support/testModel.ts', import.meta.url)).testModelFile(),
  chromium: async () => (await tsImport('../../test/support/chromium.ts', import.meta.url)).chromiumPath(),
  redis: async () => (await tsImport('../../test/support/redisServer.ts', import.meta.url)).redisServerPath(),
};

export async function build() {
  return spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' }).status === 0;
}

/** Installs what is missing before any test waits for it. Answers `[{name, problem}]` for those that are not there. */
export async function ensurePrograms(needs) {
  const missing = [];
  for (const [name, ensure] of Object.entries(PROGRAMS)) {
    if (!needs.has(name)) continue;
    try {
      await ensure();
    } catch (error) {
      missing.push({ name, problem: error.message });
    }
  }
  return missing;
}
