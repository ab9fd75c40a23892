import { expect } from 'chai';
import { figuresOf, judge } from '../../services/understanding/training/figures.js';
import { FLOORS, underFloor } from '../../services/understanding/training/floors.js';
import { testModel } from '../support/testModel.js';
import { measuredMessages, misspelt, randomFrom } from './support.js';

/** How many points of the first label may be lost by so many misspelt words. Source: the understanding's figures. */
const LOSS: readonly (readonly [share: number, most: number])[] = [
  [0.12, 0.02],
  [0.3, 0.04],
];

describe('understanding: figures on messages that it was not trained on', () => {
  const model = testModel();
  const messages = measuredMessages();
  const measure = (samples = messages) => figuresOf(judge(model, samples), model.header.thresholds);

  it('has at least 400 of them', () => expect(messages.length).to.be.at.least(400));

  it('reaches every floor', () => expect(underFloor(measure())).to.deep.equal([]));

  it('names a figure that is under its floor', () => {
    const figures = { ...measure(), top1: (FLOORS.top1 ?? 0) - 0.001 };
    expect(underFloor(figures)).to.deep.equal(['top1 is 0.859, under its floor of 0.86']);
  });

  for (const [share, most] of LOSS) {
    it(`loses at most ${100 * most} points with ${100 * share} % of the words misspelt`, () => {
      const losses = [1, 2, 3].map((seed) => {
        const random = randomFrom(seed);
        const slipped = messages.map((one) => ({ ...one, text: misspelt(one.text, share, random) }));
        return measure().top1 - measure(slipped).top1;
      });
      expect(losses.reduce((sum, loss) => sum + loss, 0) / losses.length).to.be.at.most(most);
    });
  }
});
