import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { expect } from 'chai';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { axeFindings } from './support/axe.js';
import { type DeskProcess, startDesk } from './support/deskProcess.js';

const PASSWORD = 'correct horse battery staple';

describe('the sign-in page', function () {
  this.timeout(90_000);
  let browser: Browser;
  let desk: DeskProcess;
  let settings: Readonly<Record<string, string>> = {};
  before(async () => {
    desk = await startDesk((url) => {
      settings = {
        DIRECTLINE_SECRET: 'a-secret-of-more-than-thirty-two-characters',
        HOST: '127.0.0.1',
        DESK_PUBLIC_URL: url,
        DESK_OIDC_ISSUER: 'http://127.0.0.1:9',
        DESK_OIDC_CLIENT_ID: 'desk',
        DESK_OIDC_CLIENT_SECRET: 'secret',
        DESK_OIDC_NAME: 'Example ID',
      };
      return settings;
    });
    await addAgent(['--id', 'ada', '--name', 'Ada', '--role', 'lead', '--password'], PASSWORD);
    browser = await launchChromium();
  });
  after(() => Promise.all([browser?.close(), desk?.stop()]));

  /** What the command says last: a link, where it gives one. */
  async function addAgent(args: readonly string[], input = ''): Promise<string> {
    const env = { ...process.env, ...settings, DATA_DIR: desk.dataDir };
    const child = spawn(process.execPath, ['dist/services/desk/agentAddCommand.js', ...args], { env });
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += String(chunk);
    });
    child.stdin.end(input);
    const [code] = await once(child, 'close');
    expect(code).to.equal(0);
    return out.trimEnd().split('\n').at(-1) ?? '';
  }

  async function open(path: string, options: BrowserContextOptions = {}) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const [problems, strangers]: [string[], string[]] = [[], []];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      // That a sign-in was refused is said by its status, too.
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) problems.push(message.text());
    });
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== new URL(desk.url).origin) strangers.push(request.url());
    });
    await page.goto(new URL(path, desk.url).href);
    return { page, problems, strangers, close: () => context.close() };
  }

  const isIn = (page: Page) => page.request.get(`${desk.url}/desk/api/me`).then((answer) => answer.ok());
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);

  for (const colorScheme of ['light', 'dark'] as const)
    it(`axe finds nothing in ${colorScheme} colours: at first, after a fault, and where a password is chosen`, async () => {
      const { page, problems, strangers, close } = await open('/desk', { colorScheme });
      expect(await axeFindings(page)).to.deep.equal([]);
      await page.fill('#login', 'ada');
      await page.fill('#password', 'not the right one');
      await page.click('button[type=submit]');
      await page.getByRole('alert').waitFor();
      expect(await axeFindings(page)).to.deep.equal([]);
      const link = await addAgent(['--id', `new-${colorScheme}`, '--name', 'Kim', '--role', 'agent', '--link']);
      await page.goto(link);
      await page.getByRole('heading', { name: 'Welcome, Kim' }).waitFor();
      expect(await axeFindings(page)).to.deep.equal([]);
      expect([problems, strangers]).to.deep.equal([[], []]);
      await close();
    });

  it('is done with the keyboard alone, and after a fault goes on at the password', async () => {
    const { page, close } = await open('/desk');
    expect(await focused(page)).to.equal('login');
    await page.keyboard.type('ada');
    await page.keyboard.press('Tab');
    await page.keyboard.type('not the right one');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('alert').textContent()).to.equal('The name or the password is not right.');
    expect([await focused(page), await page.inputValue('#login')]).to.deep.equal(['password', 'ada']);
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Tab');
    expect(await focused(page)).to.equal('show');
    await page.keyboard.press('Space');
    expect(await page.getAttribute('#password', 'type')).to.equal('text');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${desk.url}/desk`);
    expect(await isIn(page)).to.equal(true);
    await close();
  });

  it('goes to the place that the address named', async () => {
    const { page, close } = await open('/desk#c=one');
    await page.fill('#login', 'ada');
    await page.fill('#password', PASSWORD);
    await page.click('button[type=submit]');
    await page.waitForURL(`${desk.url}/desk#c=one`);
    expect(await isIn(page)).to.equal(true);
    await close();
  });

  it('works without scripts, and so does the choice of a password', async () => {
    const link = await addAgent(['--id', 'kim', '--name', 'Kim', '--role', 'agent', '--link']);
    const { page, close } = await open(link, { javaScriptEnabled: false });
    expect(await page.locator('#show').isVisible()).to.equal(false);
    await page.fill('#password', 'a password of my own');
    await page.click('button[type=submit]');
    await page.waitForURL(`${desk.url}/desk`);
    await page.context().clearCookies();
    await page.goto(`${desk.url}/desk`);
    await page.fill('#login', 'kim');
    await page.fill('#password', 'a password of my own');
    await page.click('button[type=submit]');
    await page.waitForURL(`${desk.url}/desk`);
    const cookies = await page.context().cookies();
    expect(cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite])).to.deep.equal([
      ['refund_desk_agent', true, 'Strict'],
    ]);
    await close();
  });

  it('says that the issuer cannot be reached, and offers the password', async () => {
    const { page, close } = await open('/desk');
    await page.getByRole('link', { name: 'Sign in with Example ID' }).click();
    await page.getByText('Example ID cannot be reached right now').waitFor();
    expect(await page.locator('#password').isVisible()).to.equal(true);
    await close();
  });

  it('is whole at 320 px, and at 200 % of a small window', async () => {
    for (const options of [
      { viewport: { width: 320, height: 640 } },
      { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
    ]) {
      const { page, close } = await open('/desk', options);
      const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(content).to.be.at.most(window ?? 0);
      await close();
    }
  });
});
