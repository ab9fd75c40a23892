import { openDesk } from '../../../index.js';
import { readConfig } from '../../../services/config/config.js';

/** The whole program, which kills itself the moment it passes `KILL_AT` for the `KILL_COUNT`th time. */
let passes = 0;
const desk = await openDesk(readConfig(process.env), (point) => {
  if (point !== process.env['KILL_AT']) return;
  passes += 1;
  if (passes === Number(process.env['KILL_COUNT'])) process.kill(process.pid, 'SIGKILL');
});
process.stdout.write(`listening ${desk.port}\n`);
