import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const Findings = z.array(z.string());

/** What axe-core finds wrong, in the page and in its frames; one line each, with the element. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const found: string[] = [];
  // A frame that was refused shows a page of the browser's own.
  for (const frame of page.frames().filter((each) => /^https?:/.test(each.url()))) {
    await frame.evaluate(source);
    const lines: unknown = await frame.evaluate(
      // What WCAG 2.2 added is switched off in axe by default.
      `axe.run(document, { iframes: false, rules: { 'target-size': { enabled: true } } }).then(({ violations, passes }) => passes.length === 0
        ? ['axe found nothing to check']
        : violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`,
    );
    found.push(...Findings.parse(lines).map((line) => `${new URL(frame.url()).pathname} ${line}`));
  }
  return found;
}
