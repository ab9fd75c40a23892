import { openDesk } from '../../../index.js';
import { readConfig } from '../../../services/config/config.js';
import { answerBench } from '../control.js';
import { sayToAll } from './sayToAll.js';

/** The product as it is, which says something to everybody when the bench asks for it. */
const desk = await openDesk(readConfig(process.env));
answerBench(desk.port, {
  close: () => desk.close().then(() => process.exit(0)),
  say: ({ number, count }) => sayToAll(desk.conversations, Number(number), Number(count)),
});
