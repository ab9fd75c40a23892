/**
 * PORT. Counts what happens, for limits: over all processes of one store, in a moment, and soon forgotten.
 * test/contracts/countersContract.ts is what every adapter passes.
 */
export interface Counters {
  /**
   * One more under `name` (any string): how often it has been counted, this time included. It is forgotten `keepMs` after
   * it was first counted.
   */
  count(name: string, keepMs: number): Promise<number>;
}
