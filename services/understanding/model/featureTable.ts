/**
 * Which column of the weights a feature has: a hash table in two arrays, because every feature of every message is looked
 * up in it, and a Map of numbers took a sixth of all the time. Features are hashes, so their low bits are the place.
 */
export class FeatureTable {
  readonly #mask: number;
  readonly #features: Int32Array;
  readonly #columns: Int32Array;

  /** The feature of each column, each once. */
  constructor(features: Int32Array) {
    // At most half full: a place is found in one or two steps.
    const size = 2 ** Math.ceil(Math.log2(2 * features.length + 2));
    this.#mask = size - 1;
    this.#features = new Int32Array(size);
    this.#columns = new Int32Array(size).fill(NONE);
    for (const [column, feature] of features.entries()) {
      let place = feature & this.#mask;
      while (this.#columns[place] !== NONE) place = (place + 1) & this.#mask;
      this.#features[place] = feature;
      this.#columns[place] = column;
    }
  }

  get(feature: number): number | undefined {
    for (let place = feature & this.#mask; ; place = (place + 1) & this.#mask) {
      const column = this.#columns[place];
      if (column === NONE) return undefined;
      if (this.#features[place] === feature) return column;
    }
  }
}

const NONE = -1;
