import { expect } from 'chai';
import { caseTimeline } from '../../services/refunds/caseTimeline.js';
import { CaseState, RefundCase } from '../../services/refunds/refundCase.js';

const DAY = 86_400_000;
const OPENED = Date.UTC(2026, 10, 23);

function caseIn(state: CaseState, ...events: string[]): RefundCase {
  return RefundCase.parse({
    caseId: 'RD-7K3M-9QXP',
    reference: 'a-reference-of-some-length',
    buyerId: 'buyer',
    request: {
      orderId: '234193410001028893',
      problem: 'damaged',
      description: 'broken',
      seller: { outcome: 'refused' },
      remedy: 'fullRefund',
      evidenceLinks: [],
    },
    state,
    hold: 'none',
    openedAt: OPENED,
    deadlines: [
      { kind: 'sellerResponse', at: OPENED + 3 * DAY, onExpiry: 'buyerMayEscalate', source: 'estimated' },
      { kind: 'autoEscalation', at: OPENED + 7 * DAY, onExpiry: 'platformSteps', source: 'estimated' },
    ],
    history: ['opened', ...events].map((event) => ({ at: OPENED, actor: 'buyer', event })),
  });
}

const shown = (refundCase: RefundCase) => caseTimeline(refundCase).map(({ station, is }) => `${is} ${station}`);

describe("a case's timeline", () => {
  it('starts with what is known: opened, then the seller by their day', () => {
    const stops = caseTimeline(caseIn('awaitingSeller'));
    expect(stops.slice(0, 3)).to.deep.equal([
      { station: 'opened', is: 'done', at: OPENED },
      { station: 'sellersAnswer', is: 'now', at: OPENED + 3 * DAY },
      { station: 'platform', is: 'ahead', at: OPENED + 7 * DAY },
    ]);
  });

  it('leaves out the platform where the two agreed', () => {
    expect(shown(caseIn('agreed', 'sellerAgrees'))).to.deep.equal(['done opened', 'done sellersAnswer', 'now refund']);
  });

  it('keeps the platform where the case went up', () => {
    expect(shown(caseIn('refunded', 'buyerEscalates'))).to.deep.equal([
      'done opened',
      'done sellersAnswer',
      'done platform',
      'done decision',
      'done refund',
    ]);
  });

  it('has exactly one station that is now, in every state that is under way', () => {
    for (const state of CaseState.options) {
      const now = shown(caseIn(state)).filter((stop) => stop.startsWith('now'));
      const isOver = ['refunded', 'rejected', 'withdrawn', 'expired', 'closedOther', 'unknown'].includes(state);
      expect(now, state).to.have.length(isOver ? 0 : 1);
    }
  });
});
