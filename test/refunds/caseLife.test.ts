import { expect } from 'chai';
import { allowedActions, BUYER_ACTIONS, mayDo } from '../../services/refunds/allowedActions.js';
import { CaseEvent, type CaseEventKind, EVENT_ACTORS } from '../../services/refunds/caseEvent.js';
import { caseIdOf } from '../../services/refunds/caseId.js';
import { isOpen, MOVES, moveCase, stageOf, stateAfter } from '../../services/refunds/caseMoves.js';
import { CaseId } from '../../services/refunds/ids.js';
import { newCase } from '../../services/refunds/newCase.js';
import { nextStep } from '../../services/refunds/nextStep.js';
import { CaseState, RefundCase } from '../../services/refunds/refundCase.js';
import { CalendarDay } from '../../services/refunds/refundTerms.js';
import { RULES } from '../../services/refunds/ruleNumbers.js';
import { sampleRequest } from '../contracts/sampleCases.js';
import { SAMPLE_EVENTS } from '../contracts/sampleEvents.js';

const DAY = 86_400_000;
const FRIDAY = Date.UTC(2026, 10, 20, 9, 30);
// The keys of a literal table: Object.keys forgets their type.
const EVENTS = Object.keys(EVENT_ACTORS) as CaseEventKind[];
const HOLDS: readonly CaseEventKind[] = ['holdSet', 'holdLifted'];
const CLOSED = ['refunded', 'rejected', 'withdrawn', 'expired', 'closedOther'];

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
      { kind: 'sellerResponse', at: FRIDAY + 3 * DAY, onExpiry: 'buyerMayEscalate', source: 'estimated' },
      { kind: 'escalationOpens', at: FRIDAY + 4 * DAY, onExpiry: 'buyerMayEscalate', source: 'estimated' },
      { kind: 'autoEscalation', at: FRIDAY + 7 * DAY, onExpiry: 'platformSteps', source: 'estimated' },
    ]);
    expect(opened.history).to.deep.equal([{ at: FRIDAY, actor: 'buyer', event: 'opened' }]);
  });
});

describe('the life of a case', () => {
  it('reaches every state from the first one', () => {
    const reached = new Set<CaseState>([opened.state]);
    for (const state of reached) for (const next of Object.values<CaseState>(MOVES[state])) reached.add(next);
    // What no word of ours stands for is read from a platform, never reached by a move.
    expect([...reached, 'unknown']).to.have.members(CaseState.options);
  });

  it('can end from every state', () => {
    for (const state of CaseState.options.filter((each) => each !== 'unknown')) {
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
    expect([...used, ...HOLDS]).to.have.members(EVENTS);
  });

  for (const state of CaseState.options) {
    it(`${state}: every event leads somewhere or is refused, and what was known stays`, () => {
      const before = inState(state);
      for (const kind of EVENTS) {
        const event = CaseEvent.parse(SAMPLE_EVENTS[kind]);
        const table = (MOVES[state] as Record<string, CaseState | undefined>)[kind];
        const expected = HOLDS.includes(kind) && stageOf(before) !== 'closed' ? state : table;
        const moved = moveCase(before, event, { at: FRIDAY + 8 * DAY });
        expect(stateAfter(state, kind)).to.equal(expected);
        if (expected === undefined) expect(moved).to.deep.equal({ kind: 'notAllowed', state, why: 'state' });
        // Nothing was proposed in the sample, and nothing holds it.
        else if (kind === 'buyerAccepts' || kind === 'buyerRejects')
          expect(moved).to.deep.include({ kind: 'notAllowed', why: 'proposal' });
        else if (kind === 'holdLifted') expect(moved).to.deep.include({ kind: 'notAllowed', why: 'hold' });
        else {
          if (moved.kind !== 'moved') throw new Error(`${kind}: ${moved.kind}`);
          const line = { at: FRIDAY + 8 * DAY, actor: EVENT_ACTORS[kind], event: kind };
          expect(RefundCase.parse(moved.case)).to.deep.equal(moved.case);
          expect(moved.case.state).to.equal(expected);
          expect(moved.case.history).to.deep.equal([...before.history, line]);
          expect(moved.case.request).to.deep.equal(before.request);
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
    for (const kind of ['constructor', '__proto__', 'toString'] as unknown as CaseEventKind[])
      expect(stateAfter('awaitingSeller', kind)).to.equal(undefined);
  });

  it('remembers everything over a random walk, and keeps its invariants', () => {
    let seed = 7;
    const pick = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let walk = 0; walk < 300; walk += 1) {
      let at = opened;
      let steps = 0;
      for (let n = 0; n < 80 && isOpen(at); n += 1) {
        const kind = EVENTS[pick(EVENTS.length)];
        const moved = kind && moveCase(at, SAMPLE_EVENTS[kind], { at: FRIDAY + n * DAY, id: `e${n}` });
        if (moved?.kind !== 'moved') continue;
        steps += 1;
        expect(moved.case.history.slice(0, -1)).to.deep.equal(at.history);
        at = RefundCase.parse(moved.case);
        keepsInvariants(at, FRIDAY + n * DAY);
      }
      expect(at.history).to.have.length(steps + 1);
    }
  });
});

/** What must hold of every case, wherever it came from. */
function keepsInvariants(refundCase: RefundCase, now: number): void {
  const { state, proposal, settlement, decision, deadlines, evidenceAsked } = refundCase;
  const stage = stageOf(refundCase);
  if (state === 'agreed') expect(settlement, 'agreed on something').to.not.equal(undefined);
  if (proposal) expect(stage, 'a proposal is open in the negotiation, or was left there').to.not.equal('payout');
  if (state === 'decided' || state === 'decidedFinal') expect(decision).to.not.equal(undefined);
  if (state === 'awaitingEvidence') expect(evidenceAsked).to.not.equal(undefined);
  if (state === 'awaitingReturn') expect(refundCase.returnTo).to.not.equal(undefined);
  if (state === 'returnInTransit') expect(refundCase.parcel).to.not.equal(undefined);
  if (stage === 'closed') {
    expect(deadlines).to.deep.equal([]);
    expect(allowedActions(refundCase, now)).to.deep.equal([]);
  }
  for (const { action, from } of allowedActions(refundCase, now)) {
    const done = moveCase(refundCase, SAMPLE_EVENTS[action], { at: now });
    expect(done.kind === 'moved', `${action} in ${state}`).to.equal(from === undefined);
  }
  for (const action of BUYER_ACTIONS) {
    const may = mayDo(refundCase, action, now);
    const done = moveCase(refundCase, SAMPLE_EVENTS[action], { at: now });
    if (done.kind === 'notAllowed') expect(may, `${action} in ${state}`).to.equal(done.why);
    else expect(may).to.equal('yes');
  }
}

describe('what happened once, late, or too early', () => {
  const afterwards = (refundCase: RefundCase, kind: CaseEventKind, at: number, id?: string): RefundCase => {
    const moved = moveCase(refundCase, SAMPLE_EVENTS[kind], { at, id });
    if (moved.kind !== 'moved') throw new Error(`${kind}: ${moved.kind}`);
    return moved.case;
  };

  it('the same event under the same id changes nothing', () => {
    const proposed = afterwards(opened, 'sellerProposes', FRIDAY + DAY, 'p1');
    expect(moveCase(proposed, SAMPLE_EVENTS.sellerProposes, { at: FRIDAY + 2 * DAY, id: 'p1' })).to.deep.equal({
      kind: 'repeated',
      case: proposed,
    });
  });

  it('what is older than what is known is refused', () => {
    const proposed = afterwards(opened, 'sellerProposes', FRIDAY + 2 * DAY);
    expect(moveCase(proposed, SAMPLE_EVENTS.sellerAgrees, { at: FRIDAY + DAY })).to.deep.equal({
      kind: 'outOfDate',
      newest: FRIDAY + 2 * DAY,
    });
  });

  it('nobody escalates before the fourth day, and the clock not before the seventh', () => {
    for (const [kind, day] of [
      ['buyerEscalates', 4],
      ['clockEscalates', 7],
    ] as const) {
      const early = moveCase(opened, { kind }, { at: FRIDAY + day * DAY - 1 });
      expect(early).to.deep.equal({ kind: 'notAllowed', state: 'awaitingSeller', why: 'tooEarly' });
      expect(moveCase(opened, { kind }, { at: FRIDAY + day * DAY }).kind).to.equal('moved');
    }
    expect(allowedActions(opened, FRIDAY)).to.deep.include({ action: 'buyerEscalates', from: FRIDAY + 4 * DAY });
    expect(mayDo(opened, 'buyerEscalates', FRIDAY)).to.equal('tooEarly');
  });

  it('a refusal leaves nothing to accept; a proposal does, and what is accepted is what was proposed', () => {
    const refused = afterwards(opened, 'sellerRefuses', FRIDAY + DAY);
    expect(mayDo(refused, 'buyerAccepts', FRIDAY + DAY)).to.equal('proposal');
    const agreed = afterwards(afterwards(refused, 'sellerProposes', FRIDAY + DAY), 'buyerAccepts', FRIDAY + DAY);
    expect(agreed.settlement).to.deep.equal(SAMPLE_EVENTS.sellerProposes.proposal);
    expect(agreed.proposal).to.equal(undefined);
  });

  it('a seller who agrees after a counter-proposal agrees to that one', () => {
    const countered = afterwards(afterwards(opened, 'sellerProposes', FRIDAY), 'buyerCounters', FRIDAY);
    expect(afterwards(countered, 'sellerAgrees', FRIDAY).settlement).to.deep.equal(
      SAMPLE_EVENTS.buyerCounters.proposal,
    );
    expect(afterwards(opened, 'sellerAgrees', FRIDAY).settlement?.remedy).to.equal(opened.request.remedy);
  });

  it('on hold nothing moves, and it goes on where it stood', () => {
    const held = afterwards(opened, 'holdSet', FRIDAY + DAY);
    expect(held).to.deep.include({ hold: 'chargeback', state: 'awaitingSeller', deadlines: opened.deadlines });
    expect(allowedActions(held, FRIDAY + 5 * DAY)).to.deep.equal([]);
    for (const kind of ['sellerAgrees', 'buyerEscalates', 'buyerWithdraws'] as const)
      expect(moveCase(held, { kind }, { at: FRIDAY + 5 * DAY })).to.deep.include({ kind: 'notAllowed', why: 'hold' });
    const lifted = afterwards(held, 'holdLifted', FRIDAY + 6 * DAY);
    expect(lifted.hold).to.equal('none');
    // What was left when it began is left now.
    expect(lifted.deadlines.map(({ at }) => at - 5 * DAY)).to.deep.equal(opened.deadlines.map(({ at }) => at));
  });
});

describe('the dates of a case', () => {
  const THURSDAY = Date.UTC(2026, 11, 3, 15); // 23:00 in Beijing
  const to = (refundCase: RefundCase, ...steps: readonly [CaseEvent, number][]): RefundCase =>
    steps.reduce((at, [event, when]) => {
      const moved = moveCase(at, event, { at: when });
      if (moved.kind !== 'moved') throw new Error(`${event.kind}: ${moved.kind}`);
      return moved.case;
    }, refundCase);
  const dates = ({ deadlines }: RefundCase) =>
    deadlines.map(({ kind, at, source }) => [kind, new Date(at).toISOString(), source]);

  it('two working days for the platform, over a weekend, by Beijing’s clock', () => {
    const up = to(opened, [SAMPLE_EVENTS.buyerEscalates, THURSDAY]);
    expect(dates(up)).to.deep.equal([['mediatorFirstTouch', '2026-12-07T15:59:59.999Z', 'estimated']]);
    // An hour later it is Friday there.
    const later = to(opened, [SAMPLE_EVENTS.buyerEscalates, THURSDAY + 3_600_000]);
    expect(dates(later)).to.deep.equal([['mediatorFirstTouch', '2026-12-08T15:59:59.999Z', 'estimated']]);
  });

  it('days off, where the operator names them, are no working days', () => {
    const holidays = { ...RULES.holidays, value: [CalendarDay.parse('2026-12-04'), CalendarDay.parse('2026-12-07')] };
    const up = moveCase(opened, SAMPLE_EVENTS.buyerEscalates, { at: THURSDAY }, { ...RULES, holidays });
    if (up.kind !== 'moved') throw new Error(up.kind);
    expect(dates(up.case)).to.deep.equal([['mediatorFirstTouch', '2026-12-09T15:59:59.999Z', 'estimated']]);
  });

  it('only the platform says how long evidence may take, and missing it closes the case', () => {
    const up = to(opened, [SAMPLE_EVENTS.buyerEscalates, THURSDAY]);
    expect(to(up, [SAMPLE_EVENTS.mediatorAsksEvidence, THURSDAY]).deadlines).to.deep.equal([]);
    const by = THURSDAY + 5 * DAY;
    const asked = to(up, [{ ...SAMPLE_EVENTS.mediatorAsksEvidence, by }, THURSDAY]);
    expect(asked.deadlines).to.deep.equal([{ kind: 'evidence', at: by, onExpiry: 'caseCloses', source: 'platform' }]);
    const added = to(asked, [SAMPLE_EVENTS.buyerAddsEvidence, THURSDAY + DAY]);
    expect(dates(added)).to.deep.equal([['mediatorReview', '2026-12-08T15:59:59.999Z', 'estimated']]);
    expect(added.evidenceAsked).to.equal(undefined);
  });

  it('seven business days until a refund is begun, then the days of its way, the latest of them', () => {
    const agreed = to(opened, [SAMPLE_EVENTS.sellerAgrees, THURSDAY], [SAMPLE_EVENTS.refundOrdered, THURSDAY]);
    expect(dates(agreed)).to.deep.equal([['refundInitiation', '2026-12-14T15:59:59.999Z', 'estimated']]);
    for (const [method, day] of [
      ['card', '2026-12-21'],
      ['bankTransfer', '2026-12-14'],
      ['onlineBank', '2026-12-09'],
    ] as const) {
      const begun = to(agreed, [{ kind: 'refundStarts', method }, THURSDAY]);
      expect(dates(begun)).to.deep.equal([['payout', `${day}T15:59:59.999Z`, 'estimated']]);
    }
    expect(to(agreed, [{ kind: 'refundStarts' }, THURSDAY]).deadlines).to.deep.equal([]);
  });

  it('days of a case are of 24 hours: a leap day is one, a clock that is put back changes none', () => {
    for (const start of [Date.UTC(2028, 1, 27, 9), Date.UTC(2026, 9, 24, 9)]) {
      const made = newCase({ ...opened, now: start });
      expect(made.deadlines.map(({ at }) => (at - start) / DAY)).to.deep.equal([3, 4, 7]);
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

  it('says by when the platform looks at it, and by when the refund is begun', () => {
    const up = moveCase(opened, { kind: 'buyerEscalates' }, { at: FRIDAY + 4 * DAY });
    const next = up.kind === 'moved' ? nextStep(up.case, FRIDAY + 4 * DAY) : undefined;
    expect(next).to.deep.equal({ turn: 'mediator', what: 'weighTheCase', by: Date.parse('2026-11-26T15:59:59.999Z') });
    const agreed = moveCase(opened, { kind: 'sellerAgrees' }, { at: FRIDAY });
    const begun = agreed.kind === 'moved' ? nextStep(agreed.case, FRIDAY).by : undefined;
    expect(begun).to.equal(Date.parse('2026-12-01T15:59:59.999Z'));
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
