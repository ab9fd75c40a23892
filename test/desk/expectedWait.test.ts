import { expect } from 'chai';
import { expectedWait, noteWait, toldWait, type WaitFigures, withWait } from '../../services/desk/expectedWait.js';
import { memoryRecords } from '../contracts/memoryRecords.js';

const START = Date.parse('2026-11-23T04:00:00Z');
const MINUTE = 60_000;
const DAY = 86_400_000;

/** So many waits, one a minute. */
function figuresAfter(waits: readonly number[], before?: WaitFigures, from = START): WaitFigures {
  let figures = before;
  waits.forEach((waitMs, at) => {
    figures = withWait(figures, `${from}/${at}`, waitMs, from + at * MINUTE);
  });
  if (!figures) throw new Error('no waits');
  return figures;
}
const times = (count: number, waitMs: number) => Array.from({ length: count }, () => waitMs);

describe('the expected wait', () => {
  it('is not told before twenty buyers were connected', () => {
    expect(toldWait(figuresAfter(times(19, 5 * MINUTE)), START + DAY)).to.equal(undefined);
    expect(toldWait(figuresAfter(times(20, 5 * MINUTE)), START + DAY)).to.be.closeTo(5 * MINUTE, 1);
  });

  it('is not told up to one minute', () => {
    expect(toldWait(figuresAfter(times(20, MINUTE)), START + DAY)).to.equal(undefined);
    expect(toldWait(figuresAfter(times(20, MINUTE + 1)), START + DAY)).to.be.closeTo(MINUTE + 1, 0.5);
  });

  it('moves towards newer waits, exponentially, and what is told every ten minutes', () => {
    const calm = figuresAfter(times(20, 2 * MINUTE));
    const soon = withWait(calm, 'next', 10 * MINUTE, START + 20 * MINUTE);
    expect(soon.averageMs).to.be.closeTo(2 * MINUTE + (2 / 21) * 8 * MINUTE, 1);
    expect(toldWait(soon, START + 20 * MINUTE)).to.be.closeTo(2 * MINUTE, 1);
    const later = withWait(soon, 'later', 10 * MINUTE, START + 30 * MINUTE);
    expect(toldWait(later, START + 30 * MINUTE)).to.equal(later.averageMs);
  });

  it('is forgotten after seven days without any', () => {
    const figures = figuresAfter(times(20, 5 * MINUTE));
    expect(toldWait(figures, figures.lastAt + 7 * DAY - 1)).to.be.a('number');
    expect(toldWait(figures, figures.lastAt + 7 * DAY)).to.equal(undefined);
    expect(withWait(figures, 'new', MINUTE, figures.lastAt + 7 * DAY)).to.include({ samples: 1, averageMs: MINUTE });
  });

  it('counts a wait once, whatever is repeated', async () => {
    const records = memoryRecords();
    for (let at = 0; at < 19; at += 1) await noteWait(records, `key-${at}`, 5 * MINUTE, START);
    await noteWait(records, 'key-3', 5 * MINUTE, START);
    expect(await expectedWait(records, START)).to.equal(undefined);
    await noteWait(records, 'key-19', 5 * MINUTE, START);
    expect(await expectedWait(records, START)).to.be.closeTo(5 * MINUTE, 1);
  });
});
