import type { Browser, BrowserContextOptions, FrameLocator, Page } from 'playwright-core';
import { z } from 'zod';
// For its `window.RefundDesk`.
import type {} from '../../../web/widget/widget.js';
import { type ChatPage, inPanel, openChatPage } from './chatPage.js';
import type { Shop } from './shop.js';

const Minted = z.object({ conversationId: z.string(), token: z.string() });

export type WidgetPage = ChatPage & { readonly room: FrameLocator };

/** The shop's page in a browser of its own, signed in as this buyer; the panel is closed. */
export async function visitShop(
  browser: Browser,
  shop: Shop,
  { buyer, path = '/', ...options }: BrowserContextOptions & { buyer?: string; path?: string } = {},
): Promise<WidgetPage> {
  const cookie = { name: 'buyer', value: buyer ?? '', domain: '127.0.0.1', path: '/', expires: -1 };
  const chat = await openChatPage(browser, `${shop.origin}${path}`, {
    ...options,
    storageState: {
      cookies: buyer === undefined ? [] : [{ ...cookie, httpOnly: true, secure: false, sameSite: 'Strict' }],
      origins: [],
    },
  });
  return { ...chat, room: inPanel(chat.page) };
}

export const launcher = (page: Page) => page.locator('refund-desk #launcher');
export const panel = (page: Page) => page.locator('refund-desk #panel');
export const badge = (page: Page) => page.locator('refund-desk #badge');

/** Has the launcher the cursor? It is in the widget's shadow. */
export function isOnLauncher(page: Page): Promise<boolean> {
  return page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.id === 'launcher');
}

/** From another device of the buyer: by the shop's token, without a browser. Resolves when the desk has taken it. */
export async function sayElsewhere(desk: { url: string; secret: string }, buyer: string, text: string): Promise<void> {
  const call = (path: string, bearer: string, body: object) =>
    fetch(`${desk.url}/v3/directline${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const minted = await call('/tokens/generate', desk.secret, { user: { id: buyer } });
  const { conversationId, token } = Minted.parse(await minted.json());
  const answer = await call(`/conversations/${conversationId}/activities`, token, {
    type: 'message',
    text,
    from: { id: buyer },
  });
  if (!answer.ok) throw new Error(`the desk answered ${answer.status}`);
}
