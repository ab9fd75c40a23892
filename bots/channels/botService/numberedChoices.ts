import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { Json } from '../../../services/json.js';
import type { Records } from '../../../services/storage/records.js';

/** What choosing sends: words, or a card's value, or both. */
const Choice = z.object({ text: z.string().optional(), value: z.json().optional() });
export type Choice = z.infer<typeof Choice>;

const COLLECTION = 'botServiceChoices';
/** A number that comes a week later is about something else. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
const TRIES = 3;
const NUMBER = /^\s*#?(\d{1,2})[.)]?\s*$/;

/** The choices that a channel without buttons has shown last as numbered lines: a number alone is one of them. */
export class NumberedChoices {
  readonly #records: Records;
  readonly #clock: () => number;

  constructor(records: Records, clock: () => number) {
    this.#records = records;
    this.#clock = clock;
  }

  /** `choices` were shown; none, and the question wants an answer of its own: no number is a choice any more. */
  async keep(conversationId: string, choices: readonly Choice[], asks: boolean): Promise<void> {
    if (choices.length === 0 && !asks) return;
    const value: Json = JSON.parse(JSON.stringify({ choices }));
    const expiresAt = this.#clock() + KEPT_MS;
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      const stored = await this.#records.get(COLLECTION, conversationId);
      if (choices.length === 0 && stored === undefined) return;
      const written = stored
        ? await this.#records.replace(COLLECTION, conversationId, stored.version, value, { expiresAt })
        : await this.#records.create(COLLECTION, conversationId, value, { expiresAt });
      if (written) return;
    }
  }

  /** The choice that a message names by its number, if it is nothing but that. */
  async chosen(conversationId: string, text: string): Promise<Choice | undefined> {
    const number = Number(NUMBER.exec(text)?.[1] ?? 0);
    if (number < 1) return undefined;
    const stored = await this.#records.get(COLLECTION, conversationId);
    return stored && z.object({ choices: z.array(Choice) }).parse(stored.value).choices[number - 1];
  }
}

const Action = z.looseObject({
  title: z.string(),
  value: z.json().optional(),
  text: z.string().optional(),
  data: z.json().optional(),
});

/** What pressing a button sends, of a suggested action or a card. */
export function choiceOf(action: unknown): Choice {
  const { title, text, value, data } = Action.parse(action);
  if (data !== undefined) return typeof data === 'string' ? { text: data } : { value: data };
  if (text !== undefined) return { text, ...(value === undefined ? {} : { value }) };
  return { text: typeof value === 'string' ? value : title };
}

/** Whether the bot waits for an answer to this. */
export function asksSomething(activity: unknown): boolean {
  return (activity as Partial<Activity> | undefined)?.inputHint === 'expectingInput';
}
