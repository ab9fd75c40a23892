import type { Activity, TurnContext } from 'botbuilder';
import type { DeskState } from '../../services/desk/deskState.js';
import { dialogTurn } from '../kit/dialogTurn.js';

/** An agent has the conversation, or the buyer waits for one and not with the bot. */
export function isBotSilent({ owner }: DeskState): boolean {
  return owner.kind === 'agent' || (owner.kind === 'queued' && !owner.withBot);
}

/**
 * The one place that all words of a turn pass: while the bot has to be silent only those about the person themselves go
 * out. Gives what was held back.
 */
export function holdTongue(context: TurnContext): readonly Partial<Activity>[] {
  const held: Partial<Activity>[] = [];
  context.onSendActivities(async (_, activities, send) => {
    if (!isBotSilent(dialogTurn(context).state.desk)) return send();
    held.push(...activities.filter((activity) => !isOfPerson(activity)));
    // The SDK sends what is left in the list.
    const passed = activities.filter(isOfPerson);
    activities.splice(0, activities.length, ...passed);
    return passed.length > 0 ? send() : [];
  });
  return held;
}

/** Who comes, who waits, and what an agent writes. */
function isOfPerson({ channelData }: Partial<Activity>): boolean {
  return typeof channelData?.key === 'string' && channelData.key.startsWith('handoff.');
}
