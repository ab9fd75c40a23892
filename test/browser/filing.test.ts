import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { bubbles, cardButton, inPanel, keys, openChatPage } from './support/chatPage.js';
import { type DeskProcess, startDesk } from './support/deskProcess.js';
import { writeToReview } from './support/filing.js';

/** Made anew only when asked for: a picture differs a little each time. */
const SCREENSHOT = process.env.UPDATE_SCREENSHOT === '1' ? 'docs/screenshot.png' : undefined;

describe('a filing typed in the browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let desk: DeskProcess;
  before(async () => {
    desk = await startDesk();
    browser = await launchChromium();
  });
  after(() => Promise.all([browser?.close(), desk?.stop()]));

  it('goes from one message to the review and, once submitted, to a case number', async () => {
    const chat = await openChatPage(browser, desk.url);
    const room = inPanel(chat.page);
    await chat.hears('root.welcome');
    await writeToReview(chat, room);
    if (SCREENSHOT) {
      await chat.page.waitForTimeout(1_500);
      await chat.page.screenshot({ path: SCREENSHOT });
    }

    const submitted = chat.heard.length;
    await cardButton(room, /submit/i).click();
    const filed = await chat.hears('refund.filed', submitted);
    const caseId = filed.channelData?.caseId;
    expect(caseId, 'the case number').to.be.a('string').and.not.equal('');
    await bubbles(room)
      .filter({ hasText: caseId ?? 'a case number' })
      .first()
      .waitFor();
    expect(
      keys(chat.heard)
        .split(', ')
        .filter((key) => key === 'refund.filed'),
    ).to.have.length(1);
    expect(chat.problems).to.deep.equal([]);
    await chat.close();
  });
});
