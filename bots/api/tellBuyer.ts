import { conversationOf } from '../../services/cases/caseConversations.js';
import { newsId } from '../../services/cases/caseNews.js';
import type { JsonObject } from '../../services/json.js';
import type { RefundCase } from '../../services/refunds/refundCase.js';
import type { Records } from '../../services/storage/records.js';
import { HttpError } from '../http/httpEdge.js';
import type { Intake } from '../turn/intake.js';

/**
 * The `nth` thing that happened to the case, in the conversation in which it was opened; once, also when it is told again
 * because this was cut off. One that has been followed by others meanwhile is told with the case as it is now. Throws
 * HttpError 503 where the conversation cannot take it now.
 */
export async function tellBuyer(
  { records, send }: { readonly records: Records; readonly send: Intake['receive'] },
  refundCase: RefundCase,
  nth: number,
  now: number,
): Promise<void> {
  const { caseId, history } = refundCase;
  const where = await conversationOf(records, caseId);
  if (!where) return;
  const message = {
    id: newsId({ caseId, history: history.slice(0, nth) }),
    kind: 'case',
    at: now,
    buyerId: where.buyerId,
    channel: where.channel,
    body: plain({ event: history[nth - 1]?.event ?? '', case: refundCase }),
  } as const;
  const receipt = await send(where.conversationId, message);
  if (receipt.kind !== 'refused') return;
  throw new HttpError(
    503,
    'notTold',
    'It is done, and the buyer could not be told yet: send it again with the same id.',
    {
      'Retry-After': String(Math.ceil(receipt.retryAfterMs / 1_000)),
    },
  );
}

/** Without what is undefined or branded in types. */
function plain(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value));
}
