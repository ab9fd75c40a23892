import { expect } from 'chai';
import { createTrainedUnderstanding } from '../../services/understanding/trainedUnderstanding.js';
import type { Understood } from '../../services/understanding/understanding.js';
import { testModel } from '../support/testModel.js';
import { MEANINGS, type Row } from './rows.js';

/** Monday 23 November 2026, noon in London. */
const NOW = Date.UTC(2026, 10, 23, 12);
/** Of all rows so many mean what they are to mean; no phrase is one of them. Measured on 26 November 2026: 0.99. */
const RIGHT = 0.95;

describe('understanding: what buyers write', () => {
  const understanding = createTrainedUnderstanding({ model: testModel() });
  const rows = Object.values(MEANINGS).flat();
  const understand = ({ text, asked }: Row) =>
    understanding.understand({ text, locale: 'en', now: NOW, timeZone: 'Europe/London', ...(asked && { asked }) });

  it('has at least 150 rows', () => expect(rows.length).to.be.at.least(150));

  it('means what it is to mean: decision, intent, topic and problem', async () => {
    const wrong: string[] = [];
    for (const row of rows) {
      const { decision = 'act', intent, topic, problem } = row;
      const wanted = JSON.stringify([decision, intent, topic, problem]);
      const { decision: found, intent: i, topic: t, problem: p } = await understand(row);
      const read = JSON.stringify([found, i, t, p]);
      if (read !== wanted) wrong.push(`${row.asked ?? ''} ${row.text.slice(0, 80)}: ${wanted}, read as ${read}`);
    }
    expect(1 - wrong.length / rows.length, wrong.join('\n')).to.be.at.least(RIGHT);
  });

  for (const [group, own] of Object.entries(MEANINGS)) {
    const withSlots = own.filter(({ slots }) => slots !== undefined);
    if (withSlots.length === 0) continue;
    it(`${group}: every slot is read`, async () => {
      for (const row of withSlots) expect(named(await understand(row), row), row.text).to.deep.equal(row.slots);
    });
  }
});

/** Of the slots, those that the row names. */
function named({ slots }: Understood, row: Row): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  // The keys of a row's `slots` are keys of Slots.
  for (const key of Object.keys(row.slots ?? {})) out[key] = slots[key as keyof typeof slots];
  return out;
}
