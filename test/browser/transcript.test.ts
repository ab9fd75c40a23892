import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { bubbles, openChatPage, send } from './support/chatPage.js';
import { type DeskProcess, startDesk } from './support/deskProcess.js';

describe('the transcript in the browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let desk: DeskProcess;
  before(async () => {
    desk = await startDesk();
    browser = await launchChromium();
  });
  after(() => Promise.all([browser?.close(), desk?.stop()]));

  for (const [where, options] of Object.entries({
    'a wide page': {},
    'a telephone in the dark': { viewport: { width: 360, height: 640 }, colorScheme: 'dark' },
  } as const)) {
    it(`is a file to download, under its name, on ${where}; the open question is below it`, async () => {
      const chat = await openChatPage(browser, `${desk.url}/chat`, { ...options, timezoneId: 'Asia/Tokyo' });
      await chat.hears('root.welcome');
      await send(chat.page, 'my parcel arrived broken');
      await chat.hears('refund.askOrder');
      const before = chat.heard.length;
      await send(chat.page, 'send me our conversation');
      await chat.hears('transcript.ready', before);
      await chat.hears('refund.askOrder', before);
      const link = chat.page.locator('a[href*="/transcript/"]').last();
      await link.waitFor();
      expect(await bubbles(chat.page).allInnerTexts()).to.satisfy((texts: string[]) =>
        texts.every((text) => text !== ''),
      );
      const shot = process.env['SHOTS'];
      if (shot) {
        await chat.page.waitForTimeout(700);
        await chat.page.screenshot({ path: `${shot}/transcript-${where.replace(/\W+/g, '-')}.png` });
      }
      const [download] = await Promise.all([chat.page.waitForEvent('download'), link.click()]);
      expect(download.suggestedFilename()).to.match(/^refund-desk-\d{4}-\d\d-\d\d\.txt$/);
      const text = await readFile(await download.path(), 'utf8');
      expect(text)
        .to.include('Times are those of Asia/Tokyo')
        .and.match(/\] Buyer:\n {4}my parcel arrived broken\n/);
      expect(chat.problems).to.deep.equal([]);
      await chat.close();
    });
  }
});
