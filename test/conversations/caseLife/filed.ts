import type { RefundCase } from '../../../services/refunds/refundCase.js';
import type { Conversation } from '../support/talk.js';

/** The demo's buyer has an open case already: it is withdrawn, and this one is filed. */
export const FILED = `
  buyer: I want to withdraw my case
  bot: case.actAsk
  buyer: yes
  bot: case.acting
  bot: case.acted
  buyer: order 234193410001028893 came broken, all 500 cups cracked, noticed yesterday, the seller has not answered for a week, I want a full refund, https://photos.example.com/1.jpg
  bot: refund.review
  buyer: submit
  bot: refund.filing
  bot: refund.filed
`;

export function text({ last }: Conversation): string {
  return last.map((said) => said.text).join(' ');
}

export function buttons({ last }: Conversation): readonly string[] {
  return last.at(-1)?.suggestedActions?.actions?.map(({ title }) => title) ?? [];
}

export async function newest({ cases, buyerId }: Conversation): Promise<RefundCase | undefined> {
  return (await cases.cases(buyerId))[0];
}
