import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { bubbles, openChatPage, send, suggestions } from './support/chatPage.js';
import { type DeskProcess, startDesk } from './support/deskProcess.js';

describe('the chat, where people answer at another desk', function () {
  this.timeout(60_000);
  let browser: Browser;
  let desk: DeskProcess;
  before(async () => {
    desk = await startDesk(() => ({ DESK: 'events' }));
    browser = await launchChromium();
  });
  after(() => Promise.all([browser?.close(), desk?.stop()]));

  it('the event for it comes down the stream, and nothing of it is shown', async () => {
    const chat = await openChatPage(browser, `${desk.url}/chat`);
    await chat.hears('root.welcome');
    const before = chat.heard.length;
    await send(chat.page, 'human');
    const event = await chat.hears('handoff.initiate', before);
    expect(event.type).to.equal('event');
    await bubbles(chat.page).nth(2).waitFor();
    // Time for what should not be there to be there.
    await chat.page.waitForTimeout(500);
    expect(await bubbles(chat.page).count()).to.equal(3);
    expect(await suggestions(chat.page).allInnerTexts()).to.deep.equal(['Go on with the bot', 'Leave the queue']);
    expect(await chat.page.locator('#webchat').textContent()).to.not.match(/Transcript|handoff|nobody vouches/);
    expect(chat.problems).to.deep.equal([]);
    await chat.close();
  });
});
