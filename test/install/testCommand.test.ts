import { cp, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { runCommand } from './runCommand.js';
import { plant, root, temporaryFolder } from './temporaryFolder.js';

const suite = (body: string) => `import { expect } from 'chai';\ndescribe('suite', () => {\n${body}\n});\n`;
const passing = `it('passes', () => expect(1).to.equal(1));`;

describe('the test command', function () {
  this.timeout(60_000);

  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    folder = await temporaryFolder('test-command');
    await cp(join(root, 'scripts'), join(folder.path, 'scripts'), { recursive: true });
    await cp(join(root, '.mocharc.json'), join(folder.path, '.mocharc.json'));
    await symlink(join(root, 'node_modules'), join(folder.path, 'node_modules'));
    await plant(folder.path, { 'package.json': '{ "type": "module" }' });
  });
  afterEach(() => folder.remove());

  const test = async (wish: string, files: Record<string, string>) => {
    await plant(folder.path, files);
    const { code, output } = await runCommand(process.execPath, ['scripts/test.mjs', wish], { cwd: folder.path });
    return { code, output, lastLine: output.trimEnd().split('\n').at(-1) };
  };

  it('sums its runs on the last line', async () => {
    const { code, lastLine, output } = await test('test/', {
      'test/refunds/a.test.ts': suite(passing),
      'test/content/b.test.ts': suite(passing),
      'test/somewhereNew/c.test.ts': suite(passing),
    });
    expect(lastLine, output).to.equal('3 passed, 0 failed');
    expect(code).to.equal(0);
  });

  it('fails when a test fails, and says which', async () => {
    const { code, lastLine, output } = await test('refunds', {
      'test/refunds/a.test.ts': suite(`${passing}\nit('breaks', () => expect(1).to.equal(2));`),
    });
    expect(lastLine, output).to.equal('1 passed, 1 failed');
    expect(output).to.include('test/refunds: suite breaks');
    expect(code).to.equal(1);
  });

  it('names what was skipped and why', async () => {
    const { code, lastLine, output } = await test('refunds', {
      'test/refunds/a.test.ts': suite(`${passing}
        it.skip('is put off', () => {});
        it('needs a moon', function () { Object.assign(this.test ?? {}, { skipReason: 'no moon' }); this.skip(); });`),
    });
    expect(lastLine, output).to.equal('1 passed, 0 failed, 2 skipped');
    expect(output).to.include('test/refunds/a.test.ts: suite is put off (marked so in the source)');
    expect(output).to.include('test/refunds/a.test.ts: suite needs a moon (no moon)');
    expect(code).to.equal(0);
  });

  it('does not take a run that stopped early, or a test marked only, for a pass', async () => {
    const stopped = await test('content', { 'test/content/a.test.ts': suite(`it('ends', () => process.exit(0));`) });
    expect(stopped.lastLine, stopped.output).to.equal('0 passed, 1 failed');
    expect(stopped.output).to.include('mocha stopped before its end');

    const only = await test('refunds', { 'test/refunds/a.test.ts': suite(`it.only('alone', () => {});\n${passing}`) });
    expect(only.code, only.output).to.equal(1);
  });

  it('does not wait for ever for a process that a test left open', async () => {
    const { code, lastLine, output } = await test('refunds', {
      'test/refunds/a.test.ts': suite(`it('forgets', () => { setInterval(() => {}, 1000); });`),
    });
    expect(lastLine, output).to.equal('1 passed, 1 failed');
    expect(output).to.include('stayed open after its last test');
    expect(code).to.equal(1);
  });

  it('counts a folder of the whole run that has no tests, and each failing tool, as failures', async () => {
    const { code, lastLine, output } = await test('quick', { 'test/refunds/a.test.ts': suite(passing) });
    expect(output).to.include('test/understanding: (no test)');
    expect(output).to.include('check: knip');
    expect(lastLine).to.match(/^\d+ passed, ([5-9]|\d\d) failed$/);
    expect(code).to.equal(1);
  });
});
