import type { TurnContext } from 'botbuilder';
import { isCommand } from '../kit/choices.js';
import { dialogTurn } from '../kit/dialogTurn.js';
import { knownBuyer } from '../kit/knownBuyer.js';
import { say } from '../kit/say.js';
import { setReminder } from './caseReminders.js';

/** "Stop reminders", "Remind me again". False: the message is something else. */
export async function takesReminderWish(context: TurnContext): Promise<boolean> {
  const turn = dialogTurn(context);
  const { state, ports, now } = turn;
  const { command, alsoCommand } = ports.content.words;
  const typed = (context.activity.text ?? '').trim();
  const reminds = isCommand(typed, command.remindAgain, alsoCommand.remindAgain);
  if (!reminds && !isCommand(typed, command.stopReminders, alsoCommand.stopReminders)) return false;
  state.reminds = reminds;
  const buyerId = knownBuyer(turn);
  const known = reminds && buyerId !== undefined ? await ports.cases.cases(buyerId) : [];
  for (const each of known) setReminder(context, each, now);
  await say(context, reminds ? 'case.remindersAgain' : 'case.noReminders', {});
  return true;
}
