import type { Records } from '../storage/records.js';
import type { Log } from '../telemetry/log.js';
import { maskText } from './maskText.js';
import { noteUnanswered } from './unanswered.js';

/** A message that was not understood for sure. `picked`: the label that the buyer then chose for it. */
export type Lesson = {
  /** The effect's: a repeat counts once. */
  readonly key: string;
  /** As it was written. */
  readonly text: string;
  readonly locale: string;
  /** The labels that came nearest, the likeliest first. */
  readonly nearest: readonly string[];
  readonly picked?: string | undefined;
};

export type Learning = { note(lesson: Lesson): Promise<void> };

/**
 * Keeps what the bot could not place, masked, and logs each meaning that a buyer picked. `knows`: ordinary words, which are
 * no names. `logsText`: the operator allows the text itself in the log.
 */
export function createLearning(options: {
  readonly records: Records;
  readonly knows: (word: string) => boolean;
  readonly log: Log;
  /** ms since epoch. */
  readonly clock: () => number;
  readonly logsText: boolean;
}): Learning {
  const { records, knows, log, clock, logsText } = options;
  return {
    async note({ key, text, locale, nearest, picked }) {
      if (picked !== undefined) log.info({ picked, nearest, ...(logsText && { text }) }, 'a buyer picked a meaning');
      await noteUnanswered(records, {
        key,
        locale,
        nearest: nearest.slice(0, 3),
        picked,
        text: maskText(text, knows),
        now: clock(),
      });
    },
  };
}
