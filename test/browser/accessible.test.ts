import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { axeFindings } from './support/axe.js';
import { bubbles, inPanel, openChatPage, send, sendBox } from './support/chatPage.js';
import { type DeskProcess, startDesk } from './support/deskProcess.js';
import { writeToReview } from './support/filing.js';

describe('the pages for everybody', function () {
  this.timeout(90_000);
  let browser: Browser;
  let desk: DeskProcess;
  before(async () => {
    desk = await startDesk();
    browser = await launchChromium();
  });
  after(() => Promise.all([browser?.close(), desk?.stop()]));

  for (const path of ['/', '/chat'])
    for (const colorScheme of ['light', 'dark'] as const)
      it(`axe finds nothing on ${path} in ${colorScheme} colours, with the conversation open and a card showing`, async () => {
        const chat = await openChatPage(browser, `${desk.url}${path}`, { colorScheme });
        const room = path === '/' ? inPanel(chat.page) : chat.page;
        await chat.hears('root.welcome');
        await writeToReview(chat, room);
        // Web Chat takes the copy for screen readers away after a second.
        await chat.page.waitForTimeout(1_500);
        expect(await axeFindings(chat.page)).to.deep.equal([]);
        await chat.close();
      });

  it('axe finds nothing where there is an error to show: no chat at all, or the line lost under an open one', async () => {
    const chat = await openChatPage(browser, `${desk.url}/chat`);
    await chat.hears('root.welcome');
    await bubbles(chat.page).first().waitFor();
    await desk.kill();
    await chat.page.locator('#status[data-state=lost]').waitFor();
    await send(chat.page, 'are you there?');
    await chat.page.waitForTimeout(1_500);
    expect(await axeFindings(chat.page)).to.deep.equal([]);
    await desk.start();
    await chat.page.route('**/tokens/generate', (route) => route.abort());
    await chat.page.reload();
    await chat.page.getByRole('alert').waitFor();
    expect(await axeFindings(chat.page)).to.deep.equal([]);
    await chat.close();
  });

  it('is read at 200 % of a small window, by system colours, and from right to left, with nothing cut off sideways', async () => {
    const viewport = { width: 640, height: 400 };
    for (const options of [{ deviceScaleFactor: 2 }, { forcedColors: 'active' as const }, { path: '/chat?dir=rtl' }]) {
      const { path = '/chat', ...context } = { path: undefined, ...options };
      const chat = await openChatPage(browser, `${desk.url}${path}`, { viewport, ...context });
      await chat.hears('root.welcome');
      await writeToReview(chat, chat.page);
      const cut = await chat.page.evaluate(() =>
        [...document.querySelectorAll('.webchat__bubble__content *, .webchat__send-box *, header *')]
          .filter((part) => !part.matches('input[type=file]'))
          .filter((part) => part.getClientRects().length > 0 && !(part instanceof SVGElement))
          .filter((part) => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== 'inline')
          .map((part) => `${part.localName}.${part.className}`),
      );
      expect(cut, JSON.stringify(options)).to.deep.equal([]);
      await chat.close();
    }
  });

  it('fits 320 px without scrolling sideways', async () => {
    for (const path of ['/', '/chat']) {
      const chat = await openChatPage(browser, `${desk.url}${path}`, { viewport: { width: 320, height: 640 } });
      await chat.page
        .locator(path === '/' ? '.card' : '.webchat__bubble__content')
        .first()
        .waitFor();
      const overflow = await chat.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, path).to.equal(0);
      await chat.close();
    }
  });

  it('is walked by keyboard alone: open, write, send, close, and the cursor is back on the launcher', async () => {
    const chat = await openChatPage(browser, desk.url, { viewport: { width: 800, height: 700 } });
    const { page } = chat;
    const room = inPanel(page);
    const onLauncher = () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.id === 'launcher');
    for (let presses = 0; presses < 5 && !(await onLauncher()); presses += 1) await page.keyboard.press('Tab');
    expect(await onLauncher()).to.equal(true);

    await page.keyboard.press('Enter');
    await bubbles(room).first().waitFor();
    await room.locator('.webchat__send-box textarea:focus').waitFor();
    const before = chat.heard.length;
    await page.keyboard.type('how long does a refund take?');
    await page.keyboard.press('Enter');
    await chat.hears('faq.answer', before);
    expect(await sendBox(room).inputValue()).to.equal('');

    await page.keyboard.press('Escape');
    await page.locator('#panel').waitFor({ state: 'hidden' });
    expect(await onLauncher()).to.equal(true);
    await chat.close();
  });

  it('says an example of an order in the chat when it is picked', async () => {
    const chat = await openChatPage(browser, desk.url);
    await chat.hears('root.welcome');
    await chat.page.getByRole('button', { name: 'My parcel arrived broken' }).first().click();
    await chat.hears('refund.askOrder');
    await chat.close();
  });
});
