import { expect } from 'chai';
import { moveCase } from '../../services/refunds/caseMoves.js';
import { nextReminder, remindersOf } from '../../services/refunds/caseReminders.js';
import { CaseId } from '../../services/refunds/ids.js';
import { newCase } from '../../services/refunds/newCase.js';
import type { RefundCase } from '../../services/refunds/refundCase.js';
import { sampleRequest } from '../contracts/sampleCases.js';
import { SAMPLE_EVENTS } from '../contracts/sampleEvents.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOON = Date.UTC(2026, 10, 23, 12);
const UTC = { timeZone: 'UTC' };

const opened = newCase({
  caseId: CaseId.parse('RD-0000-0000'),
  reference: 'key-of-the-first-one',
  buyerId: 'anna',
  request: sampleRequest('234193410001028893'),
  now: NOON,
});
/** Asked for evidence at `at`, until `by`. */
function asked(at: number, by: number): RefundCase {
  const up = moveCase(opened, SAMPLE_EVENTS.buyerEscalates, { at });
  const moved = up.kind === 'moved' ? moveCase(up.case, { ...SAMPLE_EVENTS.mediatorAsksEvidence, by }, { at }) : up;
  if (moved.kind !== 'moved') throw new Error(moved.kind);
  return moved.case;
}

describe('what a buyer is reminded of', () => {
  it("the seller's time, the way up, the platform's own step a day after it was due", () => {
    expect(remindersOf(opened).map(({ kind, at }) => [kind, (at - NOON) / DAY])).to.deep.equal([
      ['expired', 3],
      ['expired', 4],
      ['expired', 8],
    ]);
  });

  it('half of a time that closes the case, and the last fifth of it', () => {
    const at = NOON + 5 * DAY;
    const reminders = remindersOf(asked(at, at + 10 * DAY));
    expect(reminders.map((each) => [each.kind, (each.at - at) / DAY])).to.deep.equal([
      ['halfTime', 5],
      ['lastFifth', 8],
    ]);
  });

  it('nothing of a case that is closed, or on hold', () => {
    expect(remindersOf({ ...opened, state: 'withdrawn' })).to.deep.equal([]);
    expect(remindersOf({ ...opened, hold: 'chargeback' })).to.deep.equal([]);
  });
});

describe('when', () => {
  it('not in the night of the buyer, but in the morning after it', () => {
    // 12:00 UTC is 21:00 in Tokyo and 23:00 in Auckland (summer time).
    const at = (timeZone: string) => nextReminder(opened, NOON, { timeZone })?.at;
    expect(at('Asia/Tokyo')).to.equal(NOON + 3 * DAY);
    expect(new Date(at('Pacific/Auckland') ?? 0).toISOString()).to.equal('2026-11-26T19:00:00.000Z');
    expect(new Date(at('America/Los_Angeles') ?? 0).toISOString()).to.equal('2026-11-26T16:00:00.000Z');
  });

  it('in the night all the same where the case would be closed by the morning', () => {
    const at = NOON + 5 * DAY;
    const night = asked(at, at + 12 * HOUR);
    // Half of it is 18:00, the last fifth begins at 21:36, and midnight closes it.
    const late = nextReminder(night, at + 6 * HOUR, { timeZone: 'Europe/Berlin' });
    expect(new Date(late?.at ?? 0).toISOString()).to.equal('2026-11-28T21:36:00.000Z');
  });

  it('at most once a day, unless the case would be closed before that', () => {
    const lastAt = NOON + 3 * DAY - HOUR;
    expect(nextReminder(opened, NOON, { ...UTC, lastAt })?.at).to.equal(lastAt + DAY);
    const at = NOON + 5 * DAY;
    const short = asked(at, at + 10 * HOUR);
    expect(nextReminder(short, at, { ...UTC, lastAt: at })?.at).to.equal(at + 5 * HOUR);
  });

  it('each once: what was before is not said again', () => {
    expect(nextReminder(opened, NOON + 4 * DAY, UTC)?.deadline.kind).to.equal('autoEscalation');
    expect(nextReminder(opened, NOON + 8 * DAY, UTC)).to.equal(undefined);
  });
});
