import type { RefundDraft } from './refundDraft.js';

/** "250 are cracked" must not stand beside a corrected "200 of 500". */
export function rewordCount(draft: RefundDraft, before: RefundDraft): boolean {
  const [old, now] = [before.affected?.count, draft.affected?.count];
  if (old === undefined || now === undefined || old === now || before.description === undefined) return false;
  const pieces = before.description.split(new RegExp(`\\b${old}\\b`));
  if (pieces.length !== 2) return false;
  draft.description = pieces.join(String(now));
  return true;
}
