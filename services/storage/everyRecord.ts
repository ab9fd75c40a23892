import type { Records, Stored } from './records.js';

const PAGE = 200;

/** Every record whose key starts with `prefix`, page by page. */
export async function everyRecord(
  records: Pick<Records, 'list'>,
  collection: string,
  prefix: string,
): Promise<readonly Stored[]> {
  const found: Stored[] = [];
  for (;;) {
    const last = found.at(-1);
    const page = await records.list(collection, { prefix, limit: PAGE, ...(last ? { after: last.key } : {}) });
    found.push(...page);
    if (page.length < PAGE) return found;
  }
}
