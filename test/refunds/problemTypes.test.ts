import { expect } from 'chai';
import { PROBLEM_TYPES, problemRow } from '../../services/refunds/problemTypes.js';
import { ProblemType, Remedy } from '../../services/refunds/refundTerms.js';
import { remediesFor } from '../../services/refunds/remedies.js';
import { RULES } from '../../services/refunds/ruleNumbers.js';
import { RULE_SOURCES } from '../../services/refunds/ruleSources.js';
import { sampleOrder } from '../contracts/sampleCases.js';

const delivered = sampleOrder('234193410001028893');
const { shippedAt: _, deliveredAt: __, ...notShipped } = delivered;

describe('problem types', () => {
  it('each has its row', () => expect(Object.keys(PROBLEM_TYPES)).to.have.members(ProblemType.options));

  for (const problem of ProblemType.options) {
    const row = problemRow(problem);
    it(`${problem}: names nothing twice`, () => {
      for (const list of [row.asks, row.evidence, row.remedies]) expect(new Set(list).size).to.equal(list.length);
    });
    if (row.opens === 'case') {
      it(`${problem}: can be described, shown and put right, before and after shipment`, () => {
        expect(row.asks).to.include('description');
        expect(row.evidence).not.to.deep.equal([]);
        expect(remediesFor(problem, delivered, RULES)).to.include('fullRefund');
        expect(remediesFor(problem, notShipped, RULES)).to.include('fullRefund');
      });
    } else {
      it(`${problem}: promises no remedy`, () => expect(remediesFor(problem, delivered, RULES)).to.deep.equal([]));
    }
  }

  it('each remedy is offered somewhere', () => {
    const offered = new Set(ProblemType.options.flatMap((problem) => [...problemRow(problem).remedies]));
    expect([...offered]).to.have.members(Remedy.options);
  });

  it('nothing that was shipped is cancelled', () => {
    expect(remediesFor('cancelBeforeShipment', notShipped, RULES)[0]).to.equal('cancelOrder');
    for (const gone of [delivered, { ...notShipped, shippedAt: 1 }, { ...notShipped, confirmedAt: 1 }])
      for (const problem of ProblemType.options)
        expect(remediesFor(problem, gone, RULES)).not.to.include('cancelOrder');
  });

  it('a delay is compensated on guaranteed-delivery orders only', () => {
    expect(remediesFor('lateShipment', notShipped, RULES)).not.to.include('compensationForDelay');
    const guaranteed = { ...notShipped, programmes: ['guaranteedDelivery' as const] };
    expect(remediesFor('lateShipment', guaranteed, RULES)).to.include('compensationForDelay');
  });
});

describe('rule numbers', () => {
  for (const [name, number] of Object.entries(RULES)) {
    it(`${name} has a value, a source and the month it was seen in`, () => {
      expect(number.value).not.to.equal(undefined);
      expect(Object.keys(RULE_SOURCES)).to.include(number.source);
      expect(number.seenOn).to.match(/^\d{4}-\d{2}$/);
    });
  }
  it('Easy Return goes to 24 countries', () => expect(new Set(RULES.easyReturnCountries.value).size).to.equal(24));
});
