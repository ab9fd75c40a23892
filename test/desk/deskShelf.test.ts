import { expect } from 'chai';
import type { DeskRow } from '../../services/desk/deskRow.js';
import { DeskShelf } from '../../services/desk/deskShelf.js';
import { memoryRecords } from '../contracts/memoryRecords.js';

const NOW = Date.parse('2026-11-23T04:00:00Z');
const WAITS = {
  kind: 'queued',
  since: NOW,
  reason: 'asked',
  isFirst: false,
  withBot: false,
  late: 0,
  toldAhead: 0,
} as const;

function row(listed: number, owner: DeskRow['owner'], conversationId = 'one'): DeskRow {
  return {
    conversationId,
    buyerId: 'b',
    channel: 'c',
    listed,
    epoch: listed,
    owner,
    summary: '',
    caseIds: [],
    unread: 0,
  };
}

describe('the list of the desk', () => {
  it('keeps the newest row of a conversation, in whatever order and how often they come', async () => {
    const shelf = new DeskShelf(memoryRecords(() => NOW));
    const rows = [row(2, WAITS), row(1, { kind: 'bot' }), row(3, { kind: 'bot' }), row(2, WAITS)];
    await shelf.list(row(2, WAITS), NOW);
    expect(await shelf.open()).to.deep.equal([row(2, WAITS)]);
    for (const each of rows) await shelf.list(each, NOW);
    expect(await shelf.open()).to.deep.equal([]);
  });

  it('loses no row where many are written at once', async () => {
    const shelf = new DeskShelf(memoryRecords(() => NOW));
    await Promise.all([1, 2, 3, 4].map((listed) => shelf.list(row(listed, WAITS), NOW)));
    expect(await shelf.open()).to.deep.equal([row(4, WAITS)]);
  });

  it('a line has its number, and is there once', async () => {
    const shelf = new DeskShelf(memoryRecords(() => NOW));
    const by = { id: 'kim', name: 'Kim' };
    for (const n of [1, 2, 2, 1, 10]) await shelf.keepLine('one', { kind: 'note', n, at: NOW, by, text: `${n}` });
    await shelf.keepLine('one/2', { kind: 'note', n: 1, at: NOW, by, text: 'of another conversation' });
    const lines = await shelf.lines('one', 0, 100);
    expect(lines.map(({ n }) => n)).to.deep.equal([1, 2, 10]);
    expect((await shelf.lines('one', 1, 1)).map(({ n }) => n)).to.deep.equal([2]);
  });
});
