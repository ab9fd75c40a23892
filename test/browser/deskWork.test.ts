import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { openPlayedPage, type Session, signInAgent } from './support/agentPage.js';
import { KIM, SAM } from './support/deskFixture.js';
import { type DeskProcess, startDesk } from './support/deskProcess.js';

describe("the agents' page at work", function () {
  this.timeout(60_000);
  let browser: Browser;
  let desk: DeskProcess;
  let session: Session;
  before(async () => {
    [browser, desk] = await Promise.all([launchChromium(), startDesk()]);
    session = await signInAgent(browser, desk);
  });
  after(() => Promise.all([browser?.close(), desk?.stop()]));

  const open = async (options: Parameters<typeof openPlayedPage>[3] = {}) => {
    const opened = await openPlayedPage(browser, desk, session, { hash: '#queue/cups', ...options });
    await opened.page.locator('.bubble').first().waitFor();
    return opened;
  };
  const box = (page: Page) => page.locator('#box');

  it('shows what was sent at once, and once, when the thread brings it', async () => {
    const { page, fake, close } = await open();
    await box(page).fill('On it.');
    await box(page).press('Control+Enter');
    await page.locator('.delivery', { hasText: 'Sent' }).waitFor();
    expect(await box(page).inputValue()).to.equal('');
    expect(fake.posted).to.have.length(1);
    expect(fake.posted[0]).to.deep.include({ command: 'message', text: 'On it.', epoch: 2 });
    addOwn(fake, 'On it.');
    fake.sayThread();
    await page.locator('.said.agent:not(.pending)', { hasText: 'On it.' }).waitFor();
    expect(await page.locator('.said.agent', { hasText: 'On it.' }).count()).to.equal(1);
    // It is the last of the agent's own, and has not reached the buyer's screen.
    await page.locator('.delivery.sent').waitFor();
    fake.thread = { ...fake.thread, deliveredSeq: fake.thread.lastSeq };
    fake.sayThread();
    await page.locator('.delivery.delivered').waitFor();
    await close();
  });

  it('two equal messages are two, whatever comes first', async () => {
    const { page, fake, close } = await open();
    for (const text of ['ok', 'ok']) {
      await box(page).fill(text);
      await box(page).press('Control+Enter');
    }
    await page.waitForTimeout(300);
    expect(await page.locator('.bubble', { hasText: /^ok$/ }).count()).to.equal(2);
    addOwn(fake, 'ok');
    fake.sayThread();
    await page.waitForTimeout(100);
    expect(await page.locator('.bubble', { hasText: /^ok$/ }).count()).to.equal(2);
    addOwn(fake, 'ok');
    fake.sayThread();
    await page.waitForTimeout(100);
    expect(await page.locator('.bubble', { hasText: /^ok$/ }).count()).to.equal(2);
    expect(await page.locator('.pending').count()).to.equal(0);
    expect(new Set(fake.posted.map(({ id }) => id)).size).to.equal(2);
    await close();
  });

  it('what failed says why, and is sent again under the same id', async () => {
    const { page, fake, close } = await open();
    fake.answer = () => ({
      status: 500,
      body: { error: { code: 'failed', message: 'Nothing was done. Quote incident 12ab.' } },
    });
    await box(page).fill('once more');
    await box(page).press('Control+Enter');
    await page.locator('.delivery.failed', { hasText: 'incident 12ab' }).waitFor();
    fake.answer = () => ({ status: 200, body: { kind: 'done', epoch: 2, owner: fake.thread.owner } });
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.locator('.pending.done').waitFor();
    expect(fake.posted.map(({ id }) => id)).to.deep.equal([fake.posted[0]?.id, fake.posted[0]?.id]);
    await close();
  });

  it('what is cut on its way is asked for again by itself, under the same id', async () => {
    const { page, fake, close } = await open();
    let losses = 2;
    fake.answer = () => {
      losses -= 1;
      return losses >= 0 ? 'lost' : { status: 200, body: { kind: 'done', epoch: 2, owner: fake.thread.owner } };
    };
    await box(page).fill('through the tunnel');
    await box(page).press('Control+Enter');
    await page.locator('.pending.done').waitFor();
    expect(fake.posted).to.have.length(3);
    expect(new Set(fake.posted.map(({ id }) => id)).size).to.equal(1);
    await close();
  });

  it('who was slower hears who won, and the box is shut for all but notes', async () => {
    const { page, fake, close } = await open();
    const owner = { kind: 'agent' as const, agent: KIM, since: 1, reason: 'asked' as const };
    fake.answer = () => ({ status: 409, body: { error: { code: 'stale', message: '' }, epoch: 3, owner } });
    await box(page).fill('mine?');
    await box(page).press('Control+Enter');
    await page.locator('.delivery.failed', { hasText: `Somebody was faster. ${KIM.name} has it now.` }).waitFor();
    expect(await page.locator('.tab.to-reply').isDisabled()).to.equal(true);
    await page.locator('.owner-bar', { hasText: KIM.name }).waitFor();
    await page.getByRole('button', { name: 'Back to the box' }).click();
    await close();
  });

  it('while the bot has it there are only notes, and Take over', async () => {
    const { page, fake, close } = await open();
    fake.thread = { ...fake.thread, owner: { kind: 'bot' }, epoch: 3 };
    fake.sayThread();
    await page.locator('.owner-bar', { hasText: 'The bot is handling this' }).waitFor();
    expect(await page.locator('.tab.to-reply').isDisabled()).to.equal(true);
    await box(page).fill('a fake, I think');
    await box(page).press('Control+Enter');
    await page.locator('.note.pending').waitFor();
    expect(fake.posted.at(-1)).to.deep.include({ command: 'note', text: 'a fake, I think' });
    expect(fake.posted.at(-1)).not.to.have.property('epoch');
    const mine = { kind: 'agent' as const, agent: SAM, since: 1, reason: 'takenOver' as const };
    fake.answer = () => ({ status: 200, body: { kind: 'done', epoch: 4, owner: mine } });
    await page.locator('.owner-bar').getByRole('button', { name: 'Take over' }).click();
    await page.locator('#box:focus').waitFor();
    expect(await page.locator('.tab.to-reply').getAttribute('aria-pressed')).to.equal('true');
    await close();
  });

  it('who has as many as they can take is asked before they take one more', async () => {
    const { page, fake, close } = await open();
    fake.thread = { ...fake.thread, owner: { kind: 'bot' }, epoch: 3 };
    fake.sayThread();
    fake.answer = ({ force }) =>
      force === true
        ? {
            status: 200,
            body: { kind: 'done', epoch: 4, owner: { kind: 'agent', agent: SAM, since: 1, reason: 'asked' } },
          }
        : { status: 409, body: { error: { code: 'full', message: '' }, epoch: 3, owner: { kind: 'bot' } } };
    await page.locator('.owner-bar').getByRole('button', { name: 'Take over' }).click();
    const dialog = page.getByRole('dialog', { name: 'You have as many as you can take' });
    await dialog.getByRole('button', { name: 'Take it all the same' }).click();
    await page.locator('.badge.mine').waitFor();
    expect(fake.posted.at(-1)).to.deep.include({ command: 'claim', force: true, epoch: 3 });
    await close();
  });

  it('keeps a draft for each conversation, over a reload and a sign-out', async () => {
    const { page, fake, close } = await open();
    await box(page).fill('half a sen');
    await page.locator('.tab.to-note').click();
    await box(page).fill('a note');
    await page.reload();
    await page.locator('.bubble').first().waitFor();
    expect(await box(page).inputValue()).to.equal('a note');
    fake.say({ type: 'signedOut' });
    await page.getByRole('dialog', { name: 'You are signed out' }).waitFor();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('.bubble').first().waitFor();
    await page.locator('.tab.to-reply').click();
    expect(await box(page).inputValue()).to.equal('half a sen');
    await close();
  });

  it('is away and comes back: asks meanwhile, says so, and watches on from its numbers', async () => {
    const { page, fake, close } = await open();
    await page.waitForTimeout(200);
    const before = fake.thread.lastSeq;
    await fake.away(true);
    await page.locator('.banner.away').waitFor();
    addBuyers(fake, 'are you there?');
    await fake.away(false);
    await page.locator('.bubble', { hasText: 'are you there?' }).waitFor();
    await page.locator('.banner.away').waitFor({ state: 'detached' });
    const watched = fake.sent.filter(({ type }) => type === 'watch');
    expect(watched.at(-1)).to.deep.include({ conversationId: 'cups' });
    expect(watched.at(-1)).to.have.property('after').that.is.at.least(before);
    await close();
  });

  it('tells of new messages without jumping, and follows them at the end', async () => {
    const { page, fake, close } = await open({ viewport: { width: 1440, height: 500 } });
    const top = () => page.locator('.log').evaluate((log) => log.scrollTop);
    await page.locator('.log').evaluate((log) => log.scrollTo(0, 0));
    await page.waitForTimeout(100);
    addBuyers(fake, 'something new');
    fake.sayThread();
    await page.locator('.pill.below').waitFor();
    expect(await top()).to.equal(0);
    await page.locator('.pill.below').click();
    await page.locator('.pill.below').waitFor({ state: 'detached' });
    addBuyers(fake, 'and more');
    fake.sayThread();
    await page.locator('.bubble', { hasText: 'and more' }).waitFor();
    await page.waitForTimeout(100);
    expect(await page.locator('.bubble', { hasText: 'and more' }).isVisible()).to.equal(true);
    expect(await page.locator('.pill.below').count()).to.equal(0);
    await close();
  });

  it('puts a prepared reply in after a slash, by keys alone', async () => {
    const { page, close } = await open();
    await box(page).fill('Hi!\n');
    await box(page).press('End');
    await page.keyboard.type('/two');
    await page.locator('.replies .option').waitFor();
    await page.keyboard.press('Enter');
    expect(await box(page).inputValue()).to.equal('Hi!\nGive me two minutes, I am looking at it.');
    await close();
  });

  it('takes files by button, paste and drop, shows them, and sends their ids', async () => {
    const { page, fake, close } = await open();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'label.png', mimeType: 'image/png', buffer: Buffer.from('x') });
    await page.locator('.attached-file', { hasText: 'label.png' }).waitFor();
    for (const how of ['paste', 'drop'] as const) await hand(page, how, `${how}.png`);
    await page.locator('.attached-file', { hasText: 'drop.png' }).waitFor();
    await page.getByRole('button', { name: 'Remove paste.png' }).click();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.locator('.pending .picture').first().waitFor();
    expect(fake.posted.at(-1)).to.deep.include({ command: 'message', files: ['u'.repeat(32), 'u'.repeat(32)] });
    await close();
  });

  it('passes it to a colleague with a comment, who is here first', async () => {
    const { page, fake, close } = await open();
    await page.keyboard.press('t');
    const dialog = page.getByRole('dialog', { name: 'Transfer to a colleague' });
    await dialog.getByText('Ada').waitFor();
    expect(await dialog.locator('.colleague .strong').allInnerTexts()).to.deep.equal([KIM.name, 'Lee', 'Ada']);
    await dialog.getByText(KIM.name).click();
    await dialog.getByRole('textbox').fill('Knows this seller');
    const owner = { kind: 'agent' as const, agent: KIM, since: 1, reason: 'asked' as const };
    fake.answer = () => ({ status: 200, body: { kind: 'done', epoch: 3, owner } });
    await dialog.getByRole('button', { name: 'Transfer' }).click();
    await page.locator('.toast', { hasText: `Passed to ${KIM.name}.` }).waitFor();
    expect(fake.posted.at(-1)).to.deep.include({
      command: 'transfer',
      to: 'kim',
      comment: 'Knows this seller',
      epoch: 2,
    });
    await close();
  });

  it('tells that somebody writes, seldom, and that they stopped', async () => {
    const { page, fake, close } = await open();
    await box(page).pressSequentially('hello there', { delay: 20 });
    await box(page).press('Control+Enter');
    await page.locator('.pending').waitFor();
    const typing = fake.sent.flatMap((frame) => (frame.type === 'typing' ? [frame.isTyping] : []));
    expect(typing).to.deep.equal([true, false]);
    await close();
  });

  it('letters do nothing in a field, and nothing at all where they were switched off', async () => {
    const { page, close } = await open();
    await box(page).fill('');
    await page.keyboard.type('jean-luc? net');
    expect(await box(page).inputValue()).to.equal('jean-luc? net');
    expect(await page.locator('dialog').count()).to.equal(0);
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    expect(new URL(page.url()).hash).to.equal('#queue/lamps');
    await page.keyboard.press('k');
    expect(new URL(page.url()).hash).to.equal('#queue/cups');
    await page.keyboard.press('/');
    await page.locator('#list-search:focus').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('checkbox', { name: 'Single letters as shortcuts' }).click();
    await page.keyboard.press('Escape');
    await page.locator('.log').focus();
    await page.keyboard.press('j');
    await page.waitForTimeout(100);
    expect(new URL(page.url()).hash).to.equal('#queue/cups');
    await close();
  });

  it('finds actions and conversations in the command bar', async () => {
    const { page, close } = await open();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('qqq');
    await page.locator('.offers-none', { hasText: 'Nothing found' }).waitFor();
    await page.locator('.command-input').fill('outside the platform');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.hash === '#queue/lamps');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('keyboard');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    // One is closed and the next opened in a breath: the first one's end is not the second one's.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.waitForTimeout(300);
    expect(await page.locator('.command-input').isVisible()).to.equal(true);
    await close();
  });

  it('counts in the title and on the icon, rings until it is hushed, and asks for notifications by a button', async () => {
    const { page, fake, close } = await open();
    await page.waitForFunction(() => document.title === '(7) Refund Desk');
    expect(await page.locator('link[rel=icon]').getAttribute('href')).to.match(/^data:image\/svg\+xml,/);
    await page.locator('.banner.rings').waitFor();
    await page.locator('.banner.rings').getByRole('button', { name: 'Quiet' }).click();
    await page.locator('.banner.rings').waitFor({ state: 'detached' });
    const [first] = fake.list.conversations;
    if (!first) throw new Error('the list is empty');
    const owner = {
      kind: 'queued' as const,
      since: 1,
      reason: 'asked' as const,
      isFirst: false,
      withBot: false,
      late: 0,
      toldAhead: 0,
    };
    const another = { ...first, conversationId: 'another', owner, summary: 'Another one waits' };
    fake.list = { ...fake.list, conversations: [another, ...fake.list.conversations] };
    fake.sayList();
    await page.locator('.banner.rings', { hasText: '1 waiting' }).waitFor();
    await close();
  });

  it('a row does not move away under the pointer when another comes before it', async () => {
    const { page, fake, close } = await open({ viewport: { width: 1440, height: 420 } });
    const row = page.locator('.row[data-id=bags]');
    await row.hover();
    const before = await row.boundingBox();
    const [first] = fake.list.conversations;
    if (!first) throw new Error('the list is empty');
    const another = { ...first, conversationId: 'another', summary: 'Another one waits', unread: 0 };
    fake.list = { ...fake.list, conversations: [another, ...fake.list.conversations] };
    fake.sayList();
    await page.locator('.row[data-id=another]').waitFor({ state: 'attached' });
    expect((await row.boundingBox())?.y).to.be.closeTo(before?.y ?? 0, 1);
    await close();
  });

  it('dark and light are a choice that stays', async () => {
    const { page, close } = await open({ colorScheme: 'light' });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('radio', { name: 'Dark' }).click();
    const dark = await ground();
    expect(dark).not.to.equal(light);
    await page.reload();
    await page.locator('.nav').waitFor();
    expect(await ground()).to.equal(dark);
    await close();
  });
});

type Fake = Awaited<ReturnType<typeof openPlayedPage>>['fake'];

function addOwn(fake: Fake, text: string): void {
  add(fake, { text, from: { role: 'bot' }, channelData: { key: 'handoff.agent', agent: SAM.name } });
}

function addBuyers(fake: Fake, text: string): void {
  add(fake, { text, from: { role: 'user' } });
}

function add(fake: Fake, activity: object): void {
  const seq = fake.thread.lastSeq + 1;
  const entry = { id: `cups|${seq}`, seq, at: Date.now(), activity: { type: 'message', ...activity } };
  fake.thread = { ...fake.thread, entries: [...fake.thread.entries, entry], lastSeq: seq };
}

/** As the browser does it when files are dropped or pasted. */
async function hand(page: Page, how: 'drop' | 'paste', name: string): Promise<void> {
  await page.locator('#box').evaluate(
    (box, { how, name }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['x'], name, { type: 'image/png' }));
      const options = { bubbles: true, cancelable: true };
      box.dispatchEvent(
        how === 'drop'
          ? new DragEvent('drop', { ...options, dataTransfer: transfer })
          : new ClipboardEvent('paste', { ...options, clipboardData: transfer }),
      );
    },
    { how, name },
  );
}
