import { signal } from '@preact/signals';

export type DialogName = 'transfer' | 'release' | 'return' | 'resolve' | 'full' | 'help' | 'settings' | 'commandBar';

/** One at a time. */
export const openDialog = signal<DialogName | undefined>(undefined);

export function closeDialog(): void {
  openDialog.value = undefined;
}
