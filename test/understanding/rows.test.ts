import { expect } from 'chai';
import { createTrainedUnderstanding } from '../../services/understanding/trainedUnderstanding.js';
import type { Understood } from '../../services/understanding/understanding.js';
import { testModel } from '../support/testModel.js';
import { MEANINGS, type Row } from './rows.js';

/** Monday 23 November 2026, noon in London. */
const NOW = Date.UTC(2026, 10, 23, 12);

describe('understanding: what buyers write', () => {
  const understanding = createTrainedUnderstanding({ model: testModel() });

  for (const [group, rows] of Object.entries(MEANINGS)) {
    describe(group, () => {
      for (const row of rows) {
        it(`${row.asked ? `${row.asked}: ` : ''}${row.text.slice(0, 90)}`, async () => {
          const { text, asked } = row;
          const heard = { text, locale: 'en', now: NOW, timeZone: 'Europe/London', ...(asked && { asked }) };
          expect(seen(await understanding.understand(heard), row)).to.deep.equal(expected(row));
        });
      }
    });
  }

  it('has at least 150 rows', () => {
    expect(Object.values(MEANINGS).flat().length).to.be.at.least(150);
  });
});

/** Decision, intent, topic and problem always count; of the slots, those that the row names, and no others of `not`. */
function seen(understood: Understood, row: Row): Record<string, unknown> {
  const { decision, intent, topic, problem, slots } = understood;
  const out: Record<string, unknown> = { decision, intent, topic, problem };
  // Named slots only: the keys of a row's `slots` are keys of Slots.
  for (const key of Object.keys(row.slots ?? {})) out[key] = slots[key as keyof typeof slots];
  return out;
}

function expected(row: Row): Record<string, unknown> {
  const { decision = 'act', intent, topic, problem } = row;
  return { decision, intent, topic, problem, ...row.slots };
}
