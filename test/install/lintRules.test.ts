import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { z } from 'zod';
import { runCommand } from './runCommand.js';
import { plant, root, temporaryFolder } from './temporaryFolder.js';

/** A rule of ours, a file that breaks it, and the same elsewhere or otherwise, which is fine. */
const CASES: { rule: string; broken: Record<string, string>; fine?: Record<string, string> }[] = [
  {
    rule: 'noExplicitAny',
    broken: { 'bots/any.ts': 'export const x: any = 1;' },
    fine: { 'bots/unknown.ts': 'export const x: unknown = 1;' },
  },
  {
    rule: 'noNonNullAssertion',
    broken: { 'bots/bang.ts': 'export const first = (all: string[]) => all[0]!.length;' },
    fine: { 'bots/noBang.ts': 'export const first = (all: string[]) => all[0]?.length;' },
  },
  { rule: 'noDefaultExport', broken: { 'bots/default.ts': 'export default 1;' } },
  {
    rule: 'useImportType',
    broken: { 'bots/import.ts': `import { Order } from './order.js';\nexport type X = Order;` },
    fine: { 'bots/importType.ts': `import type { Order } from './order.js';\nexport type X = Order;` },
  },
  {
    rule: 'noConsole',
    broken: { 'bots/says.ts': `console.log('x');`, 'web/says.ts': `console.error('x');` },
    fine: { 'scripts/says.mjs': `console.log('x');` },
  },
  {
    rule: 'noRestrictedImports',
    broken: {
      ...Object.fromEntries(
        ['TextPrompt', 'ChoicePrompt', 'ConfirmPrompt', 'NumberPrompt', 'DateTimePrompt'].map((name) => [
          `dialogs/${name}.ts`,
          `import { ${name} } from 'botbuilder-dialogs';\nexport const x = new ${name}('x');`,
        ]),
      ),
      'web/desk/list/borrows.tsx': `export { open } from '../../../services/desk/desk.js';`,
      'web/desk/rules.ts': `export type { Order } from '../../services/refunds/order.js';`,
    },
    fine: {
      'dialogs/waterfall.ts': `export { WaterfallDialog } from 'botbuilder-dialogs';`,
      'web/desk/list/shapes.tsx': `export type { List } from '../../../services/desk/deskApi.js';`,
      'web/desk/words.ts': `export { deskWords } from '../../services/content/en/deskWords.js';`,
    },
  },
  {
    rule: 'noImportCycles',
    broken: {
      'web/desk/one.ts': `import { two } from './two.js';\nexport const one = () => two;`,
      'web/desk/two.ts': `import { one } from './one.js';\nexport const two = () => one;`,
    },
  },
  {
    rule: 'noRestrictedGlobals',
    broken: {
      'services/refunds/now.ts': 'export const now = () => Date.now();',
      'services/refunds/date.ts': 'export const today = () => new Date();',
      'services/refunds/reads.ts': `export const rates = () => fetch('https://rates.example');`,
      'services/refunds/settings.ts': 'export const days = process.env;',
      'services/refunds/global.ts': 'export const now = () => globalThis.Date.now();',
      'services/refunds/calendarDay.ts': 'export const days = process.env;',
    },
    fine: {
      'services/refunds/calendarDay.test.ts': 'export const x = 1;',
      'services/cases/now.ts': 'export const now = () => Date.now();',
      'services/telemetry/settings.ts': 'export const settings = process.env;',
    },
  },
];

const Report = z.object({
  diagnostics: z.array(
    z.object({ category: z.string(), severity: z.string(), location: z.object({ path: z.string() }) }),
  ),
});

describe('the lint rules', () => {
  let found: { rule: string; path: string }[];
  before(async function () {
    this.timeout(20_000);
    const folder = await temporaryFolder('lint-rules');
    await copyFile(join(root, 'biome.json'), join(folder.path, 'biome.json'));
    await copyFile(join(root, '.gitignore'), join(folder.path, '.gitignore'));
    for (const { broken, fine } of CASES) await plant(folder.path, { ...broken, ...fine });
    await plant(folder.path, { 'services/refunds/calendarDay.ts': 'export const a = [new Date(0), process.env];' });
    found = await lint(folder.path);
    await folder.remove();
  });

  for (const { rule, broken, fine = {} } of CASES) {
    it(`${rule} bites`, () => {
      const reported = found.filter((each) => each.rule === rule).map(({ path }) => path);
      expect(reported).to.include.members(Object.keys(broken));
      expect(reported.filter((path) => path in fine)).to.deep.equal([]);
    });
  }

  it('let calendarDay.ts alone use Date, in services/refunds', () => {
    expect(found.filter(({ path }) => path === 'services/refunds/calendarDay.ts')).to.have.length(1);
  });
});

async function lint(folder: string): Promise<{ rule: string; path: string }[]> {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
  const { stdout, output } = await runCommand(process.execPath, args, { cwd: folder });
  expect(stdout, output).to.match(/^\{/);
  return Report.parse(JSON.parse(stdout))
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ category, location }) => ({ rule: category.split('/').at(-1) ?? '', path: location.path }));
}
