import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { AgentClient } from '../desk/support/agentClient.js';
import { launchChromium } from '../support/chromium.js';
import { type ChatPage, openChatPage, send, sendBox } from './support/chatPage.js';
import { type DeskProcess, startDesk } from './support/deskProcess.js';

describe('typing, as the buyer’s page shows and tells it', function () {
  this.timeout(60_000);
  let browser: Browser;
  let desk: DeskProcess;
  let cookie = '';
  before(async () => {
    desk = await startDesk();
    browser = await launchChromium();
    const context = await browser.newContext();
    const page = await context.newPage();
    const { pathname, search } = new URL(desk.signInLink());
    await page.goto(desk.url + pathname + search);
    cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    await context.close();
  });
  after(() => Promise.all([browser?.close(), desk?.stop()]));

  async function command(conversationId: string, body: object): Promise<void> {
    const response = await fetch(`${desk.url}/desk/api/conversations/${conversationId}/commands`, {
      method: 'POST',
      headers: { cookie, 'x-refund-desk': '1', 'Content-Type': 'application/json' },
      body: JSON.stringify({ id: randomUUID(), ...body }),
    });
    expect(response.status, await response.text()).to.equal(200);
  }

  async function talking(): Promise<{ chat: ChatPage; agent: AgentClient; conversationId: string }> {
    const chat = await openChatPage(browser, `${desk.url}/chat`);
    const started = await chat.hears('root.welcome');
    const conversationId = String((started['conversation'] as { id?: string } | undefined)?.id); // Direct Line's own form
    await send(chat.page, 'human');
    await chat.hears('handoff.queued');
    await command(conversationId, { command: 'claim', epoch: 1 });
    await chat.hears('handoff.joined');
    const agent = await AgentClient.open(desk.url, cookie);
    agent.watch(conversationId);
    return { chat, agent, conversationId };
  }

  it('an agent who types is seen, by name, until their message is there; the buyer is seen, and what they write is sent once', async () => {
    const { chat, agent, conversationId } = await talking();
    const { page } = chat;
    await page.getByText('Answers at once').waitFor();
    agent.say({ type: 'typing', conversationId, isTyping: true });
    await page.getByText('Sam is writing…').waitFor();
    await page.locator('.webchat__typing-indicator').waitFor();
    await command(conversationId, { command: 'message', epoch: 2, text: 'Good day' });
    await page.getByText('Answers at once').waitFor();
    await page.locator('.webchat__typing-indicator').waitFor({ state: 'detached' });

    // Web Chat signals every three seconds, while somebody types on.
    await sendBox(page).pressSequentially('I wonder', { delay: 500 });
    await agent.until(() => agent.last('people')?.buyerTyping === true);
    await sendBox(page).press('Enter');
    await agent.until(() => agent.last('people')?.buyerTyping === false);
    const wrote = () =>
      agent.threadOf(conversationId).entries.filter(({ activity }) => activity['text'] === 'I wonder').length;
    await agent.until(() => wrote() === 1);
    // What was typed is neither a bubble nor something that was not sent.
    expect(await page.getByText(/send failed|retry/i).count()).to.equal(0);
    expect(chat.problems).to.deep.equal([]);

    agent.say({ type: 'typing', conversationId, isTyping: true });
    await page.getByText('Sam is writing…').waitFor();
    agent.say({ type: 'typing', conversationId, isTyping: false });
    await page.getByText('Answers at once').waitFor();
    await page.locator('.webchat__typing-indicator').waitFor({ state: 'detached', timeout: 3_000 });
    agent.close();
    await chat.close();
  });
});
