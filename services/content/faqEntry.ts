import { z } from 'zod';

const Text = z.string().trim().min(1);

/**
 * One question with its answer, as a file of `<locale>/faq/`. A new entry is this file and its phrases
 * (services/understanding/phrases/<locale>/topics/<topic>.jsonl), and no code.
 */
export const FaqEntry = z.strictObject({
  /** Fixed name, in `faq.answer`'s channelData.topic and as the understanding's label: the file is `<topic>.json`. */
  topic: z.string().regex(/^[a-z][a-z_]{1,39}$/),
  question: Text.max(120),
  /**
   * Short sentences: what is known, who acts, by when, where to look. A number is a name of RULES, `{{claimWindowDays}}`,
   * in a file; a loaded entry has the number itself, and of the sentences that begin with a condition those that hold.
   */
  answer: z.array(Text.max(260)).min(2).max(6),
  /** What is not known, said as such; numbers as in `answer`. */
  unknown: Text.max(260).optional(),
  /** A button that goes on from here: its title, and what pressing it says. */
  next: z.strictObject({ title: Text.max(40), message: Text.max(200) }),
  /** Where each fact was seen, and when: rules change. */
  sources: z.array(z.strictObject({ source: Text.max(40), title: Text.max(200), seenOn: z.iso.date() })).min(1),
});
export type FaqEntry = z.infer<typeof FaqEntry>;
