import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { PartsServer } from './partsServer.js';

export type PartPage = {
  readonly page: Page;
  /** Errors and warnings on the console, broken policies included, but for answers that a test wants to fail. */
  readonly problems: readonly string[];
  close(): Promise<void>;
};

/** The page with one part of the desk; an agent in Berlin. */
export async function openPart(
  browser: Browser,
  { url }: Pick<PartsServer, 'url'>,
  part: 'context' | 'stats',
  { dir = 'ltr', ...options }: BrowserContextOptions & { dir?: 'ltr' | 'rtl' } = {},
): Promise<PartPage> {
  const context = await browser.newContext({
    viewport: { width: 400, height: 900 },
    timezoneId: 'Europe/Berlin',
    ...options,
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    const isWanted = message.text().startsWith('Failed to load resource');
    if (!isWanted && (message.type() === 'error' || message.type() === 'warning')) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(`${url}/${part}?dir=${dir}`);
  return { page, problems, close: () => context.close() };
}

export const section = (page: Page, id: string): Locator => page.locator(`[data-section=${id}]`);
export const field = (page: Page, name: string): Locator => page.locator(`[data-field=${name}]`);

/** Parts that are wider than their place, by element and class; what scrolls by itself may be. */
export function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const wide = [...document.querySelectorAll('main *')]
      .filter(
        (part) =>
          part.getClientRects().length > 0 &&
          !(part instanceof SVGElement) &&
          !part.closest('.about-hidden, .stats-hidden, .stats-scroll'),
      )
      .filter(
        (part) => part.getBoundingClientRect().right > root.clientWidth + 1 || part.getBoundingClientRect().left < -1,
      )
      .map((part) => `${part.localName}.${part.className}`);
    return root.scrollWidth > root.clientWidth ? ['the page scrolls sideways', ...wide] : wide;
  });
}
