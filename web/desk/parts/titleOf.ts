import type { Row } from '../model/lists.js';
import { words } from '../words.js';

/** What a conversation is about, in one line: the first of its summary, which has one for each thing. */
export function titleOf(row: Pick<Row, 'summary'> | undefined): string {
  const [first = ''] = row?.summary.trim().split('\n') ?? [];
  return first.trim() || words.list.noSummary;
}
