import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { axeFindings } from './support/axe.js';
import { type ChatPage, openChatPage } from './support/chatPage.js';
import { type DeskProcess, startDesk } from './support/deskProcess.js';

const KEY = 'a-key-of-more-than-thirty-two-characters';
const LIST_CASES = '#operations-cases-listCases';

describe('the page of the API, in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let desk: DeskProcess;
  before(async () => {
    desk = await startDesk(() => ({ API_KEY: KEY }));
    browser = await launchChromium();
  });
  after(() => Promise.all([browser?.close(), desk?.stop()]));

  async function opened(options: Parameters<typeof openChatPage>[2] = {}): Promise<ChatPage> {
    const docs = await openChatPage(browser, `${desk.url}/api/docs`, options);
    await docs.page.locator('.opblock').first().waitFor();
    return docs;
  }

  /** The status that listing the cases is answered with. */
  async function tryWith({ page }: ChatPage, key: string): Promise<string | undefined> {
    await page.getByRole('button', { name: 'Authorize' }).click();
    const dialog = page.locator('.modal-ux');
    await dialog.locator('input').fill(key);
    await dialog.locator('button[type=submit]').click();
    await dialog.locator('.btn-done').click();
    await page.locator(`${LIST_CASES} .opblock-summary-control`).click();
    await page.locator(`${LIST_CASES} .try-out__btn`).click();
    await page.locator(`${LIST_CASES} button.execute`).click();
    const status = page.locator(`${LIST_CASES} .live-responses-table tbody .response-col_status`).first();
    return (await status.textContent())?.trim();
  }

  it('shows every route of the description', async () => {
    const docs = await opened();
    const described: { paths: Record<string, Record<string, unknown>> } = await (
      await fetch(`${desk.url}/api/openapi.json`)
    ).json();
    const routes = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const shown = await docs.page
      .locator('.opblock-summary')
      .evaluateAll((rows) =>
        rows.map(
          (row) =>
            `${row.querySelector('.opblock-summary-method')?.textContent} ${row.querySelector('[data-path]')?.getAttribute('data-path')}`,
        ),
      );
    expect(shown).to.have.members(routes);
    await docs.close();
  });

  it('lists the cases for who shows the key, asks no other host for anything, and breaks no policy', async () => {
    const docs = await opened();
    expect(await tryWith(docs, KEY)).to.equal('200');
    expect(await docs.page.locator(`${LIST_CASES} .live-responses-table`).textContent()).to.match(/RD-\w{4}-\w{4}/);
    await docs.page.locator('#operations-cases-moveCase .opblock-summary-control').click();
    await docs.page.locator('#operations-cases-moveCase .responses-inner').waitFor();
    expect([docs.strangers, docs.problems]).to.deep.equal([[], []]);
    expect(await docs.page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).to.not.include(KEY);
    await docs.close();
  });

  it('shows the refusal of a wrong key', async () => {
    const docs = await opened();
    expect(await tryWith(docs, `${KEY}x`)).to.equal('401');
    expect(await docs.page.locator(`${LIST_CASES} .live-responses-table`).textContent()).to.include('keyInvalid');
    await docs.close();
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`fits 390 and 1280 px in ${colorScheme} colours, and axe finds nothing in it that is ours to mend`, async () => {
      for (const width of [390, 1280]) {
        const docs = await opened({ viewport: { width, height: 800 }, colorScheme });
        expect(await axeFindings(docs.page)).to.deep.equal([]);
        await docs.page.locator('#operations-cases-moveCase .opblock-summary-control').click();
        await docs.page.locator('#operations-cases-moveCase .responses-inner').waitFor();
        const overflow = await docs.page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, `${width}`).to.equal(0);
        await docs.close();
      }
    });
});
