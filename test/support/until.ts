import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until a claim holds, at most 9 s, so that the test says which one did not. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 9_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('it did not come true in 9 s');
    await sleep(2);
  }
}
