/** The demo's order of 500 cups, delivered and within its claim window. */
export const CUPS = '234193410001028893';
/** 60 chargers with Easy Return. */
export const CHARGERS = '253417729901018543';

/** The beginnings of a filing about the cups, each up to its open question. */
export const STARTED = `
  buyer: my parcel arrived broken
  bot: refund.askOrder
`;
export const DETAILED = `
  ${STARTED}
  buyer: ${CUPS}
  bot: refund.askDetails
  buyer: 250 of the 500 cups are cracked, I noticed it yesterday
  bot: refund.askSeller
`;
export const ANSWERED = `
  ${DETAILED}
  buyer: The seller said no
  bot: refund.askRemedy
`;
export const REVIEWED = `
  ${ANSWERED}
  buyer: Full refund
  bot: refund.askEvidence
  buyer: I have none yet
  bot: refund.review
`;

/** The question that a script leaves open. */
export function openQuestion(script: string): string {
  return script.trim().split('bot: ').at(-1)?.trim() ?? '';
}
