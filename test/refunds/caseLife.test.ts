import { expect } from 'chai';
import { caseIdOf } from '../../services/refunds/caseId.js';
import { type CaseEvent, EVENT_ACTORS, isOpen, MOVES, moveCase, stateAfter } from '../../services/refunds/caseMoves.js';
import { CaseId } from '../../services/refunds/ids.js';
import { newCase } from '../../services/refunds/newCase.js';
import { nextStep } from '../../services/refunds/nextStep.js';
import { CaseState, RefundCase } from '../../services/refunds/refundCase.js';
import { sampleRequest } from '../contracts/sampleCases.js';

const DAY = 86_400_000;
const FRIDAY = Date.UTC(2026, 10, 20, 9, 30);
// The keys of a literal table: Object.keys forgets their type.
const EVENTS = Object.keys(EVENT_ACTORS) as CaseEvent['kind'][];
const CLOSED = ['refunded', 'rejected', 'withdrawn', 'expired'];

const opened = newCase({
  caseId: CaseId.parse('RD-0000-0000'),
  reference: 'key-of-the-first-one',
  buyerId: 'anna',
  request: sampleRequest('234193410001028893'),
  now: FRIDAY,
});
const inState = (state: CaseState): RefundCase => ({ ...opened, state });

describe('a new case', () => {
  it('is well formed, waits for the seller, and has its dates', () => {
    expect(RefundCase.parse(opened)).to.deep.equal(opened);
    expect(opened.state).to.equal('awaitingSeller');
    expect(opened.deadlines).to.deep.equal([
      { kind: 'sellerResponse', at: FRIDAY + 3 * DAY, source: 'estimated' },
      { kind: 'escalationOpens', at: FRIDAY + 4 * DAY, source: 'estimated' },
      { kind: 'autoEscalation', at: FRIDAY + 7 * DAY, source: 'estimated' },
    ]);
    expect(opened.history).to.deep.equal([{ at: FRIDAY, actor: 'buyer', event: 'opened' }]);
  });
});

describe('the life of a case', () => {
  it('reaches every state from the first one', () => {
    const reached = new Set<CaseState>([opened.state]);
    for (const state of reached) for (const next of Object.values<CaseState>(MOVES[state])) reached.add(next);
    expect([...reached]).to.have.members(CaseState.options);
  });

  it('can end from every state', () => {
    for (const state of CaseState.options) {
      const ahead = new Set<CaseState>([state]);
      for (const each of ahead) for (const next of Object.values<CaseState>(MOVES[each])) ahead.add(next);
      expect(
        CLOSED.some((end) => ahead.has(end as CaseState)),
        state,
      ).to.equal(true);
    }
  });

  it('uses every event', () => {
    const used = new Set(CaseState.options.flatMap((state) => Object.keys(MOVES[state])));
    expect([...used]).to.have.members(EVENTS);
  });

  for (const state of CaseState.options) {
    it(`${state}: every event leads somewhere or is refused, and nothing else changes`, () => {
      const before = inState(state);
      for (const kind of EVENTS) {
        const expected = (MOVES[state] as Record<string, CaseState | undefined>)[kind];
        const moved = moveCase(before, { kind }, FRIDAY + DAY);
        expect(stateAfter(state, { kind })).to.equal(expected);
        if (expected === undefined) expect(moved).to.deep.equal({ kind: 'notAllowed', state });
        else {
          const line = { at: FRIDAY + DAY, actor: EVENT_ACTORS[kind], event: kind };
          expect(moved).to.deep.equal({
            kind: 'moved',
            case: { ...before, state: expected, history: [...before.history, line] },
          });
        }
      }
      expect(before).to.deep.equal(inState(state));
    });

    it(`${state}: is ${CLOSED.includes(state) ? 'closed' : 'open'}, and somebody's turn`, () => {
      expect(isOpen(inState(state))).to.equal(!CLOSED.includes(state));
      const next = nextStep(inState(state), FRIDAY);
      expect(next.what === 'nothing').to.equal(CLOSED.includes(state));
    });
  }

  it('does not take the names of what every object has for events', () => {
    // An event from outside is text before it is an event.
    for (const kind of ['constructor', '__proto__', 'toString'] as unknown as CaseEvent['kind'][])
      expect(moveCase(opened, { kind }, FRIDAY).kind).to.equal('notAllowed');
  });

  it('remembers everything over a random walk', () => {
    let seed = 7;
    const pick = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let walk = 0; walk < 200; walk += 1) {
      let at = opened;
      let steps = 0;
      for (let n = 0; n < 60 && isOpen(at); n += 1) {
        const kind = EVENTS[pick(EVENTS.length)];
        const moved = kind && moveCase(at, { kind }, FRIDAY + n);
        if (moved?.kind !== 'moved') continue;
        steps += 1;
        at = RefundCase.parse(moved.case);
        expect(at.history.slice(0, -1)).to.deep.equal(at.history.slice(0, steps));
      }
      expect(at.history).to.have.length(steps + 1);
      expect(at.deadlines).to.deep.equal(opened.deadlines);
    }
  });
});

describe('whose turn it is', () => {
  const HOUR = DAY / 24;
  for (const [when, now, expected] of [
    [
      'on the first day',
      FRIDAY,
      {
        turn: 'seller',
        what: 'answerTheClaim',
        by: FRIDAY + 3 * DAY,
        after: { turn: 'buyer', what: 'escalateOrWait', from: FRIDAY + 4 * DAY },
      },
    ],
    [
      'after three days',
      FRIDAY + 3 * DAY + HOUR,
      {
        turn: 'seller',
        what: 'answerOverdue',
        after: { turn: 'buyer', what: 'escalateOrWait', from: FRIDAY + 4 * DAY },
      },
    ],
    [
      'from the fourth day',
      FRIDAY + 4 * DAY,
      {
        turn: 'buyer',
        what: 'escalateOrWait',
        by: FRIDAY + 7 * DAY,
        after: { turn: 'mediator', what: 'takeUpTheCase', from: FRIDAY + 7 * DAY },
      },
    ],
    ['after seven days', FRIDAY + 7 * DAY, { turn: 'mediator', what: 'takeUpTheCase' }],
  ] as const) {
    it(`${when}: ${expected.turn}, ${expected.what}`, () => expect(nextStep(opened, now)).to.deep.equal(expected));
  }

  it('gives the mediator two working days from the escalation, by Beijing', () => {
    const escalated = moveCase(opened, { kind: 'buyerEscalates' }, FRIDAY);
    const next = escalated.kind === 'moved' ? nextStep(escalated.case, FRIDAY) : undefined;
    expect(next).to.deep.equal({ turn: 'mediator', what: 'weighTheCase', by: Date.parse('2026-11-24T15:59:59.999Z') });
  });

  it('gives the money seven business days', () => {
    const pending = { ...opened, state: 'refundPending' as const };
    expect(nextStep(pending, FRIDAY).by).to.equal(Date.parse('2026-12-01T15:59:59.999Z'));
  });
});

describe('case numbers', () => {
  for (const [bytes, expected] of [
    [[0, 0, 0, 0, 0], 'RD-0000-0000'],
    [[255, 255, 255, 255, 255], 'RD-ZZZZ-ZZZZ'],
    [[0x00, 0x44, 0x32, 0x14, 0xc7, 0xff], 'RD-0123-4567'],
    [[8, 0, 0, 0, 1, 9, 9], 'RD-1000-0001'],
  ] as const) {
    it(`${bytes} is ${expected}`, () => expect(caseIdOf(Uint8Array.from(bytes))).to.equal(expected));
  }
  it('takes five bytes at least', () => expect(() => caseIdOf(new Uint8Array(4))).to.throw(RangeError));
});
