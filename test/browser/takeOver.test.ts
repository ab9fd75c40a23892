import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { pdf, png } from '../evidence/support/samples.js';
import { launchChromium } from '../support/chromium.js';
import { type AgentPage, openAgentPage, signInAgent } from './support/agentPage.js';
import { bubbles, type ChatPage, openChatPage, send } from './support/chatPage.js';
import { type DeskProcess, startDesk } from './support/deskProcess.js';

/** A folder for pictures of both sides; none are made without it. */
const PICTURES = process.env['TAKE_OVER_PICTURES'];
const PASSWORD = 'correct horse battery staple';
const STORY =
  'order 234193410001028893: 250 of the 500 cups came broken, I noticed it yesterday. The seller said sorry, no';

describe('a buyer whose seller refuses and two agents, each in a browser of their own', function () {
  this.timeout(120_000);
  const browsers: Browser[] = [];
  let desk: DeskProcess;
  before(async () => {
    desk = await startDesk();
    for (let count = 0; count < 3; count++) browsers.push(await launchChromium());
  });
  after(() => Promise.all([...browsers.map((browser) => browser.close()), desk?.stop()]));

  it('claim, talk with files, note, transfer, return to the bot, take over again, resolve, and how it was', async () => {
    const [buyers, sams, kims] = browsers as [Browser, Browser, Browser]; // as many as were launched
    await addKim(desk);
    const chat = await openChatPage(buyers, `${desk.url}/chat`);
    const sam = await openAgentPage(sams, desk, await signInAgent(sams, desk));
    const kim = await signInKim(kims, desk);

    await tellAndAsk(chat);
    await claimWithAllAtHand(sam);
    await chat.hears('handoff.joined');
    await talkWithFiles(chat, sam);
    await passOn(chat, sam, kim);
    await giveBack(chat, kim);
    await takeBackAndResolve(chat, kim);

    const said = await bubbles(chat.page).allTextContents();
    expect(said.filter((text) => /third claim|Please go on/.test(text))).to.deep.equal([]);
    const agents = chat.heard.filter(({ channelData }) => channelData?.key === 'handoff.agent');
    expect(agents.map(({ text }) => text)).to.deep.equal([
      'Hello, I am reading it. This is our form.',
      'Kim here. I have told the seller.',
      'All is done.',
    ]);
    expect([...chat.problems, ...sam.problems, ...kim.problems]).to.deep.equal([]);
    await Promise.all([chat.close(), sam.close(), kim.close()]);
  });
});

async function tellAndAsk(chat: ChatPage): Promise<void> {
  await chat.hears('root.welcome');
  let from = chat.heard.length;
  await send(chat.page, STORY);
  await chat.hears(/^refund\.ask/, from);
  from = chat.heard.length;
  await send(chat.page, 'human');
  const queued = await chat.hears('handoff.queued', from);
  expect(queued.channelData?.['position']).to.equal(1);
  expect(queued.text).to.match(/seller/);
  await see(chat.page, 'buyer-1-queued');
}

/** What rings, the story, the order, and what the seller does, with what shows it. */
async function claimWithAllAtHand({ page }: AgentPage): Promise<void> {
  await page.locator('.banner.rings').waitFor();
  // What they typed is sent: sooner than a signal that is not repeated is forgotten.
  await page.locator('.row', { hasText: 'Buyer is writing' }).waitFor({ state: 'detached', timeout: 3_000 });
  expect(await page.title()).to.match(/1/);
  await see(page, 'sam-1-rings');
  await page.keyboard.press('j');
  await page.locator('.said.buyer', { hasText: '250 of the 500 cups' }).waitFor();
  const context = page.locator('.context');
  await context.getByText('The seller refuses', { exact: true }).waitFor();
  await context.getByText('234193410001028893').first().waitFor();
  await page.keyboard.press('a');
  await page.locator('#box:focus').waitFor();
  await page.locator('.banner.rings').waitFor({ state: 'detached' });
  await see(page, 'sam-2-claimed');
}

async function talkWithFiles(chat: ChatPage, { page }: AgentPage): Promise<void> {
  await page.locator('.composer input[type=file]').setInputFiles({
    name: 'form.pdf',
    mimeType: 'application/pdf',
    buffer: pdf(),
  });
  await page.keyboard.type('Hello, I am reading it. This is our form.');
  await chat.page.getByText('Sam is writing').waitFor();
  await page.locator('.composer').getByText('form.pdf').waitFor();
  await page.locator('.composer button[type=submit]:enabled').waitFor();
  await page.keyboard.press('Control+Enter');
  await bubbles(chat.page).filter({ hasText: 'Hello, I am reading it.' }).first().waitFor();
  const form = chat.page.locator('#webchat a[href]', { hasText: 'form.pdf' }).first();
  await form.waitFor();
  const fetched = await chat.page.request.get((await form.getAttribute('href')) ?? '');
  expect([fetched.status(), (await fetched.body()).equals(pdf())]).to.deep.equal([200, true]);

  await chat.page.locator('input[type=file]').setInputFiles({
    name: 'cups.png',
    mimeType: 'image/png',
    buffer: png(120, 320, 200),
  });
  const picture = page.locator('.log .picture img');
  await picture.waitFor();
  await page.waitForFunction(() => {
    const shown = document.querySelector<HTMLImageElement>('.log .picture img');
    return shown?.complete && shown.naturalWidth === 320;
  });
  await page.locator('.tab.to-note').click();
  await page.locator('#box').fill('This seller: the third claim in a week.');
  await page.keyboard.press('Control+Enter');
  await page.locator('.note:not(.pending)', { hasText: 'the third claim' }).waitFor();
  await see(page, 'sam-3-talk');
  await see(chat.page, 'buyer-2-talk');
}

async function passOn(chat: ChatPage, { page }: AgentPage, kim: AgentPage): Promise<void> {
  const from = chat.heard.length;
  await page.getByRole('button', { name: 'Transfer' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /Kim/ }).check();
  await dialog.getByRole('textbox').fill('Please go on, I have to leave.');
  await see(page, 'sam-4-transfer');
  await dialog.getByRole('button', { name: 'Transfer' }).click();
  await page.locator('.owner-bar', { hasText: 'Kim has this conversation' }).waitFor();
  const { text } = await chat.hears('handoff.joined', from);
  expect(text).to.match(/^Kim has joined/);

  await kim.page.locator('.toast', { hasText: 'A colleague passed you a conversation' }).waitFor();
  await see(kim.page, 'kim-0-passed');
  await kim.page.getByRole('link', { name: 'Mine' }).click();
  await kim.page.locator('.row', { hasText: '234193410001028893' }).click();
  await kim.page.locator('.note', { hasText: 'Please go on' }).waitFor();
  await kim.page.locator('#box').fill('Kim here. I have told the seller.');
  await kim.page.locator('#box').press('Control+Enter');
  await bubbles(chat.page).filter({ hasText: 'Kim here.' }).first().waitFor();
}

/** The bot knows what there is, and answers again; the agents may watch and not write. */
async function giveBack(chat: ChatPage, { page }: AgentPage): Promise<void> {
  let from = chat.heard.length;
  await page.getByRole('button', { name: 'Return to bot' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Return to bot' }).click();
  const { text } = await chat.hears('handoff.left', from);
  expect(text).to.match(/^Kim has left, I am back\./);
  from = chat.heard.length;
  await send(chat.page, 'are there any fees?');
  expect((await chat.hears(/./, from)).channelData?.key).to.not.match(/^handoff/);
  await page.locator('.said.bot', { hasText: /fee/i }).last().waitFor();
  expect(await page.locator('.tab.to-reply').isDisabled()).to.equal(true);
  await see(page, 'kim-1-watches');
  await see(chat.page, 'buyer-3-bot-again');
}

async function takeBackAndResolve(chat: ChatPage, { page }: AgentPage): Promise<void> {
  let from = chat.heard.length;
  await page.locator('.owner-bar').getByRole('button', { name: 'Take over' }).click();
  await chat.hears('handoff.joined', from);
  await page.locator('.tab.to-reply:enabled').click();
  await page.locator('#box').fill('All is done.');
  await page.locator('#box').press('Control+Enter');
  await bubbles(chat.page).filter({ hasText: 'All is done.' }).first().waitFor();
  from = chat.heard.length;
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Question answered' }).click();
  await dialog.getByRole('button', { name: 'Resolve', exact: true }).click();
  await chat.hears('handoff.feedback', from);
  await see(chat.page, 'buyer-4-how-was-it');
  await send(chat.page, '5, quick and kind');
  await chat.hears('handoff.rated', from);
  await page.locator('.system', { hasText: 'The buyer rated Kim 5 of 5: quick and kind' }).waitFor();
  await see(page, 'kim-2-resolved');
  await see(chat.page, 'buyer-5-rated');
}

async function addKim({ dataDir, url }: DeskProcess): Promise<void> {
  const args = ['--id', 'kim', '--name', 'Kim', '--role', 'agent', '--password'];
  const env = { ...process.env, DATA_DIR: dataDir, PORT: new URL(url).port };
  const child = spawn(process.execPath, ['dist/services/desk/agentAddCommand.js', ...args], { env });
  child.stdin.end(PASSWORD);
  expect((await once(child, 'close'))[0]).to.equal(0);
}

async function signInKim(browser: Browser, desk: DeskProcess): Promise<AgentPage> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${desk.url}/desk`);
  await page.locator('input[name=login]').fill('kim');
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('.desk').waitFor();
  const session = await context.storageState();
  await context.close();
  return openAgentPage(browser, desk, session);
}

async function see(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  await page.waitForTimeout(700);
  await page.screenshot({ path: `${PICTURES}/${name}.png` });
}
