import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { deskWords } from '../../services/content/en/deskWords.js';
import { XSS_CORPUS } from '../desk/xssCorpus.js';
import { launchChromium } from '../support/chromium.js';
import { axeFindings } from './support/axe.js';
import { HOSTILE_LINKS, hostileContext, OVERRIDE } from './support/deskParts/hostileContext.js';
import { cutOff, openPart, section } from './support/deskParts/openPart.js';
import { type PartsServer, startPartsServer } from './support/deskParts/partsServer.js';

describe('hostile words beside the thread', function () {
  this.timeout(60_000);
  let browser: Browser;
  let server: PartsServer;
  before(async () => {
    server = await startPartsServer();
    browser = await launchChromium();
  });
  beforeEach(() => server.contexts.set('c1', hostileContext()));
  after(() => Promise.all([browser?.close(), server?.close()]));

  it('are shown as text: nothing runs, no element comes of them, no policy is broken', async () => {
    const { page, problems, close } = await openPart(browser, server, 'context');
    await section(page, 'audit').locator('summary').click();
    await page.locator('details').evaluateAll((all) => {
      for (const each of all) if (each instanceof HTMLDetailsElement) each.open = true;
    });
    // Pictures are fetched where they are looked at; one that is none becomes a file.
    await section(page, 'evidence').scrollIntoViewIfNeeded();
    await section(page, 'evidence').locator('a[download^=broken]').waitFor();
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => 'broken' in window)).to.equal(false);
    expect(await page.locator('main script, main iframe, main [onerror], main img[src="x"]').count()).to.equal(0);
    expect(problems).to.deep.equal([]);
    expect(await page.locator('main').textContent()).to.include('summary <img src=x onerror=');
    expect(await axeFindings(page)).to.deep.equal([]);
    expect(await cutOff(page)).to.deep.equal([]);
    await close();
  });

  it(`come from a corpus of ${XSS_CORPUS.length}, each in every field: none runs, asks anybody for anything, or becomes an element`, async () => {
    expect(new Set(XSS_CORPUS.map(({ text }) => text)).size).to.be.at.least(200);
    const { page, problems, close } = await openPart(browser, server, 'context');
    const ran: string[] = [];
    page.context().on('dialog', (dialog) => {
      ran.push(dialog.message());
      void dialog.dismiss();
    });
    page.context().on('request', (request) => {
      if (!request.url().startsWith(server.url)) ran.push(request.url());
    });
    for (const [index, { text }] of XSS_CORPUS.entries()) {
      const hostile = hostileContext(() => text);
      const asAddress = { kind: 'link' as const, url: text, shows: text };
      const last = { field: `n${index}`, label: text, value: text, canAmend: true };
      server.contexts.set('c1', { ...hostile, evidence: [...hostile.evidence, asAddress], gathered: [last] });
      await page.evaluate((version) => window.desk.show('c1', version), index + 2);
      await page.locator(`[data-field=n${index}]`).waitFor();
      const found = await page.evaluate(() => {
        const all = [...document.querySelectorAll('main *')];
        return {
          elements: [...new Set(all.map(({ localName }) => localName))],
          handlers: all.flatMap((each) => each.getAttributeNames()).filter((name) => name.startsWith('on')),
          schemes: [...new Set(all.flatMap((each) => (each instanceof HTMLAnchorElement ? [each.protocol] : [])))],
        };
      });
      expect(
        found.elements.filter((name) => !ELEMENTS.includes(name)),
        text,
      ).to.deep.equal([]);
      expect(found.handlers, text).to.deep.equal([]);
      expect(
        found.schemes.filter((scheme) => scheme !== 'http:' && scheme !== 'https:'),
        text,
      ).to.deep.equal([]);
    }
    expect(ran).to.deep.equal([]);
    expect(problems).to.deep.equal([]);
    await close();
  });

  it('lead nowhere but where they say: only http and https, with the host that is really behind them marked', async () => {
    const { page, close } = await openPart(browser, server, 'context');
    const links = section(page, 'evidence').locator('.about-url');
    await links.first().waitFor();
    expect(await links.locator('strong').allInnerTexts()).to.deep.equal([
      'evil.example',
      'xn--libaba-2nf.com',
      'photos.example.com',
      'evil.example',
    ]);
    const attributes = await links.evaluateAll((all) =>
      all.map((link) => [link.getAttribute('rel'), link.getAttribute('target')]),
    );
    expect(attributes).to.deep.equal(Array.from({ length: 4 }, () => ['noopener noreferrer', '_blank']));
    const refused = section(page, 'evidence').locator('li', { hasText: deskWords.context.evidence.notOpened });
    expect(await refused.count()).to.equal(HOSTILE_LINKS.length - 4);
    const schemes = await page
      .locator('main a')
      .evaluateAll((all) => all.map((link) => link instanceof HTMLAnchorElement && link.protocol));
    expect(new Set(schemes)).to.deep.equal(new Set(['http:', 'https:']));
    await close();
  });

  it('turn nothing around: a file called photo[override]gpj.exe ends in .exe for the eye too', async () => {
    const { page, close } = await openPart(browser, server, 'context');
    const name = section(page, 'evidence')
      .getByText(/gpj\.exe/)
      .first();
    expect(await name.textContent()).to.equal('photo\uFFFDgpj.exe');
    expect(await page.locator('main').evaluate((main, sign) => main.outerHTML.includes(sign), OVERRIDE)).to.equal(
      false,
    );
    const saved = section(page, 'evidence').locator('a[download*="gpj.exe"]');
    expect(await saved.getAttribute('href')).to.equal('/desk/api/conversations/c1/files/f-spoofed');
    await close();
  });

  it('reach no other address of the desk by the name of a file', async () => {
    const { page, close } = await openPart(browser, server, 'context');
    const hrefs = await section(page, 'evidence')
      .locator('a[download]')
      .evaluateAll((all) => all.map((link) => link instanceof HTMLAnchorElement && new URL(link.href).pathname));
    expect(hrefs).to.include('/desk/api/conversations/c1/files/..%2F..%2F..%2Fme%3Fx%3D%22%3E%3Cscript%3E');
    await close();
  });
});

/** What the panel is made of. */
const ELEMENTS =
  'h1 h2 section details summary div p span strong bdi time dl dt dd ul ol li article h3 h4 h5 button a svg path img'.split(
    ' ',
  );
