import type { Records } from '../../services/storage/records.js';

/** The same records, with every call going through `around`, which may hold it, refuse it, or fail after it is done. */
export function watchedRecords(records: Records, around: <T>(call: () => Promise<T>) => Promise<T>): Records {
  return {
    get: (...args) => around(() => records.get(...args)),
    create: (...args) => around(() => records.create(...args)),
    replace: (...args) => around(() => records.replace(...args)),
    remove: (...args) => around(() => records.remove(...args)),
    list: (...args) => around(() => records.list(...args)),
    sweepExpired: (...args) => around(() => records.sweepExpired(...args)),
  };
}

/** The same records, which note every call and its collection in `calls`. */
export function listedRecords(records: Records, calls: string[]): Records {
  return new Proxy(records, {
    get: (target, name: keyof Records) => {
      const member = target[name].bind(target) as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => {
        calls.push(`${name} ${args[0]}`);
        return member(...args);
      };
    },
  });
}

export class Outage extends Error {}

/** Fails once, at the n-th call (from 1), before or after it has been carried out. */
export function failingAt(
  records: Records,
  nth: number,
  when: 'before' | 'after',
): Records & { readonly failed: boolean } {
  let calls = 0;
  let failed = false;
  const watched = watchedRecords(records, async (call) => {
    calls += 1;
    const fails = calls === nth;
    if (fails) failed = true;
    if (fails && when === 'before') throw new Outage();
    const result = await call();
    if (fails) throw new Outage();
    return result;
  });
  return Object.defineProperty({ ...watched, failed: false }, 'failed', { get: () => failed });
}
