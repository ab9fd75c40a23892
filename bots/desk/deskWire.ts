import { z } from 'zod';
import { AmendableField, MAX_FILES, MAX_WORDS } from '../../services/desk/deskCommand.js';
import { FILTERS } from '../../services/desk/deskLists.js';
import { FileId } from '../../services/evidence/evidenceFile.js';
import { HttpError } from '../http/httpEdge.js';
import { Q } from './deskStreamWire.js';

/** The agent's own name for a command: asked again with the same one, it is done once. */
const id = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, 'expected 8 to 64 letters, digits, - or _');
const epoch = z.int().min(0);
const words = z.string().trim().min(1).max(MAX_WORDS);

/** The body of POST .../commands. `to`: an agent's id. `force`: however many conversations they have. `files`: uploaded before. */
export const PostedCommand = z.discriminatedUnion('command', [
  z.strictObject({ id, command: z.literal('claim'), epoch, force: z.boolean().optional() }),
  z
    .strictObject({
      id,
      command: z.literal('message'),
      epoch,
      text: z.string().trim().max(MAX_WORDS),
      files: z.array(FileId).max(MAX_FILES).optional(),
    })
    .refine(({ text, files = [] }) => text !== '' || files.length > 0, {
      path: ['text'],
      error: 'Too small: expected string to have >=1 characters',
    }),
  z.strictObject({ id, command: z.literal('note'), text: words }),
  z.strictObject({ id, command: z.literal('release'), epoch }),
  z.strictObject({ id, command: z.literal('transfer'), epoch, to: z.string().min(1).max(100), comment: words }),
  z.strictObject({ id, command: z.literal('return'), epoch }),
  z.strictObject({ id, command: z.literal('resolve'), epoch, reason: words }),
  z.strictObject({ id, command: z.literal('amend'), epoch, field: AmendableField, value: words }),
]);
export type PostedCommand = z.infer<typeof PostedCommand>;

/** Throws HttpError 413 where a text is longer than an agent may write at once. */
export function refuseLongWords(body: unknown): void {
  if (typeof body !== 'object' || body === null) return;
  const long = Object.entries(body).find(
    ([name, value]) => WORDS.includes(name) && typeof value === 'string' && value.length > MAX_WORDS,
  );
  if (long) throw new HttpError(413, 'textTooLong', `${long[0]}: at most ${MAX_WORDS} characters at once.`);
}
const WORDS = ['text', 'comment', 'reason', 'value'];

const PAGE_LIMIT = 100;
const count = z.coerce.number<string>().int().min(0).max(Number.MAX_SAFE_INTEGER);
export const ThreadQuery = z.object({
  after: count.default(0),
  linesAfter: count.default(0),
  limit: z.coerce.number<string>().int().min(1).max(PAGE_LIMIT).default(PAGE_LIMIT),
});
export const ListQuery = z.object({ filter: z.enum(FILTERS).default('queue'), q: Q.optional() });
export const FileQuery = z.object({ name: z.string().max(500).default('') });

/** Throws HttpError 400 that names the parameter. */
export function parseQuery<T>(schema: z.ZodType<T>, query: URLSearchParams): T {
  const parsed = schema.safeParse(Object.fromEntries(query));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new HttpError(400, 'badQuery', `${issue?.path.join('.') || 'query'}: ${issue?.message ?? 'not as expected'}`);
}
