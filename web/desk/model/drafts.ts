import { signal } from '@preact/signals';

/** What is written and not sent, of one conversation: a reply and a note apart. */
export type Draft = { readonly reply: string; readonly note: string; readonly tab: 'reply' | 'note' };

const EMPTY: Draft = { reply: '', note: '', tab: 'reply' };
const PREFIX = 'refund-desk.draft.';

const drafts = signal<Readonly<Record<string, Draft>>>({});

/** In this tab they outlive a reload and a sign-out. */
export function draftOf(conversationId: string): Draft {
  return drafts.value[conversationId] ?? read(conversationId);
}

export function changeDraft(conversationId: string, part: Partial<Draft>): void {
  const draft = { ...draftOf(conversationId), ...part };
  drafts.value = { ...drafts.value, [conversationId]: draft };
  try {
    if (draft.reply === '' && draft.note === '' && draft.tab === 'reply')
      sessionStorage.removeItem(PREFIX + conversationId);
    else sessionStorage.setItem(PREFIX + conversationId, JSON.stringify(draft));
  } catch {
    // Storage is full or forbidden: the page itself still has them.
  }
}

function read(conversationId: string): Draft {
  try {
    const kept: Partial<Record<keyof Draft, unknown>> = JSON.parse(
      sessionStorage.getItem(PREFIX + conversationId) ?? '{}',
    );
    return {
      reply: typeof kept.reply === 'string' ? kept.reply : '',
      note: typeof kept.note === 'string' ? kept.note : '',
      tab: kept.tab === 'note' ? 'note' : 'reply',
    };
  } catch {
    return EMPTY;
  }
}
