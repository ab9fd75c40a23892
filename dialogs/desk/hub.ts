import { EventFactory, type TurnContext } from 'botbuilder';
import { HANDOFF_INITIATE } from '../../services/desk/handoffEvents.js';
import { dialogTurn } from '../kit/dialogTurn.js';
import { sellerVerdictOf } from './sellerVerdictOf.js';
import { summaryOf } from './summary.js';

/**
 * Where people answer at another desk: the Bot Framework's `handoff.initiate` with the context and what was said, for
 * whoever stands between the buyer and the bot. Chats do not show events.
 */
export async function initiateHandoff(context: TurnContext): Promise<void> {
  const { state, now, ports, conversationId } = dialogTurn(context);
  const { hub } = ports.desk;
  const { owner, epoch, buyer } = state.desk;
  if (!hub || owner.kind !== 'queued') return;
  const { content, rules } = ports;
  const draft = state.draft ?? state.filing?.draft ?? state.parked;
  const about = {
    reason: owner.reason,
    epoch,
    summary: summaryOf(state, now, rules, content),
    buyer: buyer ?? null,
    locale: state.locale,
    timeZone: state.timeZone,
    orderId: draft?.order?.orderId ?? draft?.claimedOrder ?? null,
    problem: draft?.problem ?? null,
    caseIds: state.filed.map(({ caseId }) => caseId),
    seller: sellerVerdictOf(state, now, rules, content.words) ?? null,
  };
  // The SDK's own form of a transcript asks for whole activities; a hub reads what is there.
  const transcript = { activities: await hub(conversationId) } as unknown as Parameters<
    typeof EventFactory.createHandoffInitiation
  >[2];
  const { type, value, attachments } = EventFactory.createHandoffInitiation(context, about, transcript);
  await context.sendActivity({
    type,
    name: HANDOFF_INITIATE,
    value,
    ...(attachments ? { attachments } : {}),
    channelData: { key: HANDOFF_INITIATE },
  });
}
