import { z } from 'zod';
import type { ConversationStore } from '../../../services/conversations/conversationStore.js';
import { deskOf } from '../../../services/desk/deskOf.js';
import { HANDOFF_STATUS, HandoffState, type HubMessage } from '../../../services/desk/handoffEvents.js';
import type { Log } from '../../../services/telemetry/log.js';
import { type HttpAnswer, HttpError, type HttpRequest } from '../../http/httpEdge.js';
import { readJsonBody } from '../../http/jsonBody.js';
import type { Intake } from '../../turn/intake.js';
import { fromHub } from '../hubMessages.js';
import { orAway, orRefused, parseBody } from '../receiving.js';
import { CHANNEL_NAME } from './buyerActivity.js';
import { noSuchConversation } from './callers.js';

const From = z.object({ name: z.string().trim().min(1).max(80).optional() }).optional();
const Id = z.string().min(1).max(200).optional();

/** What a hub may post: a `handoff.status`, or words of its people. */
const HubActivity = z.discriminatedUnion('type', [
  z.object({ type: z.literal('event'), name: z.literal(HANDOFF_STATUS), value: HandoffState, from: From, id: Id }),
  z.object({ type: z.literal('message'), text: z.string().trim().min(1).max(4_000), from: From, id: Id }),
]);

export type HubDoorOptions = {
  readonly intake: Intake;
  readonly store: Pick<ConversationStore, 'state'>;
  /** ms since epoch. */
  readonly clock: () => number;
  readonly log: Log;
};

/** What another desk posts into a conversation of Direct Line; that it shows the operator's secret was checked before. */
export async function postFromHub(
  request: HttpRequest,
  { intake, store, clock, log }: HubDoorOptions,
): Promise<HttpAnswer> {
  const { conversationId } = request.params;
  if (!conversationId) throw noSuchConversation();
  const posted = parseBody(HubActivity, await readJsonBody(request));
  const desk = deskOf(await orAway(log, store.state(conversationId)));
  if (!desk.buyer) throw noSuchConversation();
  const isWords = posted.type === 'message';
  if (isWords && desk.owner.kind !== 'agent')
    throw new HttpError(409, 'notYours', 'Send handoff.status accepted first: the bot answers in this conversation.');
  const agent = posted.from?.name;
  const message: HubMessage = {
    hub: isWords ? { says: posted.text } : posted.value,
    ...(agent === undefined ? {} : { name: agent }),
  };
  const inbound = fromHub(message, {
    id: posted.id,
    at: clock(),
    buyerId: desk.buyer.id,
    channel: CHANNEL_NAME,
  });
  orRefused(await orAway(log, intake.receive(conversationId, inbound)));
  return { status: 200, body: { id: inbound.id } };
}
