import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { deskWords } from '../../services/content/en/deskWords.js';
import type { Gathered } from '../../services/desk/deskApi.js';
import { launchChromium } from '../support/chromium.js';
import { axeFindings } from './support/axe.js';
import { emptyContext, gathered, richContext } from './support/deskParts/contexts.js';
import { field, openPart, section } from './support/deskParts/openPart.js';
import { type PartsServer, startPartsServer } from './support/deskParts/partsServer.js';

const words = deskWords.context.amend;

describe('changing what the bot gathered', function () {
  this.timeout(60_000);
  let browser: Browser;
  let server: PartsServer;
  before(async () => {
    server = await startPartsServer();
    browser = await launchChromium();
  });
  beforeEach(() => {
    server.contexts.clear();
    server.contexts.set('c1', richContext());
    server.posted.length = 0;
    server.answer = () => 'done';
  });
  after(() => Promise.all([browser?.close(), server?.close()]));

  const withField = (change: Partial<Gathered> & { readonly field: string }, epoch = 3) => ({
    ...richContext(),
    epoch,
    gathered: gathered().map((each) => (each.field === change.field ? { ...each, ...change } : each)),
  });
  const begin = async (page: Page, name: string) => {
    await field(page, name).getByRole('button').click();
    return field(page, name).getByRole('textbox');
  };
  const isFocused = (page: Page, name: string) =>
    field(page, name).evaluate((row) => row.contains(document.activeElement));

  it('sends the command with the epoch that the agent sees, shows the new value, and is back at the pencil', async () => {
    const { page, close } = await openPart(browser, server, 'context');
    expect(await field(page, 'order').getByRole('button').count(), 'what may not be changed').to.equal(0);
    const input = await begin(page, 'amount');
    expect(await input.inputValue()).to.equal('US$1,200.00');
    server.answer = () => {
      server.contexts.set('c1', withField({ field: 'amount', value: 'US$300.00' }));
      return 'done';
    };
    await input.fill('  300 ');
    await input.press('Enter');
    await field(page, 'amount').getByText('US$300.00').waitFor();
    const [{ id = '', ...command } = {}] = server.posted;
    expect(command).to.deep.equal({ command: 'amend', epoch: 3, field: 'amount', value: '300' });
    expect(id).to.match(/^[A-Za-z0-9_-]{8,64}$/);
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Change: Amount');
    await close();
  });

  it('takes long words by Ctrl+Enter, gives in one of several lines, and drops the change on Escape', async () => {
    const { page, close } = await openPart(browser, server, 'context');
    const text = await begin(page, 'description');
    await text.fill('All of them.');
    await text.press('Enter');
    await text.pressSequentially('And the box.');
    expect(server.posted).to.deep.equal([]);
    await text.press('Control+Enter');
    await text.waitFor({ state: 'detached' });
    expect(server.posted.map(({ value }) => value)).to.deep.equal(['All of them.\nAnd the box.']);
    const amount = await begin(page, 'amount');
    await amount.fill('1');
    await amount.press('Escape');
    await amount.waitFor({ state: 'detached' });
    expect(await isFocused(page, 'amount')).to.equal(true);
    expect(await (await begin(page, 'amount')).inputValue()).to.equal('US$1,200.00');
    expect(server.posted).to.have.length(1);
    await close();
  });

  it('says at the field why it was refused, keeps the text, and saves it again as a command of its own', async () => {
    const { page, close } = await openPart(browser, server, 'context');
    const input = await begin(page, 'amount');
    server.answer = () => {
      server.contexts.set('c1', withField({ field: 'amount' }, 4));
      return { status: 409, code: 'stale', message: 'Somebody was faster.' };
    };
    await input.fill('250');
    await field(page, 'amount').getByRole('button', { name: words.save }).click();
    await field(page, 'amount').getByRole('alert').getByText(words.refused.stale).waitFor();
    expect(await input.getAttribute('aria-invalid')).to.equal('true');
    expect(await axeFindings(page)).to.deep.equal([]);
    server.answer = () => ({ status: 400, code: 'badBody', message: 'value: more than was paid' });
    await input.press('Enter');
    await field(page, 'amount').getByText('value: more than was paid').waitFor();
    expect(await input.inputValue()).to.equal('250');
    const [first, second] = server.posted;
    expect([first?.epoch, second?.epoch]).to.deep.equal([3, 4]);
    expect(first?.id).not.to.equal(second?.id);
    await input.fill('  ');
    await input.press('Enter');
    await field(page, 'amount').getByText(words.empty).waitFor();
    expect(server.posted).to.have.length(2);
    await close();
  });

  it('saves again under the same id where the answer was lost or is still to come, so that it is done once', async () => {
    const { page, close } = await openPart(browser, server, 'context');
    const input = await begin(page, 'amount');
    await input.fill('250');
    server.answer = () => 'lost';
    await input.press('Enter');
    await field(page, 'amount').getByText(words.refused.unreachable).waitFor();
    server.answer = () => ({ status: 504, code: 'notYet', message: 'Not yet.' });
    await input.press('Enter');
    await field(page, 'amount').getByText(words.refused.notYet).waitFor();
    server.answer = () => 'done';
    await input.press('Enter');
    await input.waitFor({ state: 'detached' });
    expect(new Set(server.posted.map(({ id }) => id)).size).to.equal(1);
    // Chromium itself may repeat a POST whose connection broke.
    expect(server.posted.length).to.be.at.least(3);
    await close();
  });

  it('keeps text, caret, focus and scroll while the context is read again, and says what changed meanwhile', async () => {
    const { page, close } = await openPart(browser, server, 'context', { viewport: { width: 400, height: 500 } });
    const input = await begin(page, 'amount');
    await input.fill('123456');
    await input.evaluate((found) => found instanceof HTMLInputElement && found.setSelectionRange(2, 4));
    await page.evaluate(() => scrollTo(0, 333));
    server.contexts.set('c1', { ...withField({ field: 'amount', value: 'US$99.00' }), summary: 'Another summary' });
    await page.evaluate(() => window.desk.show('c1', 2));
    await field(page, 'amount').getByText(`${words.meanwhile} US$99.00`).waitFor();
    const kept = await input.evaluate(
      (found) =>
        found instanceof HTMLInputElement && {
          text: found.value,
          caret: [found.selectionStart, found.selectionEnd],
          isFocused: found === document.activeElement,
        },
    );
    expect(kept).to.deep.equal({ text: '123456', caret: [2, 4], isFocused: true });
    await close();
  });

  it('stays where the agent has scrolled to, though what is above has grown', async () => {
    const { page, close } = await openPart(browser, server, 'context', { viewport: { width: 400, height: 500 } });
    const order = section(page, 'order').locator('summary').first();
    await order.evaluate((found) => found.scrollIntoView({ block: 'start' }));
    const before = await order.evaluate((found) => found.getBoundingClientRect().top);
    server.contexts.set('c1', { ...richContext(), summary: 'A line.\n'.repeat(12) });
    await page.evaluate(() => window.desk.show('c1', 2));
    await section(page, 'summary')
      .getByText(/A line/)
      .waitFor();
    await page.waitForTimeout(100);
    expect(await order.evaluate((found) => found.getBoundingClientRect().top)).to.be.closeTo(before, 2);
    await close();
  });

  it('keeps an unsaved text through a look at another conversation, and shows none of it there', async () => {
    server.contexts.set('c2', { ...emptyContext(), gathered: gathered() });
    const { page, close } = await openPart(browser, server, 'context');
    await (await begin(page, 'amount')).fill('250');
    await page.evaluate(() => window.desk.show('c2', 1));
    await page.getByText(deskWords.context.noSummary).waitFor();
    expect(await field(page, 'amount').getByRole('textbox').count()).to.equal(0);
    await page.evaluate(() => window.desk.show('c1', 1));
    expect(await field(page, 'amount').getByRole('textbox').inputValue()).to.equal('250');
    expect(await isFocused(page, 'amount'), 'who walks the list by keys is not caught in a field').to.equal(false);
    await close();
  });

  it("cannot be saved any more once it is not the agent's, and the text is still there to copy", async () => {
    const { page, close } = await openPart(browser, server, 'context');
    const input = await begin(page, 'amount');
    await input.fill('250');
    server.contexts.set('c1', withField({ field: 'amount', canAmend: false }));
    await page.evaluate(() => window.desk.show('c1', 2));
    await field(page, 'amount').getByText(words.noLongerYours).waitFor();
    await input.press('Enter');
    expect(await input.inputValue()).to.equal('250');
    expect(server.posted).to.deep.equal([]);
    await close();
  });

  it('leaves the cursor where the agent has gone meanwhile, and the page hears no key of the field but Ctrl+K', async () => {
    const { page, close } = await openPart(browser, server, 'context');
    await page.evaluate(() => {
      document.body.dataset['keys'] = '';
      addEventListener('keydown', ({ key }) => {
        document.body.dataset['keys'] += key;
      });
    });
    const input = await begin(page, 'amount');
    await input.pressSequentially('jkaen?');
    await input.press('Control+k');
    await page.route('**/commands', async (route) => {
      await page.locator('[data-section=order] > summary').focus();
      await route.continue();
    });
    await input.press('Enter');
    await input.waitFor({ state: 'detached' });
    await page.waitForTimeout(100);
    expect(await page.evaluate(() => document.body.dataset['keys'])).to.equal('Controlk');
    expect(await page.evaluate(() => document.activeElement?.localName)).to.equal('summary');
    await close();
  });
});
