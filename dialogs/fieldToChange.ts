import type { TurnContext } from 'botbuilder';
import type { ReviewField } from '../services/content/copy.js';
import { declined, plain } from './kit/choices.js';
import { dialogTurn, type Reply } from './kit/dialogTurn.js';
import { NO_QUESTION, readReply } from './readReply.js';
import { draftOf, reviewFields } from './refund/draft.js';

/** Longer messages tell more than which answer is wrong. */
const LONGEST = 60;

/** "Change the amount", "wrong order", "250 is wrong", "not a replacement": the answer that is to be given anew. */
export async function fieldToChange(context: TurnContext, reply: Reply): Promise<ReviewField | undefined> {
  const { rules, content } = dialogTurn(context).ports;
  const { changeWords, fieldWords } = content.words;
  const said = ` ${plain(reply.text)} `;
  if (said.length > LONGEST) return undefined;
  const draft = draftOf(context);
  const changes = draft.choosing || changeWords.some((word) => said.includes(` ${word} `));
  const named = reviewFields(draft, rules).find((field) =>
    fieldWords[field].some((word) => said.includes(` ${word} `)),
  );
  if (changes && named) return named;
  const denied = declined(reply.text, { ...content.words, declineWords: [] });
  if (denied !== undefined) return fieldOfValue(context, await readReply(context, denied, NO_QUESTION));
  return changes ? fieldOfValue(context, reply) : undefined;
}

/** The answer that has the value which the words name: "250", "yesterday", "the replacement". */
export function fieldOfValue(context: TurnContext, { text, understood }: Reply): ReviewField | undefined {
  const { order, problem, affected, noticedOn, remedy, amount } = draftOf(context);
  const { slots } = understood;
  const said = ` ${plain(text)} `;
  const has = (value: number | string | undefined) => value !== undefined && said.includes(` ${value} `);
  if (has(order?.orderId)) return 'order';
  if (noticedOn !== undefined && slots.day === noticedOn) return 'noticedOn';
  if (has(affected?.count)) return 'affected';
  if (amount && amount.minor % 100 === 0 && has(amount.minor / 100)) return 'amount';
  if (remedy !== undefined && slots.remedy === remedy) return 'remedy';
  return problem !== undefined && understood.problem === problem ? 'problem' : undefined;
}
