import { signal } from '@preact/signals';
import type { UploadedFile } from '../../../services/desk/deskApi.js';
import { ApiError, newCommandId } from '../api.js';
import { commandNow, whyNot } from './commands.js';
import { changeDraft, draftOf } from './drafts.js';
import { me } from './session.js';
import { threadOf } from './threads.js';

/** What this agent has written and the thread does not show yet. */
export type Pending = {
  /** The command's: sent again under it, it is done once. */
  readonly id: string;
  readonly conversationId: string;
  readonly kind: 'message' | 'note';
  readonly text: string;
  readonly files: readonly UploadedFile[];
  readonly at: number;
  /** The last that the thread had when this was written: what shows it comes after. */
  readonly afterSeq: number;
  readonly afterLine: number;
  /** `done`: the desk has it, and the thread is about to show it. */
  readonly state: 'waiting' | 'sending' | 'done' | 'failed';
  readonly problem?: string;
};

const outbox = signal<readonly Pending[]>([]);

/** Shown at once; sent in order, one at a time. */
export function send(written: Pick<Pending, 'conversationId' | 'kind' | 'text' | 'files' | 'at'>): void {
  const known = threadOf(written.conversationId);
  const [afterSeq, afterLine] = [known?.lastSeq ?? 0, known?.lastLine ?? 0];
  outbox.value = [...outbox.value, { ...written, id: newCommandId(), afterSeq, afterLine, state: 'waiting' }];
  void work(written.conversationId);
}

export function sendAgain(id: string): void {
  const found = outbox.value.find((each) => each.id === id);
  if (found?.state !== 'failed') return;
  replace(id, { state: 'waiting' });
  void work(found.conversationId);
}

export function discard(id: string): void {
  outbox.value = outbox.value.filter((each) => each.id !== id);
}

/** Takes it back into the box, in front of what is there. */
export function takeBack({ id, conversationId, kind, text }: Pending): void {
  const field = kind === 'note' ? 'note' : 'reply';
  const there = draftOf(conversationId)[field];
  changeDraft(conversationId, { [field]: there === '' ? text : `${text}\n${there}`, tab: field });
  discard(id);
}

/** What of the outbox the thread does not show itself: each line of the agent's own stands for the oldest with its words. */
export function notShownYet(conversationId: string): readonly Pending[] {
  const known = threadOf(conversationId);
  const own = known === undefined ? [] : [...messagesOf(known), ...notesOf(known)];
  return outbox.value.filter((pending) => {
    if (pending.conversationId !== conversationId) return false;
    const index = own.findIndex((shown) => isSame(shown, pending));
    if (index < 0) return true;
    own.splice(index, 1);
    return pending.state === 'failed';
  });
}

const busy = new Set<string>();

async function work(conversationId: string): Promise<void> {
  if (busy.has(conversationId)) return;
  busy.add(conversationId);
  try {
    for (;;) {
      const next = outbox.value.find((each) => each.conversationId === conversationId && each.state === 'waiting');
      if (!next) return;
      replace(next.id, { state: 'sending' });
      await sendOne(next);
      forgetShown(conversationId);
    }
  } finally {
    busy.delete(conversationId);
  }
}

async function sendOne({ id, conversationId, kind, text, files }: Pending): Promise<void> {
  try {
    const enclosed = files.length === 0 ? {} : { files: files.map(({ fileId }) => fileId) };
    await commandNow(conversationId, { id, command: kind, text, ...enclosed });
    replace(id, { state: 'done' });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    replace(id, { state: 'failed', problem: whyNot(error) });
  }
}

/** What is done and stands in the thread is kept no longer; not while others of it are under way, which are told apart by it. */
function forgetShown(conversationId: string): void {
  const own = outbox.value.filter((each) => each.conversationId === conversationId);
  if (own.some(({ state }) => state === 'waiting' || state === 'sending')) return;
  const notShown = new Set(notShownYet(conversationId).map(({ id }) => id));
  outbox.value = outbox.value.filter(
    (each) => each.conversationId !== conversationId || each.state !== 'done' || notShown.has(each.id),
  );
}

function replace(id: string, { problem, ...part }: Partial<Pending>): void {
  outbox.value = outbox.value.map((each) => {
    if (each.id !== id) return each;
    const { problem: _before, ...rest } = each;
    return { ...rest, ...part, ...(problem === undefined ? {} : { problem }) };
  });
}

type Shown = { readonly kind: Pending['kind']; readonly n: number; readonly text: string };

function messagesOf({ entries }: NonNullable<ReturnType<typeof threadOf>>): Shown[] {
  const name = me.value?.name;
  return entries.flatMap(({ seq, activity: { text, channelData } }) => {
    const isOwn =
      typeof channelData === 'object' && channelData !== null && 'agent' in channelData && channelData.agent === name;
    return isOwn ? [{ kind: 'message' as const, n: seq, text: typeof text === 'string' ? text : '' }] : [];
  });
}

function notesOf({ lines }: NonNullable<ReturnType<typeof threadOf>>): Shown[] {
  return lines.flatMap((line) =>
    line.kind === 'note' && line.by.id === me.value?.id ? [{ kind: 'note' as const, n: line.n, text: line.text }] : [],
  );
}

function isSame(shown: Shown, pending: Pending): boolean {
  const after = pending.kind === 'note' ? pending.afterLine : pending.afterSeq;
  return shown.kind === pending.kind && shown.n > after && shown.text === pending.text.trim();
}
