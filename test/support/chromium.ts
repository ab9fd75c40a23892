import { type Browser, chromium } from 'playwright-core';
import { ensureProgram } from './ensureProgram.js';

/**
 * Where Chromium is: CHROMIUM_PATH, else Debian's, which is installed when it may be.
 * The test command calls it before the tests in a browser.
 * @public
 */
export function chromiumPath(): Promise<string> {
  return ensureProgram({
    name: 'chromium',
    neededFor: 'the tests in a real browser',
    pathVariable: 'CHROMIUM_PATH',
    usualPath: '/usr/bin/chromium',
    debianPackage: 'chromium',
  });
}

/** A headless Chromium with a profile of its own. Close it: an open one keeps the test process alive. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: await chromiumPath(),
    headless: true,
    args: [
      '--no-sandbox', // Tests may run as root, where Chromium refuses its sandbox.
      '--disable-gpu',
      // The rest keeps it from calling home: a test must not depend on, nor be seen by, any outside host.
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
