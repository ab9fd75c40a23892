import { openDesk } from '../../index.js';
import { readConfig } from '../../services/config/config.js';
import { answerBench } from './control.js';

/** Server A: the product as it is, with settings from the environment. */
const desk = await openDesk(readConfig(process.env));
answerBench(desk.port);
