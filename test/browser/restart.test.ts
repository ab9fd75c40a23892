import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { bubbles, buyerBubbles, openChatPage, send } from './support/chatPage.js';
import { type DeskProcess, startDesk } from './support/deskProcess.js';

describe('a server that is killed under an open chat', function () {
  this.timeout(90_000);
  let browser: Browser;
  let desk: DeskProcess;
  before(async () => {
    desk = await startDesk();
    browser = await launchChromium();
  });
  after(() => Promise.all([browser?.close(), desk?.stop()]));

  it('finds the transcript kept and goes on, without a reload', async () => {
    const chat = await openChatPage(browser, `${desk.url}/chat`);
    await chat.hears('root.welcome');
    const first = chat.heard.length;
    await send(chat.page, 'my parcel arrived broken');
    await chat.hears('refund.askOrder', first);
    await bubbles(chat.page).nth(2).waitFor();
    const shown = await bubbles(chat.page).allInnerTexts();

    await desk.restart();
    await chat.page.locator('#status[data-state=online]').waitFor();
    const second = chat.heard.length;
    await send(chat.page, '234193410001028893');
    await chat.hears('refund.askDetails', second);
    expect((await bubbles(chat.page).allInnerTexts()).slice(0, shown.length)).to.deep.equal(shown);

    const third = chat.heard.length;
    await chat.page.reload();
    await chat.hears('refund.askDetails', third);
    await buyerBubbles(chat.page).nth(1).waitFor();
    expect(await buyerBubbles(chat.page).allInnerTexts()).to.deep.equal([
      'my parcel arrived broken',
      '234193410001028893',
    ]);
    await chat.close();
  });

  it('sends what was written meanwhile once it is back, once', async () => {
    const chat = await openChatPage(browser, `${desk.url}/chat`);
    await chat.hears('root.welcome');
    await bubbles(chat.page).first().waitFor();
    await desk.kill();
    await chat.page.locator('#status[data-state=lost]').waitFor();
    await send(chat.page, 'how long does a refund take?');
    await chat.page.waitForTimeout(1_500);
    const before = chat.heard.length;
    await desk.start();
    await chat.hears('faq.answer', before);
    await chat.page.locator('#status[data-state=online]').waitFor();
    await chat.page.waitForTimeout(1_000);
    expect(await buyerBubbles(chat.page).allInnerTexts()).to.deep.equal(['how long does a refund take?']);
    expect(await bubbles(chat.page).filter({ hasText: 'Send failed' }).count()).to.equal(0);
    await chat.close();
  });
});

describe('a desk that cannot be reached when the chat opens', function () {
  this.timeout(60_000);

  it('says so in words, and the button brings the chat', async () => {
    const [browser, desk] = await Promise.all([launchChromium(), startDesk()]);
    try {
      const context = await browser.newContext();
      const page = await context.newPage();
      let refuse = true;
      await page.route('**/tokens/generate', (route) => (refuse ? route.abort() : route.continue()));
      await page.goto(`${desk.url}/chat`);
      await page.getByRole('alert').waitFor();
      refuse = false;
      await page.locator('#retry').click();
      await bubbles(page).first().waitFor();
      expect(await page.locator('#refused').isVisible()).to.equal(false);
    } finally {
      await Promise.all([browser.close(), desk.stop()]);
    }
  });
});
