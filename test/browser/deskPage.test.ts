import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { DirectLineClient, keysOf } from '../support/directLineClient.js';
import { until } from '../support/until.js';
import { openAgentPage, type Session, signInAgent } from './support/agentPage.js';
import { type DeskProcess, startDesk } from './support/deskProcess.js';

describe("the agents' page and a real desk", function () {
  this.timeout(90_000);
  let browser: Browser;
  let desk: DeskProcess;
  let session: Session;
  before(async () => {
    [browser, desk] = await Promise.all([launchChromium(), startDesk()]);
    session = await signInAgent(browser, desk);
  });
  after(() => Promise.all([browser?.close(), desk?.stop()]));

  it('a buyer asks for a person; the agent claims, both talk, a note stays at the desk, it goes back to the bot', async () => {
    const { page, problems, close } = await openAgentPage(browser, desk, session);
    const buyer = new DirectLineClient(desk.url);
    await buyer.start();
    await buyer.post('first', 'my parcel arrived broken');
    await buyer.post('second', 'human');
    const id = buyer.conversationId;
    await page.locator(`.row[data-id="${id}"]`).waitFor();
    await page.locator('.banner.rings').waitFor();
    await page.keyboard.press('j');
    await page.locator('.said.buyer', { hasText: 'my parcel arrived broken' }).waitFor();
    await page.locator('.system', { hasText: 'Waits for a person: Asked for a person' }).waitFor();
    expect(await page.locator('.tab.to-reply').isDisabled()).to.equal(true);

    await page.keyboard.press('a');
    await page.locator('#box:focus').waitFor();
    await page.keyboard.type('Hello, I am reading it.');
    await page.keyboard.press('Control+Enter');
    await until(async () => (await buyer.activities()).at(-1)?.text === 'Hello, I am reading it.');
    await page.locator('.said.agent:not(.pending)', { hasText: 'Hello, I am reading it.' }).waitFor();

    await page.locator('.tab.to-note').click();
    await page.locator('#box').fill('A seller that we know');
    await page.keyboard.press('Control+Enter');
    await page.locator('.note:not(.pending)', { hasText: 'A seller that we know' }).waitFor();
    await buyer.post('third', 'thank you');
    await page.locator('.said.buyer', { hasText: 'thank you' }).waitFor();

    await page.getByRole('button', { name: 'Return to bot' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Return to bot' }).click();
    await page.locator('.toast', { hasText: 'The bot goes on.' }).waitFor();
    await until(async () => keysOf(await buyer.activities()).includes('handoff.left'));
    const all = await buyer.activities();
    expect(all.filter(({ text }) => text?.includes('A seller that we know'))).to.deep.equal([]);
    expect(all.filter(({ text }) => text === 'Hello, I am reading it.')).to.have.length(1);
    await page.locator('.owner-bar', { hasText: 'The bot is handling this' }).waitFor();
    expect(problems).to.deep.equal([]);
    await close();
  });

  it('what is written while the desk is away arrives once it is back, and once', async () => {
    const { page, close } = await openAgentPage(browser, desk, session);
    const buyer = new DirectLineClient(desk.url);
    await buyer.start();
    await buyer.post('first', 'human');
    await page.locator(`.row[data-id="${buyer.conversationId}"]`).click();
    await page.locator('.owner-bar').getByRole('button', { name: 'Claim' }).click();
    await page.locator('#box:focus').waitFor();
    await desk.kill();
    await page.keyboard.type('still here');
    await page.keyboard.press('Control+Enter');
    await page.locator('.pending.sending').waitFor();
    await page.locator('.banner.away').waitFor();
    await desk.start();
    await page.locator('.said.agent:not(.pending)', { hasText: 'still here' }).waitFor({ timeout: 20_000 });
    const said = (await buyer.activities()).filter(({ text }) => text === 'still here');
    expect(said).to.have.length(1);
    await close();
  });
});
