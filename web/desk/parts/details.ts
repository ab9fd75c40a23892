import { signal } from '@preact/signals';

/** What stands beside the thread: on a wide page it is there unless it was closed, on a narrow one only when it was opened. */
const details = signal<'auto' | 'open' | 'closed'>('auto');

/** As wide as desk.css has room for it. */
const WIDE = matchMedia('(min-width: 1240px)');
const isWide = signal(WIDE.matches);
WIDE.addEventListener('change', ({ matches }) => {
  isWide.value = matches;
});

export function isDetailsOpen(): boolean {
  return details.value === 'auto' ? isWide.value : details.value === 'open';
}

export function toggleDetails(): void {
  details.value = isDetailsOpen() ? 'closed' : 'open';
}

/** Where it covers the thread, it makes way: for another conversation, and for Esc. True: it was in the way. */
export function uncoverThread(): boolean {
  if (isWide.value || details.value !== 'open') return false;
  details.value = 'auto';
  return true;
}
