import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import type { List, Thread } from '../../services/desk/deskApi.js';
import { launchChromium } from '../support/chromium.js';
import { openPlayedPage, signInAgent } from './support/agentPage.js';
import { SAM } from './support/deskFixture.js';
import { type DeskProcess, startDesk } from './support/deskProcess.js';
import { HOSTILE } from './support/hostileTexts.js';

describe("what buyers, sellers and colleagues write, on the agents' page", function () {
  this.timeout(120_000);
  let browser: Browser;
  let desk: DeskProcess;
  before(async () => {
    [browser, desk] = await Promise.all([launchChromium(), startDesk()]);
  });
  after(() => Promise.all([browser?.close(), desk?.stop()]));

  it('200 hostile texts in every field run no script, lead nowhere but to the web, and load nothing', async () => {
    expect(HOSTILE).to.have.length(200);
    const session = await signInAgent(browser, desk);
    const { page, problems, fake, close } = await openPlayedPage(browser, desk, session, { hash: '#queue' });
    let runs = 0;
    await page.exposeFunction('ran', () => {
      runs += 1;
    });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    fake.list = hostileList(fake.list);
    fake.thread = hostileThread(fake.thread);
    fake.colleagues = HOSTILE.map((text, index) => ({
      ...{ id: `c${index}`, name: text, role: 'agent' as const, isHere: true, open: 0, capacity: 5 },
    }));
    fake.replies = HOSTILE.map((text, index) => ({ id: `r${index}`, title: text, text }));
    fake.sayList();
    await page.locator('.row').nth(100).waitFor();
    await page.evaluate(() => {
      location.hash = '#queue/cups';
    });
    await page.locator('.bubble').first().waitFor();
    while (await page.locator('.earlier').isVisible()) await page.locator('.earlier').click();
    expect(await page.locator('.bubble').count()).to.equal(HOSTILE.length * 4);

    await page.keyboard.press('t');
    await page.locator('dialog .colleague').first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#box').fill('/');
    await page.locator('.replies').waitFor();
    for (const link of await page.locator('.log a').all())
      await link.hover({ force: true, timeout: 200 }).catch(() => undefined);
    await page.waitForTimeout(500);

    expect(runs).to.equal(0);
    // Not even tried: the policy would have said so.
    expect(problems).to.deep.equal([]);
    const found = await page.evaluate(() => ({
      links: [
        ...new Set([...document.querySelectorAll('.desk a')].map((link) => (link as HTMLAnchorElement).protocol)),
      ],
      withHandlers: [...document.querySelectorAll('.desk *')].filter((part) =>
        [...part.attributes].some(({ name }) => name.startsWith('on') || name === 'style' || name === 'srcdoc'),
      ).length,
      strange: document.querySelectorAll(
        '.desk :is(script, style, iframe, object, embed, link, meta, video, audio, marquee, details:not([class^=about-]), math, base)',
      ).length,
    }));
    expect(found.links.sort()).to.deep.equal(['http:', 'https:']);
    expect([found.withHandlers, found.strange]).to.deep.equal([0, 0]);
    expect(asked.filter((url) => !url.startsWith(desk.url) && !/^(data|blob):/.test(url))).to.deep.equal([]);
    await close();
  });
});

function hostileList(list: List): List {
  const [first] = list.conversations;
  if (!first) throw new Error('the list is empty');
  const rows = HOSTILE.map((text, index) => ({
    ...first,
    conversationId: index === 0 ? 'cups' : text,
    buyerId: text,
    channel: text,
    summary: text,
    orderId: text,
    caseIds: index % 2 === 0 ? [text] : [],
    owner: { kind: 'agent' as const, agent: { id: text, name: text.slice(0, 80) }, since: 1, reason: 'asked' as const },
    people: { looking: [{ id: text, name: text }], typing: [], buyerTyping: false },
  }));
  return { ...list, conversations: rows };
}

/** As the buyer, as the bot in plain text and in markdown on a card, as an agent; in names of people and files; in notes and facts. */
function hostileThread(thread: Thread): Thread {
  const speak = (text: string) => [
    {
      text,
      from: { name: text, role: 'user' },
      attachments: [{ contentType: 'image/png', name: text, contentUrl: text }],
    },
    { text, textFormat: 'markdown', from: { role: 'bot' }, suggestedActions: { actions: [{ title: text }] } },
    { text, from: { role: 'bot' }, channelData: { key: 'handoff.agent', agent: text } },
    {
      from: { role: 'bot' },
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            body: [
              { type: 'TextBlock', text },
              { type: 'FactSet', facts: [{ title: text, value: text }] },
              { type: 'Image', url: text, altText: text },
            ],
            actions: [{ title: text, url: text }],
          },
        },
        {
          contentType: 'application/vnd.microsoft.card.hero',
          content: { title: text, text, images: [{ url: text, alt: text }] },
        },
      ],
    },
  ];
  const entries = HOSTILE.flatMap(speak).map((activity, index) => ({
    id: `cups|${index + 1}`,
    seq: index + 1,
    at: 1_700_000_000_000 + index,
    activity: { type: 'message', ...activity },
  }));
  const lines = HOSTILE.flatMap((text, index) => [
    { kind: 'note' as const, n: index * 2 + 1, at: 1_700_000_000_000 + index, by: { id: 'kim', name: text }, text },
    {
      kind: 'system' as const,
      n: index * 2 + 2,
      at: 1_700_000_000_000 + index,
      event: 'rated' as const,
      by: { id: 'kim', name: text },
      facts: { score: 1, comment: text },
    },
  ]);
  const owner = { kind: 'agent' as const, agent: SAM, since: 1, reason: 'asked' as const };
  return { ...thread, entries, lines, lastSeq: entries.length, lastLine: lines.length, owner };
}
