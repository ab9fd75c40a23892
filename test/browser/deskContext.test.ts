import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { deskWords } from '../../services/content/en/deskWords.js';
import { launchChromium } from '../support/chromium.js';
import { until } from '../support/until.js';
import { axeFindings } from './support/axe.js';
import { emptyContext, NOW, ordersAway, richContext, rightToLeft, unknownBuyer } from './support/deskParts/contexts.js';
import { cutOff, field, openPart, section } from './support/deskParts/openPart.js';
import { type PartsServer, startPartsServer } from './support/deskParts/partsServer.js';

const words = deskWords.context;

describe('what an agent has beside the thread', function () {
  this.timeout(60_000);
  let browser: Browser;
  let server: PartsServer;
  before(async () => {
    server = await startPartsServer();
    browser = await launchChromium();
  });
  beforeEach(() => {
    server.contexts.clear();
    server.contexts.set('c1', richContext());
    server.reads.length = 0;
  });
  after(() => Promise.all([browser?.close(), server?.close()]));

  const FIXTURES = { richContext, emptyContext, unknownBuyer, ordersAway, rightToLeft };

  for (const colorScheme of ['light', 'dark'] as const)
    it(`axe finds nothing in ${colorScheme} colours, whatever is known`, async () => {
      for (const [name, fixture] of Object.entries(FIXTURES)) {
        server.contexts.set('c1', fixture());
        const { page, problems, close } = await openPart(browser, server, 'context', { colorScheme });
        await section(page, 'audit').locator('summary').click();
        await openAll(page);
        expect(await axeFindings(page), name).to.deep.equal([]);
        expect(problems, name).to.deep.equal([]);
        await close();
      }
    });

  it('fits 320 px, 200 % of a small window, and a page from right to left', async () => {
    for (const fixture of [richContext, rightToLeft])
      for (const options of [
        { viewport: { width: 320, height: 640 } },
        { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
        { viewport: { width: 320, height: 640 }, dir: 'rtl' as const },
      ]) {
        server.contexts.set('c1', fixture());
        const { page, close } = await openPart(browser, server, 'context', options);
        await openAll(page);
        await field(page, 'description').getByRole('button').click();
        expect(await cutOff(page), JSON.stringify(options)).to.deep.equal([]);
        await close();
      }
  });

  it('shows the buyer, the decision, the verdict and the case at a glance', async () => {
    const { page, close } = await openPart(browser, server, 'context');
    const chips = section(page, 'summary').locator('.about-chip');
    await chips.first().waitFor();
    expect(await chips.allInnerTexts()).to.deep.equal([
      words.buyer.isKnown,
      words.decision.eligible.yes,
      `${words.order.seller}: ${words.verdict.isUncooperative}`,
      'RD-4F7K-2MQX: Waiting for the seller',
    ]);
    expect(await section(page, 'decision').textContent()).to.include('the claim window of 30 days is open');
    await close();
  });

  it('says who is not known, and that the order system is away, and looks again when asked to', async () => {
    server.contexts.set('c1', unknownBuyer());
    const { page, close } = await openPart(browser, server, 'context');
    await section(page, 'order').getByText(words.order.notKnown).waitFor();
    await section(page, 'summary').getByText(words.buyer.isNotKnown).waitFor();
    server.contexts.set('c1', ordersAway());
    await page.evaluate(() => window.desk.show('c1', 2));
    await section(page, 'order').getByText(words.order.away).waitFor();
    server.contexts.set('c1', richContext());
    await section(page, 'order').getByRole('button', { name: words.tryAgain }).click();
    await section(page, 'order').getByText('500 ceramic cups, 350 ml, with printed logo').waitFor();
    await close();
  });

  it('says times in the zone of the agent, and in the zone of the buyer in their title', async () => {
    const { page, close } = await openPart(browser, server, 'context');
    const paid = section(page, 'order').locator(`dt:has-text("${words.order.paidAt}") + dd time`);
    expect(await paid.textContent()).to.equal('Mon, 5 Oct 2026, 15:05');
    expect(await paid.getAttribute('title')).to.equal('Mon, 5 Oct 2026, 09:05 for the buyer (America/New_York)');
    expect(await paid.getAttribute('datetime')).to.equal('2026-10-05T13:05:00.000Z');
    await close();
  });

  it('copies the numbers of order and case, and selects them where the browser does not let it', async () => {
    const { page, close } = await openPart(browser, server, 'context', {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await section(page, 'order').getByRole('button', { name: words.order.copyNumber }).click();
    await section(page, 'order').getByText(words.copy.done).waitFor();
    expect(await copied()).to.equal('234193410001028893');
    await section(page, 'cases').getByRole('button', { name: words.cases.copyNumber }).click();
    await section(page, 'cases').getByText(words.copy.done).waitFor();
    expect(await copied()).to.equal('RD-4F7K-2MQX');
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
    });
    await section(page, 'cases').getByRole('button', { name: words.cases.copyNumber }).click();
    await section(page, 'cases').getByText(words.copy.failed).waitFor();
    expect(await page.evaluate(() => getSelection()?.toString().trim())).to.equal('RD-4F7K-2MQX');
    await close();
  });

  it('finds its sections as they were left', async () => {
    const { page, close } = await openPart(browser, server, 'context');
    await section(page, 'order').locator('summary').first().click();
    await section(page, 'audit').locator('summary').click();
    await section(page, 'audit').getByText('changed what was gathered').waitFor();
    await page.reload();
    await section(page, 'audit').getByText('changed what was gathered').waitFor();
    const open = await page
      .locator('.about-section')
      .evaluateAll((all) =>
        all.flatMap((each) => (each instanceof HTMLDetailsElement && each.open ? [each.dataset['section']] : [])),
      );
    expect(open).to.deep.equal(['summary', 'gathered', 'evidence', 'decision', 'verdict', 'cases', 'earlier', 'audit']);
    await close();
  });

  it('tells what was done in words, by whom, newest first, and an unknown deed as it is called', async () => {
    const { page, close } = await openPart(browser, server, 'context');
    await section(page, 'audit').locator('summary').click();
    const done = section(page, 'audit').locator('li > span:first-child');
    expect(await done.allInnerTexts()).to.deep.equal([
      `${words.audit.you} exported`,
      `${words.audit.you} changed what was gathered`,
      `${words.audit.you} took over`,
      'Kim Okonkwo put it back into the queue',
    ]);
    await close();
  });

  it('shows how far a case is to who sees it, and to who hears it', async () => {
    const { page, close } = await openPart(browser, server, 'context');
    const stops = page.locator('.about-timeline > li');
    await stops.first().waitFor();
    expect(await stops.evaluateAll((all) => all.map((stop) => stop.className))).to.deep.equal([
      'is-done',
      'is-now',
      'is-ahead',
      'is-ahead',
      'is-ahead',
    ]);
    const said = (await stops.allTextContents()).map((text) => text.split(' ')[0]);
    expect(said).to.deep.equal(['Done', 'Now', 'Ahead', 'Ahead', 'Ahead']);
    expect(await page.locator('.about-timeline [aria-current=step]').count()).to.equal(1);
    await close();
  });

  it('enlarges pictures, goes from one to the next by the arrow keys, and back to where it was opened', async () => {
    const { page, close } = await openPart(browser, server, 'context');
    const heard = page.evaluate(() => new Promise((resolve) => addEventListener('keydown', ({ key }) => resolve(key))));
    const thumbnails = section(page, 'evidence').locator('.about-thumbnail');
    await thumbnails.first().waitFor();
    expect(await thumbnails.count()).to.equal(3);
    await thumbnails.nth(1).click();
    const dialog = page.locator('dialog');
    await page.getByRole('dialog', { name: 'broken-cups.png' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('dialog', { name: 'shipping-label.webp' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('dialog', { name: 'carton-outside.jpg' }).waitFor();
    expect(await dialog.locator('img').evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth)).to.equal(
      240,
    );
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await thumbnails.nth(1).evaluate((button) => button === document.activeElement)).to.equal(true);
    // The page's own keys heard nothing of it.
    await page.keyboard.press('j');
    expect(await heard).to.equal('j');
    await close();
  });

  it('opens an earlier conversation when it is clicked', async () => {
    const { page, close } = await openPart(browser, server, 'context');
    await section(page, 'earlier')
      .getByRole('button', { name: /bamboo boards/ })
      .click();
    expect(await page.evaluate(() => window.desk.opened)).to.deep.equal(['c0']);
    await close();
  });

  it('sets words from right to left where they are', async () => {
    server.contexts.set('c1', rightToLeft());
    const { page, close } = await openPart(browser, server, 'context');
    const direction = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((part) => getComputedStyle(part).direction);
    expect(await direction('[data-section=summary] .about-lines')).to.equal('rtl');
    expect(await direction('[data-section=earlier] .about-outside')).to.equal('rtl');
    expect(await direction('[data-section=cases] .about-lines')).to.equal('ltr');
    await close();
  });

  it('says that it could not be read, keeps what it had, and reads again', async () => {
    const { page, close } = await openPart(browser, server, 'context');
    await section(page, 'summary')
      .getByText(/500 ceramic cups arrived broken/)
      .waitFor();
    server.contexts.set('c1', undefined);
    await page.evaluate(() => window.desk.show('c1', 2));
    await page.getByRole('alert').getByText(words.outOfDate).waitFor();
    await section(page, 'summary')
      .getByText(/500 ceramic cups arrived broken/)
      .waitFor();
    await page.evaluate(() => window.desk.show('c2', 1));
    await page.getByRole('alert').getByText(words.failed).waitFor();
    expect(await section(page, 'summary').count()).to.equal(0);
    server.contexts.set('c2', { ...emptyContext(), summary: 'The second conversation' });
    await page.getByRole('button', { name: words.tryAgain }).click();
    await section(page, 'summary').getByText('The second conversation').waitFor();
    expect(await page.getByRole('alert').getByText(words.failed).count()).to.equal(0);
    await close();
  });

  it('reads once at a time, and once more for all changes that came meanwhile', async () => {
    const { page, close } = await openPart(browser, server, 'context');
    await section(page, 'summary').waitFor();
    server.reads.length = 0;
    const { held, holds } = holding(page);
    await holds();
    await page.evaluate(() => window.desk.show('c1', 2));
    await until(() => held.length === 1);
    await page.evaluate(() => {
      for (let version = 3; version < 20; version += 1) window.desk.show('c1', version);
    });
    held[0]?.();
    await until(() => held.length === 2);
    server.contexts.set('c1', { ...richContext(), summary: 'The newest' });
    held[1]?.();
    await section(page, 'summary').getByText('The newest').waitFor();
    expect(server.reads.filter((path) => path.endsWith('/context'))).to.have.length(2);
    await close();
  });

  it('is as of now: what lies ahead says how far', async () => {
    const { page, close } = await openPart(browser, server, 'context');
    await page.clock.install({ time: NOW });
    await page.reload();
    await section(page, 'decision').getByText('(in 13 days)').waitFor();
    await page.clock.fastForward('24:00:00');
    await section(page, 'decision').getByText('(in 12 days)').waitFor();
    await close();
  });
});

/** Readings wait until the test lets them go. */
function holding(page: Page): { readonly held: (() => void)[]; readonly holds: () => Promise<void> } {
  const held: (() => void)[] = [];
  const holds = async () => {
    await page.route('**/context', async (route) => {
      await new Promise<void>((resolve) => held.push(resolve));
      await route.continue();
    });
  };
  return { held, holds };
}

async function openAll(page: Page): Promise<void> {
  await section(page, 'summary').waitFor();
  await page.locator('details').evaluateAll((all) => {
    for (const each of all) if (each instanceof HTMLDetailsElement) each.open = true;
  });
}
