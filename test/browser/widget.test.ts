import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { axeFindings } from './support/axe.js';
import { bubbles, buyerBubbles, keys, send, sendBox } from './support/chatPage.js';
import { type DeskProcess, startDesk } from './support/deskProcess.js';
import { type Shop, startShop } from './support/shop.js';
import { badge, isOnLauncher, launcher, panel, sayElsewhere, visitShop } from './support/widgetPage.js';

const SECRET = 'only-for-this-test-0123456789abcdef';
const QUESTION = 'how long does a refund take?';

describe('the widget on a page of a shop', function () {
  this.timeout(60_000);
  let browser: Browser;
  let desk: DeskProcess;
  let shop: Shop;
  /** Connected in the same way, but not on the desk's list. */
  let stranger: Shop;
  /** With the tag on its pages twice. */
  let careless: Shop;
  before(async () => {
    [shop, stranger, careless] = await Promise.all([startShop(), startShop(), startShop({ tags: 2 })]);
    desk = await startDesk(() => ({
      HOST: '127.0.0.1',
      DIRECTLINE_SECRET: SECRET,
      ALLOWED_ORIGINS: [shop.origin, careless.origin].join(','),
    }));
    for (const each of [shop, stranger, careless]) each.connect({ url: desk.url, secret: SECRET });
    browser = await launchChromium();
  });
  after(() =>
    Promise.all([browser, desk && { close: desk.stop }, shop, stranger, careless].map((each) => each?.close())),
  );

  it('opens, greets and answers, under a strict policy and a careless style sheet', async () => {
    const chat = await visitShop(browser, shop, { buyer: 'greeted' });
    expect(await launcher(chat.page).boundingBox()).to.deep.equal({ x: 1200, y: 720, width: 60, height: 60 });
    expect(
      chat.strangers.filter((url) => !url.endsWith('/widget.js')),
      'before it is opened',
    ).to.deep.equal([]);
    await launcher(chat.page).click();
    await chat.hears('root.welcome');
    await bubbles(chat.room).first().waitFor();
    expect(await panel(chat.page).boundingBox()).to.deep.equal({ x: 860, y: 140, width: 400, height: 640 });

    const style = await panel(chat.page).evaluate(
      (part) => getComputedStyle(part).font + getComputedStyle(part).letterSpacing,
    );
    expect(style).to.match(/system-ui.*normal$/);

    const before = chat.heard.length;
    await send(chat.room, QUESTION);
    await chat.hears('faq.answer', before);
    await bubbles(chat.room).nth(2).waitFor();
    expect(await buyerBubbles(chat.room).allInnerTexts()).to.deep.equal([QUESTION]);
    expect(chat.problems).to.deep.equal([]);
    expect(new Set(chat.strangers.map((url) => new URL(url).host))).to.deep.equal(new Set([new URL(desk.url).host]));
    await chat.close();
  });

  it('is opened by keyboard with the cursor in the chat; Esc closes it, with the cursor on the launcher', async () => {
    const chat = await visitShop(browser, shop, { buyer: 'keyboard' });
    const { page, room } = chat;
    for (let presses = 0; presses < 3 && !(await isOnLauncher(page)); presses += 1) await page.keyboard.press('Tab');
    expect(await isOnLauncher(page)).to.equal(true);
    await page.keyboard.press('Enter');
    await room.locator('.webchat__send-box textarea:focus').waitFor();
    await page.keyboard.press('Escape');
    await panel(page).waitFor({ state: 'hidden' });
    expect(await isOnLauncher(page)).to.equal(true);
    await page.keyboard.press('Enter');
    await room.locator('.webchat__send-box textarea:focus').waitFor();
    await chat.close();
  });

  it('counts what comes while it is closed, and shows nothing once it was read', async () => {
    const chat = await visitShop(browser, shop, { buyer: 'away' });
    const { page } = chat;
    await launcher(page).click();
    await chat.hears('root.welcome');
    await bubbles(chat.room).first().waitFor();
    await page.evaluate(() => window.RefundDesk?.close());
    expect(await badge(page).isVisible()).to.equal(false);

    const before = chat.heard.length;
    await sayElsewhere({ url: desk.url, secret: SECRET }, 'away', QUESTION);
    await chat.hears('faq.answer', before);
    await badge(page).waitFor();
    const came = chat.heard.slice(before).filter(({ type, from }) => type === 'message' && from?.role === 'bot').length;
    expect(await badge(page).textContent()).to.equal(`${came}`);
    expect(await launcher(page).getAttribute('aria-label')).to.match(new RegExp(`, ${came} new message`));

    await launcher(page).click();
    expect(await badge(page).isVisible()).to.equal(false);
    await page.evaluate(() => window.RefundDesk?.close());
    expect(await badge(page).isVisible()).to.equal(false);
    await chat.close();
  });

  it('takes the whole of a small screen, keeps the cursor in it, and gives the page back', async () => {
    const viewport = { width: 400, height: 720 };
    const chat = await visitShop(browser, shop, { buyer: 'phone', viewport });
    const { page } = chat;
    await launcher(page).click();
    await bubbles(chat.room).first().waitFor();
    expect(await panel(page).boundingBox()).to.deep.equal({ x: 0, y: 0, ...viewport });
    for (let presses = 0; presses < 12; presses += 1) await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.localName)).to.be.oneOf(['refund-desk', 'body']);

    await page.setViewportSize({ width: 1000, height: 720 });
    expect((await panel(page).boundingBox())?.width, 'beside the page').to.equal(400);
    await page.setViewportSize(viewport);
    await chat.room.locator('#close').click();
    await panel(page).waitFor({ state: 'hidden' });
    expect(await isOnLauncher(page)).to.equal(true);
    await page.getByRole('link', { name: 'Home' }).click();
    await chat.close();
  });

  it('gives two buyers two conversations, and a buyer on another device the same one', async () => {
    const chat = await visitShop(browser, shop, { buyer: 'anna' });
    await launcher(chat.page).click();
    await bubbles(chat.room).first().waitFor();
    const before = chat.heard.length;
    await send(chat.room, QUESTION);
    await chat.hears('faq.answer', before);
    await bubbles(chat.room).nth(2).waitFor();
    const said = await bubbles(chat.room).allInnerTexts();

    const [other, again] = await Promise.all([
      visitShop(browser, shop, { buyer: 'ben' }),
      visitShop(browser, shop, { buyer: 'anna' }),
    ]);
    await Promise.all([launcher(other.page).click(), launcher(again.page).click()]);
    await other.hears('root.welcome');
    await bubbles(other.room).first().waitFor();
    expect(await buyerBubbles(other.room).count()).to.equal(0);
    await bubbles(again.room).nth(2).waitFor();
    expect(await bubbles(again.room).allInnerTexts()).to.deep.equal(said);
    expect(keys(again.heard).match(/root\.welcome/g)).to.have.length(1);
    await Promise.all([chat, other, again].map((each) => each.close()));
  });

  it('asks the shop for a new token when the old one has run out', async () => {
    const chat = await visitShop(browser, shop, { buyer: 'patient' });
    await launcher(chat.page).click();
    await bubbles(chat.room).first().waitFor();
    const minted = shop.minted();
    const expired = { status: 403, json: { error: { code: 'tokenExpired' } } };
    await chat.page.route('**/activities', (route) => route.fulfill(expired), { times: 1 });
    const before = chat.heard.length;
    await send(chat.room, QUESTION);
    await chat.hears('faq.answer', before);
    expect(shop.minted() - minted).to.equal(1);
    expect(await buyerBubbles(chat.room).allInnerTexts()).to.deep.equal([QUESTION]);
    await chat.close();
  });

  it('asks a buyer who is not signed in to do so, and goes on when they have', async () => {
    const chat = await visitShop(browser, shop);
    await launcher(chat.page).click();
    await chat.room.getByRole('heading', { name: 'Sign in first' }).waitFor();
    expect(await axeFindings(chat.page)).to.deep.equal([]);
    await chat.page.context().addCookies([{ name: 'buyer', value: 'late', url: shop.origin }]);
    await chat.room.getByRole('button', { name: 'Try again' }).click();
    await bubbles(chat.room).first().waitFor();
    await chat.close();
  });

  it('is not for a shop that is not on the list: neither the frame nor a call, and the panel can be closed', async () => {
    const chat = await visitShop(browser, stranger, { buyer: 'lost' });
    const { page } = chat;
    await launcher(page).click();
    await panel(page).getByRole('button', { name: 'Try again' }).waitFor();
    expect(chat.problems.join('\n')).to.match(/frame-ancestors/);
    expect(stranger.minted()).to.equal(0);
    expect(await axeFindings(page)).to.deep.equal([]);
    await panel(page).getByRole('button', { name: 'Close the chat' }).click();
    expect(await isOnLauncher(page)).to.equal(true);
    await chat.close();

    const answer = await fetch(`${desk.url}/v3/directline/tokens/generate`, {
      method: 'POST',
      headers: { origin: stranger.origin, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(answer.status).to.equal(403);
    expect(answer.headers.get('access-control-allow-origin')).to.equal(null);
  });

  it('tells the chat nothing that another window says, and is told nothing by a chat that was sent elsewhere', async () => {
    const chat = await visitShop(browser, shop, { buyer: 'target' });
    const { page } = chat;
    await launcher(page).click();
    await bubbles(chat.room).first().waitFor();
    const minted = shop.minted();
    await page.evaluate(() => window.postMessage({ type: 'refundDesk.needsToken' }, '*'));
    await page.evaluate(() => window.postMessage({ type: 'refundDesk.close' }, '*'));
    await page.evaluate((address) => {
      const frame = document.createElement('iframe');
      frame.src = address;
      window.addEventListener('message', ({ source }) => {
        if (source === frame.contentWindow) document.title = 'heard';
      });
      document.body.append(frame);
    }, `${desk.url}/chat?token=page&page=https://elsewhere.example`);
    await page.waitForTimeout(2_000);
    expect(shop.minted() - minted).to.equal(0);
    expect(await panel(page).isVisible()).to.equal(true);
    expect(await page.title()).to.equal('A shop');
    await chat.close();
  });

  it('is there once when its tag is there twice', async () => {
    const chat = await visitShop(browser, careless, { buyer: 'twice' });
    await launcher(chat.page).waitFor();
    expect(await chat.page.locator('refund-desk').count()).to.equal(1);
    await chat.page.evaluate(() => window.RefundDesk?.say('how long does a refund take?'));
    await chat.hears('faq.answer');
    await chat.close();
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has nothing that axe finds in ${colorScheme} colours, closed and open, from right to left too`, async () => {
      const chat = await visitShop(browser, shop, { buyer: `axe-${colorScheme}`, colorScheme, path: '/?dir=rtl' });
      const { page } = chat;
      await launcher(page).waitFor();
      expect((await launcher(page).boundingBox())?.x, 'at the end of the line').to.equal(20);
      expect(await axeFindings(page)).to.deep.equal([]);
      await launcher(page).click();
      await bubbles(chat.room).first().waitFor();
      await sendBox(chat.room).waitFor();
      // Web Chat takes the copy for screen readers away after a second.
      await page.waitForTimeout(1_500);
      expect(await axeFindings(page)).to.deep.equal([]);
      await chat.close();
    });
});
