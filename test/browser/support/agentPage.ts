import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { DeskProcess } from './deskProcess.js';
import { type FakeDesk, playDesk } from './fakeDesk.js';

/** The cookie of the demo's agent: the link works once, and many pages of the test need it. */
export type Session = Exclude<BrowserContextOptions['storageState'], string | undefined>;

export async function signInAgent(browser: Browser, desk: DeskProcess): Promise<Session> {
  const context = await browser.newContext();
  const page = await context.newPage();
  // A cookie is of one host name, and a machine has several.
  const { pathname, search } = new URL(desk.signInLink());
  await page.goto(desk.url + pathname + search);
  const session = await context.storageState();
  await context.close();
  return session;
}

export type AgentPage = {
  readonly page: Page;
  /** Errors and warnings on the console, broken policies and uncaught errors included. */
  readonly problems: string[];
  close(): Promise<void>;
};

/** The agents' page in a browser of its own; `before`: what is to stand in front of the server. */
export async function openAgentPage(
  browser: Browser,
  desk: DeskProcess,
  storageState: Session,
  {
    hash = '',
    before,
    ...options
  }: BrowserContextOptions & { readonly hash?: string; readonly before?: (page: Page) => Promise<void> } = {},
): Promise<AgentPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, storageState, ...options });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  await before?.(page);
  await page.goto(`${desk.url}/desk${hash}`);
  await page.locator('.desk').waitFor();
  return { page, problems, close: () => context.close() };
}

/** The same, with a desk that the test plays. */
export async function openPlayedPage(
  browser: Browser,
  desk: DeskProcess,
  session: Session,
  options: BrowserContextOptions & { readonly hash?: string } = {},
): Promise<AgentPage & { readonly fake: FakeDesk }> {
  let fake: FakeDesk | undefined;
  const opened = await openAgentPage(browser, desk, session, {
    ...options,
    before: async (page) => {
      fake = await playDesk(page);
    },
  });
  if (!fake) throw new Error('no desk was played');
  return { ...opened, fake };
}
