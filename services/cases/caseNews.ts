import { z } from 'zod';
import { RefundCase } from '../refunds/refundCase.js';

/** What a conversation hears of a case: what happened last, and the case as it was after that. */
export const CaseNews = z.object({ event: z.string().max(60), case: RefundCase });
export type CaseNews = z.infer<typeof CaseNews>;

/** By this the same news is known again: the n-th thing that happened to the case. */
export function newsId({ caseId, history }: Pick<RefundCase, 'caseId' | 'history'>): string {
  return `case:${caseId}:${history.length}`;
}
