import type { FaultPoint } from '../../../bots/turn/probe.js';
import { runProgram } from '../../../index.js';
import type { Fault } from './deskProcess.js';

/** Time for the answer of the message that is being turned to reach its sender, so that it counts as acknowledged. */
const ACKNOWLEDGED_AFTER_MS = 60;

/** The whole program, with the fault that FAULT names. It prints each time that it passes the fault's point. */
// Written by startDesk.
const { at, count, hangMs, leaseMs, says } = JSON.parse(process.env['FAULT'] ?? '{}') as Fault & { says: string };
let passes = 0;
await runProgram({ leaseMs, probe });

async function probe(point: FaultPoint): Promise<void> {
  if (point !== at) return;
  passes += 1;
  process.stdout.write(says);
  if (count !== 'each' && passes !== count) return;
  if (hangMs !== undefined) {
    await new Promise((resolve) => setTimeout(resolve, hangMs));
    return;
  }
  // "accepted" is passed before the sender is answered: it must be sent again and be recognised.
  if (point !== 'accepted') await new Promise((resolve) => setTimeout(resolve, ACKNOWLEDGED_AFTER_MS));
  process.kill(process.pid, 'SIGKILL');
}
