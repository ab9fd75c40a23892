import { signal } from '@preact/signals';
import { ApiError, type Done, type Owner, type PostedCommand } from '../api.js';
import { fill, words } from '../words.js';
import { openDialog } from './dialogs.js';
import { readWatched } from './lists.js';
import { api, me } from './session.js';
import { takeOwner, threadOf } from './threads.js';

/** What is said at the edge of the page for a while: what was done, or why not. */
export type Toast = { readonly id: number; readonly text: string; readonly isBad: boolean };
export const toasts = signal<readonly Toast[]>([]);
/** Of the conversation that a command is under way for. */
export const busyWith = signal<string | undefined>(undefined);

const TOAST_MS = 6_000;
let lastToast = 0;

/** Does it as the agent sees the conversation now. Whatever was not done throws ApiError. */
export async function commandNow(conversationId: string, posted: PostedCommand): Promise<Done> {
  const epoch = threadOf(conversationId)?.epoch ?? 0;
  try {
    const done = await api.command(conversationId, posted.command === 'note' ? posted : { ...posted, epoch });
    takeOwner(conversationId, done.owner, done.epoch);
    return done;
  } catch (error) {
    const hasOwner = error instanceof ApiError && error.owner !== undefined && error.epoch !== undefined;
    if (hasOwner && error.owner && error.epoch !== undefined) takeOwner(conversationId, error.owner, error.epoch);
    throw error;
  }
}

/** Does it, and says so; or says why not, kindly, unless that is told otherwise (`isTold`). True: it is done. */
export async function act(
  conversationId: string,
  posted: PostedCommand,
  said?: string,
  isTold: (error: ApiError) => boolean = () => false,
): Promise<boolean> {
  if (busyWith.value === conversationId) return false;
  busyWith.value = conversationId;
  try {
    await commandNow(conversationId, posted);
    if (said !== undefined) toast(said);
    void readWatched();
    return true;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (!isTold(error)) toast(whyNot(error), true);
    return false;
  } finally {
    busyWith.value = undefined;
  }
}

/** Takes the conversation; whoever has as many as they can take is asked first. */
export async function claim(conversationId: string): Promise<void> {
  await act(conversationId, { command: 'claim' }, undefined, (error) => {
    if (error.code !== 'full') return false;
    openDialog.value = 'full';
    return true;
  });
}

/** In words for the agent: also who won, where somebody was faster. */
export function whyNot({ code, message, owner }: ApiError): string {
  const { refused } = words;
  const has = owner === undefined ? '' : ` ${whoHas(owner)}`;
  switch (code) {
    case 'stale':
      return refused.stale + has;
    case 'notYours':
      return refused.notYours + has;
    case 'closed':
    case 'unreachable':
    case 'notYet':
    case 'textTooLong':
    case 'signedOut':
      return refused[code];
    default:
      return fill(refused.other, { message }).trim();
  }
}

function whoHas(owner: Owner): string {
  const { has } = words.refused;
  if (owner.kind !== 'agent') return owner.kind === 'queued' ? has.queued : has.bot;
  return owner.agent.id === me.value?.id ? has.me : fill(has.agent, { name: owner.agent.name });
}

export function toast(text: string, isBad = false): void {
  lastToast += 1;
  const id = lastToast;
  toasts.value = [...toasts.value.slice(-2), { id, text, isBad }];
  setTimeout(() => dropToast(id), TOAST_MS);
}

export function dropToast(id: number): void {
  toasts.value = toasts.value.filter((each) => each.id !== id);
}
