import { signal } from '@preact/signals';
import type { UploadedFile } from '../../../services/desk/deskApi.js';
import { ApiError, newCommandId } from '../api.js';
import { fill, words } from '../words.js';
import { toast, whyNot } from './commands.js';
import { api } from './session.js';

/** A file on its way to the desk, or there and not yet in a message. */
export type Upload = {
  readonly id: string;
  readonly conversationId: string;
  readonly name: string;
  /** From 0 to 1. */
  readonly share: number;
  readonly done?: UploadedFile;
};

/** As many as a message of the buyer's may have. */
const MOST = 5;

const uploads = signal<readonly Upload[]>([]);

export function uploadsOf(conversationId: string): readonly Upload[] {
  return uploads.value.filter((each) => each.conversationId === conversationId);
}

/** Sent at once, while the words are still being written. */
export function attach(conversationId: string, files: Iterable<File>): void {
  const room = MOST - uploadsOf(conversationId).length;
  const all = [...files];
  if (all.length > room) toast(words.composer.tooManyFiles, true);
  for (const file of all.slice(0, Math.max(0, room))) void upload(conversationId, file);
}

export function removeUpload(id: string): void {
  uploads.value = uploads.value.filter((each) => each.id !== id);
}

/** What is there goes into a message, and out of the box. */
export function takeUploads(conversationId: string): readonly UploadedFile[] {
  const own = uploadsOf(conversationId);
  uploads.value = uploads.value.filter((each) => !own.includes(each));
  return own.flatMap(({ done }) => done ?? []);
}

async function upload(conversationId: string, file: File): Promise<void> {
  const id = newCommandId();
  uploads.value = [...uploads.value, { id, conversationId, name: file.name, share: 0 }];
  const change = (part: Partial<Upload>) => {
    uploads.value = uploads.value.map((each) => (each.id === id ? { ...each, ...part } : each));
  };
  try {
    const done = await api.upload(conversationId, file, (share) => change({ share }));
    change({ done, name: done.name, share: 1 });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    removeUpload(id);
    toast(fill(words.composer.uploadFailed, { name: file.name, why: whyNotTaken(error) }), true);
  }
}

function whyNotTaken(error: ApiError): string {
  if (error.status === 413) return words.refused.fileTooLarge;
  return error.status === 415 ? words.refused.wrongKind : whyNot(error);
}
