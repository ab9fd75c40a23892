import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { bubbles, buyerBubbles, openChatPage, send, suggestions } from './support/chatPage.js';
import { type DeskProcess, startDesk } from './support/deskProcess.js';

describe('a conversation in the browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let desk: DeskProcess;
  before(async () => {
    desk = await startDesk();
    browser = await launchChromium();
  });
  after(() => Promise.all([browser?.close(), desk?.stop()]));

  it('greets the buyer in the chat alone, and offers what to say', async () => {
    const chat = await openChatPage(browser, `${desk.url}/chat`);
    const greeting = await chat.hears('root.welcome');
    await bubbles(chat.page).first().waitFor();
    expect(greeting.text).to.be.a('string').and.not.equal('');
    expect(await bubbles(chat.page).count()).to.equal(1);
    expect(await suggestions(chat.page).count()).to.be.greaterThan(0);
    await chat.close();
  });

  it('answers what was typed, and shows it once', async () => {
    const chat = await openChatPage(browser, `${desk.url}/chat`);
    await chat.hears('root.welcome');
    const before = chat.heard.length;
    await send(chat.page, 'how long does a refund take?');
    await chat.hears('faq.answer', before);
    await bubbles(chat.page).nth(2).waitFor();
    expect(await buyerBubbles(chat.page).allInnerTexts()).to.deep.equal(['how long does a refund take?']);
    await chat.close();
  });

  it('shows the transcript and the suggestions again after a reload, and greets once', async () => {
    const chat = await openChatPage(browser, `${desk.url}/chat`);
    await chat.hears('root.welcome');
    const before = chat.heard.length;
    await send(chat.page, 'my parcel arrived broken');
    await chat.hears('refund.askOrder', before);
    await suggestions(chat.page).first().waitFor();
    const offered = await suggestions(chat.page).allInnerTexts();
    const shown = await bubbles(chat.page).allInnerTexts();

    const reloaded = chat.heard.length;
    await chat.page.reload();
    await chat.hears('refund.askOrder', reloaded);
    await suggestions(chat.page).first().waitFor();
    // A second greeting would come as a turn of its own: the transcript is given time to grow.
    await chat.page.waitForTimeout(1_000);
    expect(await bubbles(chat.page).allInnerTexts()).to.deep.equal(shown);
    expect(await suggestions(chat.page).allInnerTexts()).to.deep.equal(offered);
    expect(await buyerBubbles(chat.page).allInnerTexts()).to.deep.equal(['my parcel arrived broken']);
    await chat.close();
  });

  it('keeps to its own origin and to its policy, and puts nothing on the console', async () => {
    for (const path of ['/', '/chat']) {
      const chat = await openChatPage(browser, `${desk.url}${path}`);
      await chat.hears('root.welcome');
      const room = path === '/' ? chat.page.frameLocator('#panel iframe') : chat.page;
      await bubbles(room).first().waitFor();
      const before = chat.heard.length;
      await send(room, 'how long does a refund take?');
      await chat.hears('faq.answer', before);
      await chat.page.waitForTimeout(500);
      expect(chat.strangers, path).to.deep.equal([]);
      expect(chat.problems, path).to.deep.equal([]);
      await chat.close();
    }
  });
});
