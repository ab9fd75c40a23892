import type { Copy } from '../copy.js';
import { askCopy } from './askCopy.js';
import { caseActsCopy } from './caseActsCopy.js';
import { caseCopy } from './caseCopy.js';
import { caseMoneyCopy } from './caseMoneyCopy.js';
import { caseNewsCopy } from './caseNewsCopy.js';
import { caseReminderCopy } from './caseReminderCopy.js';
import { handoffCopy } from './handoffCopy.js';
import { repairCopy } from './repairCopy.js';
import { rootCopy } from './rootCopy.js';
import { verifyCopy } from './verifyCopy.js';

/** Every sentence that the bot says in English. Short, kind, exact: what happens next, who acts, by when. */
export const copy: Copy = {
  ...rootCopy,
  ...askCopy,
  ...caseCopy,
  ...caseActsCopy,
  ...caseMoneyCopy,
  ...caseNewsCopy,
  ...caseReminderCopy,
  ...repairCopy,
  ...handoffCopy,
  ...verifyCopy,
};
