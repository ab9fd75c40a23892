import type { Browser, BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright-core';
import { z } from 'zod';

const Activity = z.looseObject({
  id: z.string().optional(),
  type: z.string(),
  text: z.string().optional(),
  from: z.looseObject({ id: z.string().optional(), role: z.string().optional() }).optional(),
  channelData: z.looseObject({ key: z.string().optional(), caseId: z.string().optional() }).optional(),
});
export type Activity = z.infer<typeof Activity>;
const ActivitySet = z.looseObject({ activities: z.array(Activity) });

const WAIT_MS = 15_000;

/** A browser page of a buyer's own (no cookies of others), what it says to the console, and what comes down its stream. */
export type ChatPage = {
  readonly page: Page;
  /** Errors and warnings on the console, broken policies and uncaught errors included. */
  readonly problems: readonly string[];
  /** Addresses outside the desk that the page asked for. */
  readonly strangers: readonly string[];
  /** Every activity that came down the stream, in order, repeats included. */
  readonly heard: readonly Activity[];
  /** Resolves with the first activity with such a copy key after the first `from` ones. */
  hears(key: string | RegExp, from?: number): Promise<Activity>;
  close(): Promise<void>;
};

export async function openChatPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<ChatPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const problems: string[] = [];
  const strangers: string[] = [];
  const heard: Activity[] = [];
  const waiting = new Set<() => void>();
  const { host } = new URL(address);

  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  const isStranger = (url: string) => !/^(data|blob|about):/.test(url) && new URL(url).host !== host;
  page.on('request', (request) => {
    if (isStranger(request.url())) strangers.push(request.url());
  });
  page.on('websocket', (socket) => {
    if (isStranger(socket.url())) strangers.push(socket.url());
    socket.on('framereceived', ({ payload }) => {
      if (payload.length === 0) return;
      heard.push(...ActivitySet.parse(JSON.parse(payload.toString())).activities);
      for (const wake of [...waiting]) wake();
    });
  });
  await page.goto(address);

  return {
    page,
    problems,
    strangers,
    heard,
    hears: (key, from = 0) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = heard.slice(from).find(({ channelData }) => isKey(channelData?.key ?? '', key));
          if (found) settle(() => resolve(found));
        };
        const giveUp = () =>
          settle(() => reject(new Error(`no ${key} in ${WAIT_MS} ms; after ${from} came: ${keys(heard.slice(from))}`)));
        const timer = setTimeout(giveUp, WAIT_MS);
        const settle = (act: () => void) => {
          clearTimeout(timer);
          waiting.delete(look);
          act();
        };
        waiting.add(look);
        look();
      }),
    close: () => context.close(),
  };
}

function isKey(given: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? given === wanted : wanted.test(given);
}

/** The copy keys of the bot's messages, in order. */
export function keys(activities: readonly Activity[]): string {
  return activities.flatMap(({ channelData }) => channelData?.key ?? []).join(', ');
}

/** The chat in the shop's panel. */
export const inPanel = (page: Page): FrameLocator => page.frameLocator('#panel iframe');

/** The bubbles one sees; Web Chat says each message once more, for a second, to screen readers. */
export const bubbles = (chat: Page | FrameLocator): Locator => chat.locator('.webchat__bubble__content');
export const buyerBubbles = (chat: Page | FrameLocator): Locator =>
  chat.locator('.webchat__bubble--from-user .webchat__bubble__content');
export const suggestions = (chat: Page | FrameLocator): Locator => chat.locator('.webchat__suggested-action');
export const sendBox = (chat: Page | FrameLocator): Locator => chat.locator('.webchat__send-box textarea');
export const cardButton = (chat: Page | FrameLocator, name: string | RegExp): Locator =>
  chat.locator('.ac-pushButton').filter({ hasText: name });

export async function send(chat: Page | FrameLocator, text: string): Promise<void> {
  await sendBox(chat).fill(text);
  await sendBox(chat).press('Enter');
}
