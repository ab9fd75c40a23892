import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import type { FromPage, List, Thread } from '../../services/desk/deskApi.js';
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
    const { page, problems, close } = await openAgentPage(browser, desk, session, { before: inFront });
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
    const { page, close } = await openAgentPage(browser, desk, session, { before: inFront });
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

/** The parts of the contract that the server has no answer for yet: the line, and a few fields. */
async function inFront(page: Page): Promise<void> {
  const add = (path: string, more: (body: never) => object) =>
    page.route(path, async (route) => {
      try {
        const answer = await route.fetch();
        if (!answer.ok()) return await route.fulfill({ response: answer });
        const body = await answer.json();
        await route.fulfill({ response: answer, json: { ...body, ...more(body as never) } });
      } catch {
        await route.abort().catch(() => undefined);
      }
    });
  await add('**/desk/api/conversations?*', countsIn);
  await add('**/thread?*', () => ({ deliveredSeq: 0 }));
  await add('**/context', () => ({ summary: '', gathered: [], evidence: [], earlier: [], audit: [] }));
  await page.routeWebSocket('**/desk/api/stream', (socket) => {
    let isOpen = true;
    let watched: { id: string; after: number; linesAfter: number } | undefined;
    let filter = 'queue';
    let last = '';
    socket.onClose(() => {
      isOpen = false;
    });
    socket.onMessage((text) => {
      const frame: FromPage = JSON.parse(String(text));
      if (frame.type === 'list') [filter, last] = [frame.filter, ''];
      if (frame.type === 'watch')
        watched = { id: frame.conversationId, after: frame.after, linesAfter: frame.linesAfter };
    });
    const look = async () => {
      while (isOpen) {
        const list = await ask<List>(page, `conversations?filter=${filter}`);
        if (!list) {
          await socket.close();
          return;
        }
        const text = JSON.stringify(list.conversations);
        if (text !== last) socket.send(JSON.stringify({ type: 'list', filter, ...list, ...countsIn(list as never) }));
        last = text;
        if (watched) {
          const { id, after, linesAfter } = watched;
          const thread = await ask<Thread>(page, `conversations/${id}/thread?after=${after}&linesAfter=${linesAfter}`);
          if (thread && (thread.lastSeq > after || thread.lastLine > linesAfter)) {
            socket.send(JSON.stringify({ type: 'thread', conversationId: id, ...thread, deliveredSeq: 0 }));
            watched = { id, after: thread.lastSeq, linesAfter: thread.lastLine };
          }
        }
        await sleep(50);
      }
    };
    look().catch(() => undefined);
  });
}

function countsIn({ conversations }: List): object {
  const count = (kind: string) => conversations.filter(({ owner }) => owner.kind === kind).length;
  return { counts: { mine: count('agent'), queue: count('queued'), bot: 0 } };
}

async function ask<T>(page: Page, path: string): Promise<T | undefined> {
  try {
    const answer = await page.request.get(`${new URL(page.url()).origin}/desk/api/${path}`);
    return answer.ok() ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}
