import { computed, signal } from '@preact/signals';
import type { Me } from '../../../services/desk/deskApi.js';
import { ApiError, createApi } from '../api.js';

export const me = signal<Me | undefined>(undefined);
/** The session has ended: nothing that is written is lost, but nothing can be sent. */
export const isSignedOut = signal(false);
/** Who may take a conversation away from a colleague, and sees the figures. */
export const isLead = computed(() => me.value !== undefined && me.value.role !== 'agent');

export const api = createApi(() => {
  isSignedOut.value = true;
});

const AGAIN_MS = 2_000;

/** Resolves when it is known who is signed in; asks on while the desk cannot be reached. */
export async function learnWhoIAm(): Promise<void> {
  while (me.value === undefined && !isSignedOut.value) {
    try {
      me.value = await api.get<Me>('me');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}
