import { openDesk } from '../../index.js';
import { readConfig } from '../../services/config/config.js';
import { answerBench } from './control.js';

/** The product as it is, with settings from the environment. */
const desk = await openDesk(readConfig(process.env));
answerBench(desk.port, { close: () => desk.close().then(() => process.exit(0)) });
