import { conversationOf } from '../services/cases/caseConversations.js';
import { newsId } from '../services/cases/caseNews.js';
import type { JsonObject } from '../services/json.js';
import type { RefundCase } from '../services/refunds/refundCase.js';
import type { Records } from '../services/storage/records.js';
import type { Intake } from './turn/intake.js';

/** told: or nobody is to be told. later: the conversation takes nothing now, try again after so many ms. */
export type ToldCase = { readonly kind: 'told' } | { readonly kind: 'later'; readonly retryAfterMs: number };

/**
 * The `nth` thing that happened to the case goes to the conversation in which the case was opened; once, also when it is told
 * again because somebody was cut off in between. One that has been followed by others meanwhile is told with the case as it is now.
 */
export async function tellCase(
  { records, send }: { readonly records: Records; readonly send: Intake['receive'] },
  refundCase: RefundCase,
  nth: number,
  now: number,
): Promise<ToldCase> {
  const { caseId, history } = refundCase;
  const where = await conversationOf(records, caseId);
  if (!where) return { kind: 'told' };
  const receipt = await send(where.conversationId, {
    id: newsId({ caseId, history: history.slice(0, nth) }),
    kind: 'case',
    at: now,
    buyerId: where.buyerId,
    channel: where.channel,
    body: plain({ event: history[nth - 1]?.event ?? '', case: refundCase }),
  });
  return receipt.kind === 'refused' ? { kind: 'later', retryAfterMs: receipt.retryAfterMs } : { kind: 'told' };
}

/** Without what is undefined or branded in types. */
function plain(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value));
}
