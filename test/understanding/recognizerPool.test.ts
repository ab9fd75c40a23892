import { expect } from 'chai';
import { RecognizerPool, RecognizerSettings } from '../../services/understanding/recognizerPool.js';
import { createTrainedUnderstanding } from '../../services/understanding/trainedUnderstanding.js';
import { testModel } from '../support/testModel.js';
import { until } from './until.js';

const TODAY = '2026-11-23';
/** Keeps the recognizers busy for half a second, several budgets. */
const HOSTILE = '1/2/2020 '.repeat(22);

describe('recognizer pool', function () {
  this.timeout(30_000);

  describe('reading', () => {
    // A wide budget: what is read does not depend on how busy the machine is.
    let pool: RecognizerPool;
    before(async () => {
      pool = new RecognizerPool(RecognizerSettings.parse({ budgetMs: 1_000 }));
      expect(await pool.read('three hundred cups', TODAY), 'no answer before it is warm').to.deep.equal([]);
      await until(() => pool.state.ready === 1);
    });
    after(() => pool.close());

    it('puts worded numbers in figures', async () => {
      expect(await pool.read('two hundred and fifty cups', TODAY)).to.deep.equal([{ at: 0, end: 21, as: '250' }]);
    });

    it('puts worded dates in figures, and never a day to come', async () => {
      const past = await pool.read('it came on the third of october', TODAY);
      expect(past).to.deep.include({ at: 15, end: 31, as: '2026-10-03' });
      const future = await pool.read('on the third of december', TODAY);
      expect(future.map((one) => one.as)).to.deep.equal(['2025-12-03']);
    });

    it('leaves words that are only sometimes days', async () => {
      expect(await pool.read('it may have sat in the sun', TODAY)).to.deep.equal([]);
    });

    it('completes what the scanners read', async () => {
      const understanding = createTrainedUnderstanding({ model: testModel(), secondOpinion: pool });
      const read = async (text: string, asked?: string) => {
        const heard = { text, locale: 'en', now: Date.UTC(2026, 10, 23, 12), timeZone: 'UTC', ...(asked && { asked }) };
        return (await understanding.understand(heard)).slots;
      };
      const { affected, day } = await read(
        'two hundred and fifty out of five hundred cups arrived on the third of october broken',
      );
      expect(affected).to.deep.equal({ count: 250, total: 500 });
      expect(day).to.equal('2026-10-03');
      expect((await read('three hundred dollars')).amount).to.deep.equal({ minor: 30_000, currency: 'USD' });
      expect((await read('twenty five', 'refund.askDetails')).affected).to.deep.equal({ count: 25 });
    });
  });

  describe('its budget', () => {
    let pool: RecognizerPool;
    beforeEach(async () => {
      pool = new RecognizerPool(RecognizerSettings.parse({ budgetMs: 150, restartMs: 10 }));
      await until(() => pool.state.ready === 1);
    });
    afterEach(() => pool.close());

    it('ends a worker that is over it, answers nothing, and recovers', async () => {
      const started = performance.now();
      expect(await pool.read(HOSTILE, TODAY)).to.deep.equal([]);
      expect(performance.now() - started, 'ms until the answer').to.be.below(600);
      expect(pool.state).to.deep.equal({ ready: 0, ended: 1, answered: 0 });
      let answer: readonly unknown[] = [];
      for (let tries = 0; tries < 10 && answer.length === 0; tries += 1) {
        await until(() => pool.state.ready === 1);
        answer = await pool.read('three hundred', TODAY);
      }
      expect(answer).to.deep.equal([{ at: 0, end: 13, as: '300' }]);
    });

    it('keeps nobody waiting behind a slow text', async () => {
      const started = performance.now();
      const waiting = Array.from({ length: 30 }, () => pool.read('three hundred', TODAY));
      await Promise.all([pool.read(HOSTILE, TODAY), ...waiting]);
      expect(performance.now() - started, 'ms until all answers').to.be.below(900);
    });

    it('answers nothing when it is closed meanwhile, and after', async () => {
      const pending = pool.read(HOSTILE, TODAY);
      await pool.close();
      expect(await pending).to.deep.equal([]);
      expect(await pool.read('three hundred', TODAY)).to.deep.equal([]);
    });
  });
});
