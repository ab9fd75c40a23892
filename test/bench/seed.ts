import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Buyer } from './load.js';

/** The buyers of a bench are known by their number; each has one order, and files once. */
export function buyer(number: number): Buyer {
  return { id: `bench-${number}`, number };
}

/** Makes the orders of the first `buyers` buyers, in a process of its own. */
export function seedOrders(where: { readonly dataDir: string } | { readonly redis: string }, buyers: number): void {
  const script = fileURLToPath(new URL('./seedOrders.js', import.meta.url));
  const place = 'redis' in where ? where.redis : where.dataDir;
  const { status } = spawnSync(process.execPath, [script, place, String(buyers)], { stdio: 'inherit' });
  if (status !== 0) throw new Error('bench: the orders could not be made');
}
