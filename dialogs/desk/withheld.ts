import type { Activity, TurnContext } from 'botbuilder';
import { dialogTurn } from '../kit/dialogTurn.js';
import { tellAgents } from './deskLines.js';

const OPENED = ['refund.filed', 'refund.caseOpen'];

/**
 * What came back from outside while the bot had to be silent: it stands in the state already. The agents see it, and the
 * buyer hears of a case that was opened when the bot is back.
 */
export function noteWithheld(context: TurnContext, held: readonly Partial<Activity>[]): void {
  const { desk } = dialogTurn(context).state;
  for (const { channelData } of held) {
    const key = String(channelData?.key ?? '');
    const caseId = typeof channelData?.caseId === 'string' ? channelData.caseId : undefined;
    tellAgents(context, 'withheld', { facts: { key, ...(caseId === undefined ? {} : { caseId }) } });
    if (caseId !== undefined && OPENED.includes(key) && !desk.untold.includes(caseId)) desk.untold.push(caseId);
  }
}
