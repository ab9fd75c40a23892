import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { axeFindings } from './support/axe.js';
import { type ChatPage, inPanel, openChatPage } from './support/chatPage.js';
import { type DeskProcess, startDesk } from './support/deskProcess.js';

/** Pictures to look at, where a folder is named. */
const PICTURES = process.env.PICTURES;

describe('a newcomer lives through a whole case on the demo’s page', function () {
  this.timeout(120_000);
  let browser: Browser;
  let desk: DeskProcess;
  beforeEach(async () => {
    desk = await startDesk();
    browser = await launchChromium();
  });
  afterEach(() => Promise.all([browser?.close(), desk?.stop()]));

  const picture = async (page: Page, name: string): Promise<void> => {
    if (!PICTURES) return;
    await page.waitForTimeout(700);
    await page.screenshot({ path: `${PICTURES}/${name}.png` });
  };
  const says = async ({ page }: ChatPage, text: string): Promise<void> => {
    const box = inPanel(page).getByRole('textbox');
    await box.fill(text);
    await box.press('Enter');
  };
  const plays = async (page: Page, title: string, fields: Readonly<Record<string, string>> = {}): Promise<void> => {
    await page.locator('#play').getByRole('button', { name: title, exact: true }).click();
    const form = page.locator('#play form:visible');
    if (!title.endsWith('…')) return;
    for (const [name, value] of Object.entries(fields)) {
      const field = form.locator(`[name=${name}]`);
      if ((await field.evaluate(({ tagName }) => tagName)) === 'SELECT') await field.selectOption(value);
      else await field.fill(value);
    }
    await form.getByRole('button', { name: 'Do it' }).click();
  };

  it('files, is offered half, asks for more, is reminded, escalates, hands in evidence, wins, and gets the money', async () => {
    const chat = await openChatPage(browser, desk.url, { viewport: { width: 1280, height: 900 } });
    const { page } = chat;
    const hears = async (key: string, from: number): Promise<number> => {
      await chat.hears(key, from);
      return chat.heard.length;
    };
    let heard = await hears('root.welcome', 0);
    await page.locator('#play > summary').click();
    await picture(page, '1-panel');

    await says(
      chat,
      'order 234193410001028893: 250 of the 500 cups came broken, noticed yesterday, the seller has not answered for a week, ' +
        'I want part of the money, 600 dollars, https://photos.example.com/1.jpg',
    );
    heard = await hears('refund.review', heard);
    await says(chat, 'submit');
    const filed = await chat.hears('refund.filed', heard);
    heard = chat.heard.length;
    // The panel turns to the case that was just filed.
    await page.waitForFunction(
      (caseId) => document.querySelector<HTMLSelectElement>('#play-case')?.value === caseId,
      filed.channelData?.caseId,
    );

    await plays(page, 'Propose…', { amount: '300' });
    heard = await hears('case.proposal', heard);
    await picture(page, '2-proposal');
    await says(chat, 'Make a counter-proposal');
    heard = await hears('case.askAmount', heard);
    await says(chat, '500 dollars');
    heard = await hears('case.actAsk', heard);
    await says(chat, 'yes');
    heard = await hears('case.acted', heard);
    await plays(page, 'Refuse…');
    heard = await hears('case.refused', heard);

    // Over the days of quiet by the buyer's own clock: the reminder comes when they are awake.
    for (let days = 0; days < 5; days += 1)
      await page.locator('#play').getByRole('button', { name: '+ 1 day', exact: true }).click();
    heard = await hears('case.reminder', heard);
    await picture(page, '3-reminder');
    await says(chat, 'escalate');
    heard = await hears('case.actAsk', heard);
    await says(chat, 'yes');
    heard = await hears('case.acted', heard);
    await picture(page, '4-escalated');

    await plays(page, 'Ask for evidence…');
    heard = await hears('case.evidenceAsked', heard);
    await says(chat, 'https://photos.example.com/label.jpg');
    heard = await hears('case.evidenceTaken', heard);
    await says(chat, 'Hand it in');
    heard = await hears('case.acted', heard);
    await plays(page, 'Decide…', { outcome: 'fullRefund' });
    heard = await hears('case.decided', heard);
    await picture(page, '5-decided');
    await plays(page, 'Order the refund…', { amount: '1200' });
    await plays(page, 'Send the refund…');
    heard = await hears('case.refundStarted', heard);
    await plays(page, 'The money is there');
    heard = await hears('case.refunded', heard);
    await page.locator('#play-about').getByText('It is refunded.').waitFor();
    await picture(page, '6-refunded');

    await page.reload();
    await page.getByText('(moved ahead)').waitFor({ state: 'attached' });
    expect(chat.problems).to.deep.equal([]);
    expect(chat.strangers).to.deep.equal([]);

    // Over a restart of the server the panel goes on, without a reload.
    await page.locator('#play > summary').click();
    await page.locator('#play-steps button').first().waitFor();
    await desk.restart();
    await page.locator('#play').getByRole('button', { name: '+ 1 hour', exact: true }).click();
    await page.locator('#play-told').getByText('The clock was moved.').waitFor();
    await chat.close();
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`axe finds nothing in the panel in ${colorScheme} colours, and it fits 320 px`, async () => {
      const chat = await openChatPage(browser, desk.url, { viewport: { width: 320, height: 800 }, colorScheme });
      const { page } = chat;
      await page.locator('#play > summary').press('Enter');
      await plays(page, 'Agree').catch(() => undefined);
      await page
        .locator('#play')
        .getByRole('button', { name: 'Propose…' })
        .or(page.locator('#play-steps button').first())
        .first()
        .waitFor();
      expect(await axeFindings(page)).to.deep.equal([]);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect(sideways, 'scrolls sideways').to.equal(false);
      await page.locator('#play').scrollIntoViewIfNeeded();
      await picture(page, `7-small-${colorScheme}`);
      await chat.close();
    });
});
