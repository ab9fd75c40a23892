import { computed, signal } from '@preact/signals';
import type { People, Thread } from '../../../services/desk/deskApi.js';
import { ApiError, conversationPath } from '../api.js';
import { route } from './route.js';
import { api } from './session.js';

/** A conversation as far as it was read: everything up to `lastSeq` and `lastLine` of its own lists, without gaps. */
export type OpenThread = Thread & {
  readonly conversationId: string;
  readonly people: People;
  /** Grows when what stands beside the thread has changed. */
  readonly contextVersion: number;
};
type Loading = { readonly conversationId: string; readonly problem?: 'gone' | 'failed' };

const PAGE = 100;
/** So many conversations are kept as they were read, so that going back to one shows it at once. */
const KEPT = 30;
const NOBODY: People = { looking: [], typing: [], buyerTyping: false };

const threads = signal<ReadonlyMap<string, OpenThread>>(new Map());
const problems = signal<ReadonlyMap<string, 'gone' | 'failed'>>(new Map());

export const thread = computed<OpenThread | Loading | undefined>(() => {
  const { conversationId } = route.value;
  if (conversationId === undefined) return undefined;
  const problem = problems.value.get(conversationId);
  return threads.value.get(conversationId) ?? { conversationId, ...(problem ? { problem } : {}) };
});

export function isLoaded(found: OpenThread | Loading | undefined): found is OpenThread {
  return found !== undefined && 'entries' in found;
}

export function threadOf(conversationId: string): OpenThread | undefined {
  return threads.value.get(conversationId);
}

/** What was read of it, and so from where on news are asked for. */
export function numbersOf(conversationId: string): { readonly after: number; readonly linesAfter: number } {
  const known = threads.value.get(conversationId);
  return { after: known?.entries.at(-1)?.seq ?? 0, linesAfter: known?.lines.at(-1)?.n ?? 0 };
}

/** Reads on until nothing is left to read. Where it cannot be read, the thread says so, or stays as it was. */
export async function readOn(conversationId: string): Promise<void> {
  forgetProblem(conversationId);
  try {
    for (;;) {
      const { after, linesAfter } = numbersOf(conversationId);
      const query = `thread?after=${after}&linesAfter=${linesAfter}&limit=${PAGE}`;
      const page = await api.get<Thread>(conversationPath(conversationId, query));
      takeThread(conversationId, page);
      const isRead = page.entries.length < PAGE && page.lines.length < PAGE;
      if (isRead || (page.entries.length === 0 && page.lines.length === 0)) return;
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (threads.value.has(conversationId)) return;
    const problem = error.status === 404 || error.status === 400 ? 'gone' : 'failed';
    problems.value = new Map(problems.value).set(conversationId, problem);
  }
}

/** News, from the line or by asking: what is known already is not doubled, and what lies behind a gap waits for what fills it. */
export function takeThread(conversationId: string, news: Thread): 'whole' | 'gap' {
  const known = threads.value.get(conversationId);
  const entries = joined(known?.entries ?? [], news.entries, (entry) => entry.seq);
  const lines = joined(known?.lines ?? [], news.lines, (line) => line.n);
  const { resolved, ...rest } = news;
  // An answer that was overtaken by a newer one must not turn the owner back.
  const isOld = known !== undefined && known.epoch > news.epoch;
  const standing = isOld ? standingOf(known) : { ...standingOf(rest), ...(resolved ? { resolved } : {}) };
  keep({
    conversationId,
    people: known?.people ?? NOBODY,
    contextVersion: known?.contextVersion ?? 0,
    ...standing,
    entries,
    lines,
    lastSeq: Math.max(known?.lastSeq ?? 0, news.lastSeq),
    lastLine: Math.max(known?.lastLine ?? 0, news.lastLine),
    deliveredSeq: Math.max(known?.deliveredSeq ?? 0, news.deliveredSeq),
  });
  return (entries.at(-1)?.seq ?? 0) < news.lastSeq || (lines.at(-1)?.n ?? 0) < news.lastLine ? 'gap' : 'whole';
}

export function takePeople(conversationId: string, people: People): void {
  const known = threads.value.get(conversationId);
  if (known) keep({ ...known, people });
}

export function takeContext(conversationId: string): void {
  const known = threads.value.get(conversationId);
  if (known) keep({ ...known, contextVersion: known.contextVersion + 1 });
}

/** Who has it now, by the answer to a command: before the line tells. */
export function takeOwner(conversationId: string, owner: Thread['owner'], epoch: number): void {
  const known = threads.value.get(conversationId);
  if (!known || known.epoch > epoch) return;
  const { resolved, ...rest } = known;
  keep({ ...rest, ...(resolved && known.epoch === epoch ? { resolved } : {}), owner, epoch });
}

/** The line is lost: who looks and types is not known any more. */
export function forgetPeople(): void {
  threads.value = new Map([...threads.value].map(([id, known]) => [id, { ...known, people: NOBODY }]));
}

function standingOf({ owner, epoch, unread, resolved }: Pick<Thread, 'owner' | 'epoch' | 'unread' | 'resolved'>) {
  return { owner, epoch, unread, ...(resolved ? { resolved } : {}) };
}

function keep(thread: OpenThread): void {
  const all = new Map(threads.value);
  all.delete(thread.conversationId);
  all.set(thread.conversationId, thread);
  for (const id of all.keys()) {
    if (all.size <= KEPT) break;
    if (id !== route.value.conversationId) all.delete(id);
  }
  threads.value = all;
}

function forgetProblem(conversationId: string): void {
  if (!problems.value.has(conversationId)) return;
  const rest = new Map(problems.value);
  rest.delete(conversationId);
  problems.value = rest;
}

/** `more` behind `known`, as far as it goes on without a gap. */
function joined<T>(known: readonly T[], more: readonly T[], numberOf: (one: T) => number): readonly T[] {
  const last = known.at(-1);
  let next = last === undefined ? 1 : numberOf(last) + 1;
  const added: T[] = [];
  for (const one of more) {
    if (numberOf(one) < next) continue;
    if (numberOf(one) > next) break;
    added.push(one);
    next += 1;
  }
  return added.length === 0 ? known : [...known, ...added];
}
