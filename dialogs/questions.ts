import type { TurnContext } from 'botbuilder';
import { DialogContext } from 'botbuilder-dialogs';
import { digress } from './digress.js';
import type { Reply } from './kit/dialogTurn.js';
import { partsOf, statementOf } from './kit/statement.js';
import { NO_QUESTION, readReply } from './readReply.js';

/** More answers at once are not read. */
const MOST_ANSWERS = 3;
/** A longer message is read as a whole: to read it in parts as well takes as long again. */
const LONGEST = 600;
/** Further parts are taken together with the one before. */
const MOST_PARTS = 6;

/** The score from which on a part is a question of its own; cut out of its message, "and who covers it" sounds like any. */
const SURE = 0.9;

/** What a message asks, each question by itself, and what it says beside them. */
export type Sorted = { readonly asks: readonly Reply[]; readonly says: string };

/** "All of them, and are there any fees, and how long does it take?": two questions and an answer. */
export async function sortOut(context: TurnContext, reply: Reply): Promise<Sorted> {
  if (reply.picked) return reply.digresses ? { asks: [reply], says: '' } : { asks: [], says: reply.text };
  if (!reply.digresses && !reply.text.includes('?')) return { asks: [], says: reply.text };
  const asks: Reply[] = [];
  const says: string[] = [];
  const parts = reply.text.length > LONGEST ? [] : partsOf(reply.text, MOST_PARTS);
  for (const part of parts.length > 1 ? parts : []) {
    const read = await readReply(context, part, NO_QUESTION);
    if (!read.digresses) {
      if (!part.includes('?')) says.push(part);
    } else if ((read.understood.top[0]?.score ?? 0) >= SURE && !asks.some((ask) => subjectOf(ask) === subjectOf(read)))
      asks.push(read);
  }
  if (asks.length > 1) return { asks: asks.slice(0, MOST_ANSWERS), says: says.join(', ') };
  // A single question is better understood as a whole.
  if (reply.digresses) return { asks: [reply], says: statementOf(reply.text) };
  return { asks: says.length > 0 ? asks : [], says: statementOf(reply.text) };
}

/** Answers the questions one after the other. What was open is left open, and not asked again here. */
export async function answerAll(dc: DialogContext, asks: readonly Reply[]): Promise<void> {
  // Who waits for a person is answered by a person: until then the rest is.
  const inOrder = [...asks.filter((ask) => !wantsPerson(ask)), ...asks.filter(wantsPerson)];
  for (const ask of inOrder) {
    // On a stack of its own: what lies below would ask its question after every answer.
    const beside = new DialogContext(dc.dialogs, dc.context, { dialogStack: [] });
    await digress(beside, ask);
  }
}

function wantsPerson({ understood }: Reply): boolean {
  return understood.intent === 'contactHuman';
}

/** What an answer is about; two questions about one thing are answered once. */
function subjectOf({ understood: { intent, topic } }: Reply): string | undefined {
  return intent !== undefined && intent !== 'openRefund' ? intent : topic;
}
