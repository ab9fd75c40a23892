import { createHash } from 'node:crypto';
import { z } from 'zod';
import { everyRecord } from '../storage/everyRecord.js';
import type { Records } from '../storage/records.js';

const COLLECTION = 'unanswered';
/** Who asks seldom asks something that is not asked again within so long. */
const KEPT_MS = 90 * 24 * 60 * 60 * 1000;
/** A text is written again when another process counted it meanwhile; after so many times it is not counted. */
const TRIES = 5;

/** A message that no label was found for, masked, and how often it came. */
export const Unanswered = z.object({
  text: z.string(),
  locale: z.string(),
  count: z.int().positive(),
  /** ms since epoch. */
  first: z.number(),
  last: z.number(),
  /** The labels that came nearest the last time. */
  nearest: z.array(z.string()).max(3),
  /** What buyers said that they had meant, the last time that one did. */
  picked: z.string().optional(),
  /** The effect that counted last: run again, it counts nothing. */
  key: z.string(),
});
export type Unanswered = z.infer<typeof Unanswered>;

/** Counts a text that was not understood. `text` is masked. `key`: the effect's, so that a repeat counts once. */
export async function noteUnanswered(
  records: Pick<Records, 'get' | 'create' | 'replace'>,
  {
    key,
    text,
    locale,
    nearest,
    picked,
    now,
  }: {
    readonly key: string;
    readonly text: string;
    readonly locale: string;
    readonly nearest: readonly string[];
    readonly picked?: string | undefined;
    readonly now: number;
  },
): Promise<void> {
  if (text === '') return;
  const id = `${locale}/${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
  const expiresAt = now + KEPT_MS;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const found = await records.get(COLLECTION, id);
    const before = found && Unanswered.parse(found.value);
    if (before?.key === key) return;
    const meant = picked ?? before?.picked;
    const value = {
      text,
      locale,
      nearest: [...nearest],
      key,
      first: before?.first ?? now,
      last: now,
      count: (before?.count ?? 0) + 1,
      ...(meant !== undefined && { picked: meant }),
    };
    const written = found
      ? await records.replace(COLLECTION, id, found.version, value, { expiresAt })
      : await records.create(COLLECTION, id, value, { expiresAt });
    if (written) return;
  }
}

/** Everything that is waiting to be taught, in no order. */
export async function listUnanswered(records: Pick<Records, 'list'>): Promise<Unanswered[]> {
  const all = await everyRecord(records, COLLECTION, '');
  return all.map(({ value }) => Unanswered.parse(value));
}
