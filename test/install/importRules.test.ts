import { join } from 'node:path';
import { expect } from 'chai';
import { z } from 'zod';
import { runCommand } from './runCommand.js';
import { plant, root, temporaryFolder } from './temporaryFolder.js';

const imports = (...from: string[]) => from.map((path, n) => `import * as m${n} from '${path}';`).join('\n');
const nothing = 'export const x = 1;\n';
const dependency = (name: string) => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
  [`node_modules/${name}/index.js`]: 'module.exports = {};\n',
});

/** A house that keeps every rule, with each thing that a rule has to let pass. */
const HOUSE: Record<string, string> = {
  'package.json': JSON.stringify({
    type: 'module',
    dependencies: {
      zod: '1.0.0',
      botbuilder: '1.0.0',
      restify: '1.0.0',
      lmdb: '1.0.0',
      '@redis/client': '1.0.0',
      'prom-client': '1.0.0',
    },
    devDependencies: { chai: '1.0.0' },
  }),
  ...dependency('zod'),
  ...dependency('botbuilder'),
  ...dependency('restify'),
  ...dependency('lmdb'),
  ...dependency('@redis/client'),
  ...dependency('prom-client'),
  ...dependency('chai'),
  'index.ts': imports(
    './services/cases/openCases.js',
    './bots/http/server.js',
    './bots/channels/openChannels.js',
    './services/telemetry/openMetrics.js',
  ),
  'bots/http/server.ts': imports('restify'),
  'bots/channels/openChannels.ts': imports('./directLine/directLine.js', './botService/botService.js'),
  'bots/channels/directLine/directLine.ts': imports('./tokens.js', '../../refundBot.js'),
  'bots/channels/directLine/tokens.ts': imports('node:crypto'),
  'bots/channels/botService/botService.ts': imports('botbuilder'),
  'bots/refundBot.ts': imports('botbuilder', '../dialogs/root.js', '../services/cases/caseBackend.js'),
  'dialogs/root.ts': imports('botbuilder', '../services/refunds/policy.js'),
  'services/refunds/policy.ts': imports('zod', './money.js'),
  'services/refunds/money.ts': nothing,
  'services/cases/caseBackend.ts': `import type { x } from '../refunds/money.js';`,
  'services/cases/openCases.ts': imports('./embeddedCases.js', './redisCases.js'),
  'services/cases/embeddedCases.ts': imports('../storage/embeddedDatabase.js', './embedded/tables.js'),
  'services/cases/embedded/tables.ts': imports('../../storage/embeddedDatabase.js'),
  'services/cases/redisCases.ts': imports('./caseBackend.js', '../storage/redisLinks.js'),
  'services/storage/redisLinks.ts': imports('@redis/client'),
  'services/storage/embeddedDatabase.ts': imports('lmdb', 'node:fs'),
  'services/telemetry/openMetrics.ts': imports('./prometheusMetrics.js'),
  'services/telemetry/prometheusMetrics.ts': imports('prom-client'),
  'services/understanding/recognizerWorker.ts': imports('./recognize.js'),
  'services/understanding/recognize.ts': nothing,
  'services/understanding/commands/trainCommand.ts': imports('../train.js'),
  'services/understanding/train.ts': nothing,
  'web/chat/chat.ts': imports('./page.js'),
  'web/chat/page.ts': nothing,
  'test/house.test.ts': imports('chai', '../services/cases/embeddedCases.js'),
};

/** Each rule of .dependency-cruiser.mjs, the file that breaks it, and what the rule has to name. */
const VIOLATIONS: { rule: string; plants: Record<string, string>; reports: [from: string, to: string][] }[] = [
  {
    rule: 'no-circles',
    plants: { 'services/a/one.ts': imports('./two.js'), 'services/a/two.ts': `import type { m0 } from './one.js';` },
    reports: [['services/a/one.ts', 'services/a/two.ts']],
  },
  {
    rule: 'no-orphans',
    plants: { 'services/a/leftOver.ts': nothing },
    reports: [['services/a/leftOver.ts', 'services/a/leftOver.ts']],
  },
  {
    rule: 'reachable-from-index',
    plants: { 'dialogs/unused.ts': imports('botbuilder') },
    reports: [['dialogs/unused.ts', 'dialogs/unused.ts']],
  },
  {
    rule: 'refunds-are-pure',
    plants: {
      'services/refunds/clock.ts': imports('node:fs'),
      'services/refunds/peek.ts': `import type { x } from '../cases/caseBackend.js';`,
    },
    reports: [
      ['services/refunds/clock.ts', 'fs'],
      ['services/refunds/peek.ts', 'services/cases/caseBackend.ts'],
    ],
  },
  {
    rule: 'services-know-no-talk',
    plants: {
      'services/a/says.ts': imports('../../dialogs/root.js'),
      'services/a/sends.ts': imports('../../bots/refundBot.js'),
      'services/a/sdk.ts': `import type { Activity } from 'botbuilder';`,
      'services/a/router.ts': imports('restify'),
    },
    reports: [
      ['services/a/says.ts', 'dialogs/root.ts'],
      ['services/a/sends.ts', 'bots/refundBot.ts'],
      ['services/a/sdk.ts', 'node_modules/botbuilder/index.js'],
      ['services/a/router.ts', 'node_modules/restify/index.js'],
    ],
  },
  {
    rule: 'dialogs-know-no-edge',
    plants: {
      'dialogs/edge.ts': imports('../bots/refundBot.js'),
      'dialogs/store.ts': imports('lmdb'),
    },
    reports: [
      ['dialogs/edge.ts', 'bots/refundBot.ts'],
      ['dialogs/store.ts', 'node_modules/lmdb/index.js'],
    ],
  },
  {
    rule: 'dialogs-do-no-io',
    plants: {
      'dialogs/io.ts': imports('node:fs', 'node:net', 'node:http', 'node:child_process', 'fs/promises'),
    },
    reports: [
      ['dialogs/io.ts', 'fs'],
      ['dialogs/io.ts', 'net'],
      ['dialogs/io.ts', 'http'],
      ['dialogs/io.ts', 'child_process'],
      ['dialogs/io.ts', 'fs/promises'],
    ],
  },
  {
    rule: 'sdk-only-at-the-edge-and-in-the-talk',
    plants: { 'web/chat/sdk.ts': imports('botbuilder') },
    reports: [['web/chat/sdk.ts', 'node_modules/botbuilder/index.js']],
  },
  {
    rule: 'restify-only-in-http',
    plants: { 'bots/channels/botService/routes.ts': imports('restify') },
    reports: [['bots/channels/botService/routes.ts', 'node_modules/restify/index.js']],
  },
  {
    rule: 'adapters-only-from-open',
    plants: {
      'services/cases/shortcut.ts': imports('./embeddedCases.js'),
      'bots/shortcut.ts': `import type { m0 } from '../services/cases/embedded/tables.js';`,
    },
    reports: [
      ['services/cases/shortcut.ts', 'services/cases/embeddedCases.ts'],
      ['bots/shortcut.ts', 'services/cases/embedded/tables.ts'],
    ],
  },
  {
    rule: 'adapters-of-one-technique',
    plants: { 'services/cases/redisShortcut.ts': imports('./embeddedCases.js') },
    reports: [['services/cases/redisShortcut.ts', 'services/cases/embeddedCases.ts']],
  },
  {
    rule: 'channels-only-from-open',
    plants: { 'bots/turnShortcut.ts': imports('./channels/directLine/tokens.js') },
    reports: [['bots/turnShortcut.ts', 'bots/channels/directLine/tokens.ts']],
  },
  {
    rule: 'channels-apart',
    plants: { 'bots/channels/botService/borrowed.ts': imports('../directLine/tokens.js') },
    reports: [['bots/channels/botService/borrowed.ts', 'bots/channels/directLine/tokens.ts']],
  },
  {
    rule: 'lmdb-in-one-file',
    plants: { 'services/cases/embeddedShortcut.ts': imports('lmdb') },
    reports: [['services/cases/embeddedShortcut.ts', 'node_modules/lmdb/index.js']],
  },
  {
    rule: 'redis-in-one-file',
    plants: { 'services/cases/redisDirect.ts': imports('@redis/client') },
    reports: [['services/cases/redisDirect.ts', 'node_modules/@redis/client/index.js']],
  },
  {
    rule: 'prometheus-in-one-file',
    plants: { 'bots/counting.ts': imports('prom-client') },
    reports: [['bots/counting.ts', 'node_modules/prom-client/index.js']],
  },
  {
    rule: 'web-stands-alone',
    plants: { 'web/chat/borrowed.ts': imports('../../services/refunds/money.js') },
    reports: [['web/chat/borrowed.ts', 'services/refunds/money.ts']],
  },
  {
    rule: 'product-knows-no-tests',
    plants: { 'bots/fake.ts': imports('../test/fake.js'), 'test/fake.ts': nothing },
    reports: [['bots/fake.ts', 'test/fake.ts']],
  },
  {
    rule: 'product-needs-no-dev-dependency',
    plants: { 'bots/assertion.ts': imports('chai') },
    reports: [['bots/assertion.ts', 'node_modules/chai/index.js']],
  },
  {
    rule: 'imports-exist',
    plants: { 'bots/nowhere.ts': imports('./gone.js') },
    reports: [['bots/nowhere.ts', './gone.js']],
  },
];

const Report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
    ruleSetUsed: z.object({ forbidden: z.array(z.object({ name: z.string() })) }),
  }),
});

describe('the import rules', function () {
  this.timeout(30_000);

  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    folder = await temporaryFolder('import-rules');
    await plant(folder.path, HOUSE);
  });
  afterEach(() => folder.remove());

  it('pass a house that keeps them', async () => {
    const { violations } = await cruise(folder.path);
    expect(violations).to.deep.equal([]);
  });

  it('have a planted violation each, in this test', async () => {
    const { rules } = await cruise(folder.path);
    expect(VIOLATIONS.map(({ rule }) => rule)).to.have.members(rules);
  });

  describe('report', () => {
    let reported: Awaited<ReturnType<typeof cruise>>['violations'];
    before(async function () {
      this.timeout(30_000);
      const broken = await temporaryFolder('import-rules-broken');
      await plant(broken.path, HOUSE);
      for (const { plants } of VIOLATIONS) await plant(broken.path, plants);
      reported = (await cruise(broken.path)).violations;
      await broken.remove();
    });

    for (const { rule, plants, reports } of VIOLATIONS) {
      it(rule, () => {
        const planted = new Set(Object.keys(plants));
        const found = reported.filter((violation) => violation.rule === rule && planted.has(violation.from));
        expect(found.map(({ from, to }) => [from, to])).to.have.deep.members(reports);
      });
    }
  });
});

async function cruise(folder: string) {
  const { stdout, output } = await runCommand(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      ...['index.ts', 'bots', 'dialogs', 'services', 'web', 'test'],
      ...['--config', join(root, '.dependency-cruiser.mjs'), '--output-type', 'json'],
    ],
    { cwd: folder },
  );
  expect(stdout, output).to.match(/^\{/);
  const { summary } = Report.parse(JSON.parse(stdout));
  return {
    rules: summary.ruleSetUsed.forbidden.map(({ name }) => name),
    violations: summary.violations.map(({ from, to, rule }) => ({ rule: rule.name, from, to })),
  };
}
