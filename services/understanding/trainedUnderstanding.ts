import { closedCommand } from './closedCommands.js';
import { createCueReader } from './cues.js';
import { decide, type Urgent } from './decide.js';
import { hear } from './hear.js';
import { labelOf } from './labels.js';
import { languageOf } from './languageOf.js';
import type { Model } from './model/model.js';
import { normalisePhrase, plainText } from './plainText.js';
import type { Rewording, SecondOpinion } from './secondOpinion.js';
import { isoOf, today } from './slots/calendar.js';
import { hasDayWord } from './slots/days.js';
import { readLinks } from './slots/links.js';
import { hasComposedNumber } from './slots/numbers.js';
import { type Parts, readSlots } from './slots/readSlots.js';
import { type Token, tokens } from './tokens.js';
import type { Intent, Slots, Understanding, Understood } from './understanding.js';
import { URGENT_CUES } from './urgentCues.js';
import { type Clause, readClauses } from './words.js';

type Message = Parameters<Understanding['understand']>[0];

/**
 * Understands by closed commands, linear scanners and a trained model. `secondOpinion` reads worded numbers and dates;
 * without it they are simply not read.
 */
export function createTrainedUnderstanding(options: {
  readonly model: Model;
  readonly secondOpinion?: SecondOpinion;
}): Understanding {
  const { model, secondOpinion } = options;
  const cuesOf = createCueReader(URGENT_CUES);
  const urgentIn = (clauses: readonly Clause[]): Urgent | undefined => {
    let found: Urgent | undefined;
    for (const clause of clauses)
      for (const [intent, score] of cuesOf(clause)) if (score > (found?.score ?? 0)) found = { intent, score };
    return found;
  };
  return {
    async understand(message) {
      const text = plainText(message.text);
      const { links, rest } = readLinks(text);
      const locale = languageOf(rest) ?? message.locale;
      if (message.asked === 'refund.askProblem' && OTHER_PROBLEM.has(normalisePhrase(rest)))
        return { decision: 'act', problem: 'other', top: [], inScope: 1, locale, slots: { orderIds: [], links } };
      const command = closedCommand(rest);
      if (command !== undefined) return commanded(command, message, links, locale);
      const parts = takeApart(rest, links, message, model.spell);
      const slots = readSlots(parts);
      const reworded = secondOpinion && (await askAgain(secondOpinion, rest, parts, slots));
      const again = reworded === undefined ? undefined : readSlots(takeApart(reworded, links, message, model.spell));
      return decide(
        {
          heard: hear(model, parts.tokens, parts.clauses),
          slots: again ? { ...again, ...(slots.day && { day: slots.day }) } : slots,
          urgent: urgentIn(parts.clauses),
          asked: message.asked,
          locale,
        },
        model.header,
      );
    },
    knows: (word) => Object.hasOwn(model.header.words, word),
    close: async () => secondOpinion?.close(),
  };
}

/** No item of the list fits. */
const OTHER_PROBLEM = new Set([
  'other',
  'another',
  'something else',
  'something different',
  'none of these',
  'none of them',
  'another problem',
  'other problem',
  'a different problem',
]);

function takeApart(text: string, links: readonly string[], message: Message, spell: Model['spell']): Parts {
  const cut = tokens(text);
  const { locale, now, timeZone, asked } = message;
  return { tokens: cut, clauses: readClauses(cut, spell), links, locale, now, timeZone, asked };
}

/** A whole message that is a command. Some of them answer the open question in one word. */
function commanded(intent: Intent, message: Message, links: readonly string[], locale: string): Understood {
  const slots: Slots = { orderIds: [], links };
  const certain = { decision: 'act', inScope: 1, locale } as const;
  const act = { ...certain, intent, top: [{ label: labelOf(intent), score: 1 }] } as const;
  if (message.asked === 'refund.askSeller' && intent === 'deny') {
    return { ...act, slots: { ...slots, seller: { outcome: 'notContacted' } } };
  }
  if (message.asked === 'refund.askRemedy' && intent === 'openRefund') {
    return { ...certain, top: [], slots: { ...slots, remedy: 'fullRefund' } };
  }
  if (intent === 'cancelOrder')
    return { ...act, problem: 'cancelBeforeShipment', slots: { ...slots, remedy: 'cancelOrder' } };
  return { ...act, slots };
}

/** How much of a message the second opinion gets, in characters. Source: reliability figures, super-linear above. */
const WINDOW = 200;

/** The text with worded numbers and dates in figures; nothing when there is none to read, or no answer came in time. */
async function askAgain(
  secondOpinion: SecondOpinion,
  text: string,
  parts: Parts,
  slots: Slots,
): Promise<string | undefined> {
  const wordedNumber = hasComposedNumber(parts.tokens);
  const wordedDay = slots.day === undefined && hasDayWord(parts.tokens);
  if (!wordedNumber && !wordedDay) return undefined;
  const from = windowStart(text, parts.tokens);
  const said = await secondOpinion.read(text.slice(from, from + WINDOW), isoOf(today(parts.now, parts.timeZone)));
  return said.length === 0 ? undefined : reword(text, from, said);
}

/** The window begins some words before the first word that needs it. */
function windowStart(text: string, cut: readonly Token[]): number {
  const index = cut.findIndex((_, at) => {
    const one = cut.slice(at, at + 1);
    return hasComposedNumber(one) || hasDayWord(one);
  });
  const at = cut[Math.max(0, index - 8)]?.at ?? 0;
  return text.length <= WINDOW ? 0 : at;
}

function reword(text: string, from: number, rewordings: readonly Rewording[]): string {
  let out = '';
  let done = 0;
  for (const { at, end, as } of [...rewordings].sort((a, b) => a.at - b.at)) {
    if (from + at < done) continue;
    out += `${text.slice(done, from + at)} ${as} `;
    done = from + end;
  }
  return out + text.slice(done);
}
