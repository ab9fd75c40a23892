import { expect } from 'chai';
import type { Browser, Route } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { bubbles, buyerBubbles, type ChatPage, openChatPage, send } from './support/chatPage.js';
import { type DeskProcess, startDesk } from './support/deskProcess.js';

const QUESTION = 'how long does a refund take?';

describe('a message on a bad line', function () {
  this.timeout(60_000);
  let browser: Browser;
  let desk: DeskProcess;
  before(async () => {
    desk = await startDesk();
    browser = await launchChromium();
  });
  after(() => Promise.all([browser?.close(), desk?.stop()]));

  it('is sent with a new token when the old one has run out, without a reload', async () => {
    const chat = await openAndGreet();
    let minted = 0;
    chat.page.on('request', (request) => {
      if (request.url().endsWith('/tokens/generate')) minted += 1;
    });
    await onFirstPost(chat, (route) => route.fulfill({ status: 403, json: { error: { code: 'TokenExpired' } } }));
    await expectOneAnswer(chat);
    expect(minted).to.equal(1);
    await chat.close();
  });

  it('is taken once when the answer to it was lost on the way', async () => {
    const chat = await openAndGreet();
    await onFirstPost(chat, async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    });
    await expectOneAnswer(chat);
    await chat.close();
  });

  it('waits its turn when the desk is busy', async () => {
    const chat = await openAndGreet();
    await onFirstPost(chat, (route) => route.fulfill({ status: 503, json: { error: { code: 'StoreAway' } } }));
    await expectOneAnswer(chat);
    await chat.close();
  });

  async function openAndGreet(): Promise<ChatPage> {
    const chat = await openChatPage(browser, `${desk.url}/chat`);
    await bubbles(chat.page).first().waitFor();
    return chat;
  }

  async function expectOneAnswer(chat: ChatPage): Promise<void> {
    const before = chat.heard.length;
    await send(chat.page, QUESTION);
    await chat.hears('faq.answer', before);
    // A second try, or a second answer, would come now.
    await chat.page.waitForTimeout(4_000);
    expect(await buyerBubbles(chat.page).allInnerTexts()).to.deep.equal([QUESTION]);
    const answers = chat.heard.filter(({ channelData }) => channelData?.key === 'faq.answer');
    expect(new Set(answers.map(({ id }) => id))).to.have.property('size', 1);
    expect(await chat.page.getByText('Send failed').count()).to.equal(0);
  }
});

async function onFirstPost(chat: ChatPage, act: (route: Route) => Promise<void>): Promise<void> {
  await chat.page.route('**/activities', act, { times: 1 });
}
