/** Sparse rows, one after the other: row r has the columns `columns[starts[r]..starts[r+1]]` with their `values`. */
export type Rows = { readonly starts: Int32Array; readonly columns: Int32Array; readonly values: Float32Array };

/**
 * A linear SVM (squared hinge, L2) for one label against all others, by dual coordinate descent. `cost`: how much a wrong
 * row costs; one of the label itself costs `ownWeight` times as much. `used`: the rows to learn from. The last column is the constant one. Deterministic for a seed.
 * Source: Hsieh et al., A Dual Coordinate Descent Method for Large-scale Linear SVM, ICML 2008.
 */
export function trainSvm(
  rows: Rows,
  isPositive: (row: number) => boolean,
  used: Int32Array,
  options: { readonly columns: number; readonly cost: number; readonly ownWeight: number; readonly seed: number },
): Float64Array {
  const { starts, columns, values } = rows;
  const weights = new Float64Array(options.columns);
  const size = used.length;
  const alpha = new Float64Array(size);
  const order = Int32Array.from({ length: size }, (_, at) => at);
  const sign = new Int8Array(size);
  const diagonal = new Float64Array(size);
  const square = new Float64Array(size);
  for (let at = 0; at < size; at += 1) {
    const row = used[at] as number;
    sign[at] = isPositive(row) ? 1 : -1;
    diagonal[at] = 0.5 / (options.cost * (sign[at] === 1 ? options.ownWeight : 1));
    let sum = 0;
    for (let i = starts[row] as number; i < (starts[row + 1] as number); i += 1) sum += (values[i] as number) ** 2;
    square[at] = sum + (diagonal[at] as number);
  }
  const random = randomFrom(options.seed);
  let active = size;
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    let largest = 0;
    for (let at = 0; at < active; at += 1) {
      const other = at + Math.floor(random() * (active - at));
      const kept = order[at] as number;
      order[at] = order[other] as number;
      order[other] = kept;
    }
    for (let step = 0; step < active; step += 1) {
      const at = order[step] as number;
      const row = used[at] as number;
      const from = starts[row] as number;
      const to = starts[row + 1] as number;
      let dot = 0;
      for (let i = from; i < to; i += 1) dot += (weights[columns[i] as number] as number) * (values[i] as number);
      const before = alpha[at] as number;
      const gradient = (sign[at] as number) * dot - 1 + (diagonal[at] as number) * before;
      if (before === 0 && gradient >= 0) {
        // Far on the right side: not looked at again.
        if (gradient > SHRINK) {
          active -= 1;
          order[step] = order[active] as number;
          order[active] = at;
          step -= 1;
        }
        continue;
      }
      largest = Math.max(largest, Math.abs(gradient));
      const after = Math.max(0, before - gradient / (square[at] as number));
      if (after === before) continue;
      alpha[at] = after;
      const change = (after - before) * (sign[at] as number);
      for (let i = from; i < to; i += 1) {
        const column = columns[i] as number;
        weights[column] = (weights[column] as number) + change * (values[i] as number);
      }
    }
    if (largest < NEAR_ENOUGH) break;
  }
  return weights;
}

const SHRINK = 0.6;
const EPOCHS = 30;
/** The largest step that an epoch may still take when it is the last. */
const NEAR_ENOUGH = 0.3;

/** mulberry32 */
function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
