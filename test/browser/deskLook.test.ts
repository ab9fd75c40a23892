import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { openPlayedPage, type Session, signInAgent } from './support/agentPage.js';
import { axeFindings } from './support/axe.js';
import { type DeskProcess, startDesk } from './support/deskProcess.js';

/** A folder for pictures of what the tests see; none are made without it. */
const PICTURES = process.env.DESK_PICTURES;
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
];

describe("the agents' page, looked at", function () {
  this.timeout(120_000);
  let browser: Browser;
  let desk: DeskProcess;
  let session: Session;
  before(async () => {
    [browser, desk] = await Promise.all([launchChromium(), startDesk()]);
    session = await signInAgent(browser, desk);
  });
  after(() => Promise.all([browser?.close(), desk?.stop()]));

  const open = (options: Parameters<typeof openPlayedPage>[3]) => openPlayedPage(browser, desk, session, options);

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`axe finds nothing in ${colorScheme} colours: list and thread, each dialog, the leads' figures`, async () => {
      const { page, close } = await open({ colorScheme, hash: '#queue/cups', reducedMotion: 'reduce' });
      await page.locator('.bubble').first().waitFor();
      expect(await axeFindings(page), 'list and thread').to.deep.equal([]);
      for (const name of ['Transfer', 'Back to queue', 'Return to bot', 'Resolve']) {
        await page.locator('.actions').getByRole('button', { name, exact: true }).click();
        await page.locator('dialog[open]').waitFor();
        expect(await axeFindings(page), name).to.deep.equal([]);
        await page.keyboard.press('Escape');
        await page.locator('dialog').waitFor({ state: 'detached' });
      }
      for (const key of ['?', 'Control+k']) {
        await page.locator('.log').focus();
        await page.keyboard.press(key);
        await page.locator('dialog[open]').waitFor();
        expect(await axeFindings(page), key).to.deep.equal([]);
        await page.keyboard.press('Escape');
        await page.locator('dialog').waitFor({ state: 'detached' });
      }
      await page.getByRole('button', { name: 'Settings' }).click();
      expect(await axeFindings(page), 'settings').to.deep.equal([]);
      await page.keyboard.press('Escape');
      await page.locator('#box').fill('/');
      await page.locator('.replies .option').first().waitFor();
      expect(await axeFindings(page), 'prepared replies').to.deep.equal([]);
      await page.locator('#box').fill('');
      await page.locator('.tab.to-note').click();
      expect(await axeFindings(page), 'note').to.deep.equal([]);
      await page.locator('.nav').getByText('Now').click();
      await page.locator('.now h1').waitFor();
      expect(await axeFindings(page), 'now').to.deep.equal([]);
      await close();
    });

    for (const size of SIZES)
      it(`nothing is cut off or scrolls sideways at ${size.width} px in ${colorScheme} colours`, async () => {
        const { page, problems, close } = await open({ colorScheme, viewport: size, hash: '#all' });
        await page.locator('.row').first().waitFor();
        await fits(page, `list ${size.width} ${colorScheme}`);
        await page.locator('.row-link').first().click();
        await page.locator('.bubble').first().waitFor();
        await page.waitForTimeout(300);
        await fits(page, `thread ${size.width} ${colorScheme}`);
        expect(problems).to.deep.equal([]);
        await close();
      });
  }

  it('is whole at 200 % of a window of 1280 by 800, from right to left, and by system colours', async () => {
    const small = { width: 640, height: 400 };
    for (const [name, options] of [
      ['zoomed', { deviceScaleFactor: 2 }],
      ['forced', { forcedColors: 'active' as const }],
    ] as const) {
      const { page, close } = await open({ viewport: small, hash: '#queue/cups', ...options });
      await page.locator('.bubble').first().waitFor();
      await fits(page, name);
      await close();
    }
    const { page, close } = await open({ hash: '#queue/cups' });
    await page.locator('.bubble').first().waitFor();
    const arabic = page.locator('.plain', { hasText: 'شكرا' });
    expect(await arabic.evaluate((found) => getComputedStyle(found).direction)).to.equal('rtl');
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
    await fits(page, 'rtl');
    await close();
  });

  async function fits(page: Page, name: string): Promise<void> {
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name.replaceAll(' ', '-')}.png` });
    const wide = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return [
        ...(scrollWidth > clientWidth ? ['the page'] : []),
        ...[...document.querySelectorAll('body *')]
          .filter((part) => part instanceof HTMLElement && part.getClientRects().length > 0)
          .filter((part) => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== 'inline')
          // What scrolls by itself, or ends a long text in dots, is meant to.
          .filter((part) => getComputedStyle(part).overflowX === 'visible' && part.closest('.hidden') === null)
          .map((part) => `${part.localName}.${part.className}`),
      ];
    });
    expect(wide, name).to.deep.equal([]);
  }
});
