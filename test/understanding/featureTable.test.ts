import { expect } from 'chai';
import { FeatureTable } from '../../services/understanding/model/featureTable.js';

describe('the table of features', () => {
  it('finds each feature its column, though their places be the same, and no others', () => {
    // All end in the same bits, and one after the other fills the places behind.
    const features = Int32Array.from({ length: 200 }, (_, index) => (index - 100) * 4_096 + 7);
    const table = new FeatureTable(features);
    for (const [column, feature] of features.entries()) expect(table.get(feature)).to.equal(column);
    for (const unknown of [7 + 100 * 4_096, 8, 0, -1, 2 ** 31 - 1, -(2 ** 31)]) {
      expect(table.get(unknown), String(unknown)).to.equal(undefined);
    }
  });

  it('of no features finds none', () => {
    expect(new FeatureTable(new Int32Array()).get(0)).to.equal(undefined);
  });
});
