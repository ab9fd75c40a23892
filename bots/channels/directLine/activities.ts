import type { ConversationStore, LogEntry } from '../../../services/conversations/conversationStore.js';
import { isOfDesk } from '../../../services/desk/delivered.js';
import type { Log } from '../../../services/telemetry/log.js';
import { type HttpAnswer, HttpError, type HttpRequest } from '../../http/httpEdge.js';
import { readJsonBody } from '../../http/jsonBody.js';
import type { Intake } from '../../turn/intake.js';
import { orAway, orRefused, parseBody } from '../receiving.js';
import { activityId, fromBuyer } from './buyerActivity.js';
import type { Callers } from './callers.js';
import { PostedActivity, parseWatermark } from './directLineWire.js';
import { postFromHub } from './hubDoor.js';
import { activitySet, namesFiles, PAGE_LIMIT, sentActivity } from './sentActivity.js';
import { originOf, type SignedUrls } from './signedUrls.js';
import { BuyerTyping, type ToDesk } from './toDesk.js';

export type ActivitiesOptions = {
  readonly intake: Intake;
  readonly store: ConversationStore;
  readonly clock: () => number;
  readonly log: Log;
  readonly callers: Callers;
  readonly urls: SignedUrls;
  /** People answer at another desk, which shows the secret and says what becomes of a conversation. */
  readonly takesHandoffStatus?: boolean;
  readonly toDesk?: ToDesk;
};

/** What is said, in and out, by plain requests. */
export class Activities {
  readonly #options: ActivitiesOptions;
  readonly #typing: BuyerTyping | undefined;

  constructor(options: ActivitiesOptions) {
    this.#options = options;
    this.#typing = options.toDesk && new BuyerTyping(options.toDesk);
  }

  async list(request: HttpRequest): Promise<HttpAnswer> {
    const { callers, store, log, urls } = this.#options;
    const { conv } = await callers.claimsHere(request);
    const { entries, after } = await readAfter(request, { store, log, conversationId: conv, limit: PAGE_LIMIT });
    const signed = entries.some(namesFiles) ? await urls.signer(originOf(request)) : undefined;
    const activities = entries.map((entry) => sentActivity(conv, entry, signed));
    if (entries.some(({ activity }) => isOfDesk(activity)))
      this.#options.toDesk?.delivered.note(conv, entries.at(-1)?.seq ?? after);
    return {
      status: 200,
      body: Buffer.from(activitySet(activities, entries.at(-1)?.seq ?? after)),
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
    };
  }

  async post(request: HttpRequest): Promise<HttpAnswer> {
    const { callers, intake, clock, log, takesHandoffStatus } = this.#options;
    if (takesHandoffStatus && callers.showsSecret(request)) return postFromHub(request, this.#options);
    const claims = await callers.claimsHere(request);
    const posted = parseBody(PostedActivity, await readJsonBody(request));
    // Signals, beside the conversation: not in the log, so no watermark and no turn.
    if (posted.type !== 'message') {
      if (posted.type === 'typing') this.#typing?.tell(claims.conv);
      return { status: 200, body: { id: activityId(claims.conv, posted.channelData?.clientActivityID) } };
    }
    const { message, entry } = fromBuyer(claims, posted, clock());
    const receipt = orRefused(await orAway(log, intake.receive(claims.conv, message, entry)));
    this.#typing?.sent(claims.conv);
    return { status: 200, body: { id: receipt.entryId ?? entry.id } };
  }
}

/** What follows the watermark that the caller names. Throws HttpError: 400 for one we never gave, 503. */
export async function readAfter(
  request: HttpRequest,
  { store, log, conversationId, limit }: { store: ConversationStore; log: Log; conversationId: string; limit: number },
): Promise<{ entries: readonly LogEntry[]; after: number }> {
  const after = parseWatermark(request.query.get('watermark'));
  const { entries, lastSeq } = await orAway(log, store.log(conversationId, { after, limit }));
  if (after > lastSeq)
    throw new HttpError(400, 'watermarkAhead', 'watermark: this conversation has not come that far.');
  return { entries, after };
}
