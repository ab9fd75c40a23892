import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { deskWords } from '../../services/content/en/deskWords.js';
import { launchChromium } from '../support/chromium.js';
import { axeFindings } from './support/axe.js';
import { busyStats, emptyStats } from './support/deskParts/figures.js';
import { cutOff, openPart } from './support/deskParts/openPart.js';
import { type PartsServer, startPartsServer } from './support/deskParts/partsServer.js';

const words = deskWords.stats;

describe('what leads see of the desk', function () {
  this.timeout(60_000);
  let browser: Browser;
  let server: PartsServer;
  before(async () => {
    server = await startPartsServer();
    browser = await launchChromium();
  });
  beforeEach(() => {
    server.stats = busyStats();
    server.reads.length = 0;
  });
  after(() => Promise.all([browser?.close(), server?.close()]));

  const wide = { viewport: { width: 1100, height: 900 } };
  const tile = async (page: Page, name: string) =>
    (await page.locator(`[data-tile=${name}] .stats-value`).textContent())?.replaceAll('\u00a0', ' ');

  for (const colorScheme of ['light', 'dark'] as const)
    it(`axe finds nothing in ${colorScheme} colours, with figures, without, and when they cannot be read`, async () => {
      for (const stats of [busyStats(), emptyStats(), undefined]) {
        server.stats = stats;
        const { page, problems, close } = await openPart(browser, server, 'stats', { ...wide, colorScheme });
        await page
          .locator(stats ? '[data-tile]' : '[role=alert]')
          .first()
          .waitFor();
        await page.locator('details').evaluateAll((all) => {
          for (const each of all) if (each instanceof HTMLDetailsElement) each.open = true;
        });
        expect(await axeFindings(page)).to.deep.equal([]);
        expect(problems).to.deep.equal([]);
        await close();
      }
    });

  it('draws bars that stand out 3 to 1 from what is behind them', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, close } = await openPart(browser, server, 'stats', { ...wide, colorScheme });
      await page.locator('.stats-bar').first().waitFor();
      const colours = await page.locator('.stats-chart').evaluateAll((charts) =>
        charts.map((chart) => {
          const bar = chart.querySelector('.stats-bar');
          return {
            id: chart.getAttribute('data-chart'),
            bar: bar && getComputedStyle(bar).fill,
            ground: getComputedStyle(chart).backgroundColor,
          };
        }),
      );
      expect(colours).to.have.length(6);
      for (const { id, bar, ground } of colours)
        expect(contrast(bar ?? '', ground), `${id} ${colorScheme}`).to.be.at.least(3);
      await close();
    }
  });

  it('fits 320 px, 200 % of a small window, and a page from right to left', async () => {
    for (const options of [
      { viewport: { width: 320, height: 640 } },
      { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
      { viewport: { width: 320, height: 640 }, dir: 'rtl' as const },
    ]) {
      const { page, close } = await openPart(browser, server, 'stats', options);
      await page.locator('[data-tile]').first().waitFor();
      expect(await cutOff(page), JSON.stringify(options)).to.deep.equal([]);
      await close();
    }
  });

  it('tells waiting, longest wait, open, first response, resolution and abandonment', async () => {
    const hour = {
      from: 0,
      asked: 4,
      answered: 3,
      resolved: 1,
      abandoned: 1,
      firstResponseMs: 10_000,
      resolutionMs: 90_000,
    };
    server.stats = {
      ...busyStats(),
      hours: [
        hour,
        {
          ...hour,
          from: 3_600_000,
          asked: 1,
          answered: 1,
          resolved: 0,
          abandoned: 0,
          firstResponseMs: 50_000,
          resolutionMs: 7_200_000,
        },
      ],
    };
    const { page, close } = await openPart(browser, server, 'stats', wide);
    await page.locator('[data-tile]').first().waitFor();
    const told = await Promise.all(
      ['waiting', 'longestWait', 'open', 'firstResponse', 'resolution', 'abandonment'].map((name) => tile(page, name)),
    );
    // 3 answered in 10 s and 1 in 50 s; 1 resolved in 90 s, and at least one in two hours; 1 of 5 was not reached.
    expect(told).to.deep.equal(['7', '4 min 12 s', '12', '20 s', '1 h', '20%']);
    await close();
  });

  it('has no figure where there is none, and does not call it 0', async () => {
    server.stats = emptyStats();
    const { page, close } = await openPart(browser, server, 'stats', wide);
    await page.locator('[data-tile]').first().waitFor();
    for (const name of ['longestWait', 'firstResponse', 'resolution', 'abandonment'])
      expect(await tile(page, name), name).to.include(words.none);
    await page.getByText(words.agents.nobody).waitFor();
    await page.getByText(words.hours.nothing).waitFor();
    await close();
  });

  it('sorts the agents by each column, who has no figure last', async () => {
    const { page, close } = await openPart(browser, server, 'stats', wide);
    const names = async () =>
      (await page.locator('.stats-agents tbody th').allInnerTexts()).map((name) => name.split(' ')[0]);
    await page.locator('.stats-agents').waitFor();
    expect(await names()).to.deep.equal(['Kim', 'Sam', 'نور', 'Lee']);
    const rating = page.getByRole('button', { name: words.agents.rating });
    await rating.click();
    expect(await names()).to.deep.equal(['Sam', 'نور', 'Kim', 'Lee']);
    await rating.click();
    expect(await names()).to.deep.equal(['Kim', 'نور', 'Sam', 'Lee']);
    expect(await page.getByRole('columnheader', { name: words.agents.rating }).getAttribute('aria-sort')).to.equal(
      'ascending',
    );
    await close();
  });

  it('has words for each chart, a bar for each hour with something in it, and the same figures as a table', async () => {
    const { page, close } = await openPart(browser, server, 'stats', wide);
    const chart = page.locator('[data-chart=asked]');
    await chart.waitFor();
    const image = page.getByRole('img', { name: words.hours.asked });
    expect(await image.locator('> desc').textContent()).to.equal(
      'Each bar is an hour. In all: 102. Most in one hour: 14 (01:00).',
    );
    const asked = busyStats().hours.map((hour) => hour.asked);
    expect(await chart.locator('.stats-bar').count()).to.equal(asked.filter((count) => count > 0).length);
    await chart.locator('summary').click();
    expect(await chart.locator('td').allInnerTexts()).to.deep.equal(asked.map(String));
    const heights = await chart
      .locator('.stats-bar')
      .evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute('height'))));
    expect(Math.max(...heights)).to.equal(60);
    expect(Math.min(...heights)).to.be.closeTo(60 / 14, 0.01);
    await close();
  });

  it('is read every 15 s while it is seen, at once when it is seen again, and not after it was left', async () => {
    const { page, close } = await openPart(browser, server, 'stats', wide);
    await page.clock.install();
    await page.reload();
    await page.locator('[data-tile]').first().waitFor();
    const reads = () => server.reads.length;
    const passes = async (seconds: number) => {
      await page.clock.runFor(seconds * 1_000);
      await page.waitForTimeout(150);
    };
    const see = (state: 'visible' | 'hidden') =>
      page.evaluate((is) => {
        Object.defineProperty(document, 'visibilityState', { configurable: true, value: is });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    const first = reads();
    await passes(14);
    expect(reads()).to.equal(first);
    server.stats = { ...busyStats(), waiting: 8 };
    await passes(1);
    expect(reads()).to.equal(first + 1);
    await page.locator('[data-tile=waiting]').getByText('8').waitFor();
    await see('hidden');
    await passes(60);
    expect(reads()).to.equal(first + 1);
    await see('visible');
    await page.waitForTimeout(150);
    expect(reads()).to.equal(first + 2);
    await page.evaluate(() => window.desk.leave());
    await passes(60);
    expect(reads()).to.equal(first + 2);
    await close();
  });

  it('keeps the last figures when they cannot be read again, says of when they are, and recovers', async () => {
    const { page, close } = await openPart(browser, server, 'stats', wide);
    await page.clock.install();
    await page.reload();
    await page.locator('[data-tile]').first().waitFor();
    server.stats = undefined;
    await page.clock.fastForward(15_000);
    await page.getByRole('alert').getByText(`${words.outOfDate} 14:05:00.`).waitFor();
    expect(await tile(page, 'waiting')).to.equal('7');
    server.stats = busyStats();
    await page.getByRole('button', { name: words.tryAgain }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await close();
  });
});

/** By WCAG, of two colours as the browser names them: rgb(r, g, b). */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
