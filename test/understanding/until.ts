import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until a claim holds, at most 10 s. */
export async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error('it did not come true in 10 s');
    await sleep(5);
  }
}
