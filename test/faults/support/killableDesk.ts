import { openDesk } from '../../../index.js';
import { readConfig } from '../../../services/config/config.js';

/** Time for the answer of the message that is being turned to reach its sender, so that it counts as acknowledged. */
const ACKNOWLEDGED_AFTER_MS = 60;

/** The whole program, which kills itself where it passes `KILL_AT` for the `KILL_COUNT`th time. */
let passes = 0;
async function probe(point: string): Promise<void> {
  if (point !== process.env['KILL_AT']) return;
  passes += 1;
  if (passes !== Number(process.env['KILL_COUNT'])) return;
  // "accepted" is passed before the sender is answered: it must be sent again and be recognised.
  if (point !== 'accepted') await new Promise((resolve) => setTimeout(resolve, ACKNOWLEDGED_AFTER_MS));
  process.kill(process.pid, 'SIGKILL');
}

const desk = await openDesk(readConfig(process.env), { probe });
process.stdout.write(`listening ${desk.port}\n`);
