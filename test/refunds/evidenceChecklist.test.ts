import { expect } from 'chai';
import { claimStrength, type EvidencePiece, evidenceChecklist } from '../../services/refunds/evidenceChecklist.js';
import { PROBLEM_TYPES } from '../../services/refunds/problemTypes.js';
import { ProblemType } from '../../services/refunds/refundTerms.js';

const photo: EvidencePiece = { shows: [], medium: 'photo' };
const unknown: EvidencePiece = { shows: [], medium: undefined };
const ticked = (...args: Parameters<typeof evidenceChecklist>) =>
  evidenceChecklist(...args).flatMap(({ item, ticked }) => (ticked ? [item] : []));

describe('the evidence checklist', () => {
  it('ticks what a piece is said to show', () => {
    expect(ticked('damaged', [{ shows: ['shippingLabel'], medium: 'photo' }])).to.deep.equal(['shippingLabel']);
  });

  it('ticks the next photo line for a photo that says nothing', () => {
    expect(ticked('damaged', [photo, photo])).to.deep.equal(['itemCloseUp', 'outerCarton']);
  });

  it('ticks the first open line for a link of unknown form', () => {
    expect(ticked('defective', [unknown])).to.deep.equal(['faultVideo']);
  });

  it('lets a picture be a screenshot', () => {
    expect(ticked('notShipped', [photo])).to.deep.equal(['orderDates']);
  });

  it('does not let a photo stand for a video', () => {
    expect(ticked('defective', [photo])).to.deep.equal(['batchCount']);
  });

  it('ignores what is not on the list, and counts the piece by its form', () => {
    expect(ticked('damaged', [{ shows: ['bankStatement'], medium: 'photo' }])).to.deep.equal(['itemCloseUp']);
  });

  it('never ticks more lines than there are pieces', () => {
    for (const problem of ProblemType.options) {
      for (let count = 0; count < 12; count++) {
        const pieces = Array.from({ length: count }, () => unknown);
        expect(ticked(problem, pieces).length).to.equal(Math.min(count, PROBLEM_TYPES[problem].evidence.length));
      }
    }
  });
});

describe('the strength of a claim', () => {
  const strength = (count: number) => claimStrength(evidenceChecklist('damaged', Array(count).fill(unknown)));

  it('grows with each line ticked, from nothing to strong', () => {
    expect(strength(0)).to.equal(0);
    expect(strength(1)).to.equal(2);
    expect(strength(2)).to.equal(3);
    expect(strength(4)).to.equal(4);
  });

  it('is thin when only a side item is there', () => {
    expect(claimStrength(evidenceChecklist('damaged', [{ shows: ['carrierDamageNote'], medium: undefined }]))).to.equal(
      1,
    );
  });

  it('is strong at all lines, for every problem that has a list', () => {
    for (const problem of ProblemType.options) {
      const lines = PROBLEM_TYPES[problem].evidence.map((item) => ({ item, ticked: true }));
      expect(claimStrength(lines), problem).to.equal(lines.length === 0 ? 0 : 4);
    }
  });
});
