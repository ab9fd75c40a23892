import { computed, effect } from '@preact/signals';
import { counts, mine } from '../model/lists.js';
import { settings } from '../model/settings.js';
import { words } from '../words.js';

/** Who waits for somebody to come, and whose words this agent has not answered. */
export const toDo = computed(() => counts.value.queue + mine.value.filter(({ unread }) => unread > 0).length);

/** In the title and on the icon of the tab, where they are seen from another one. */
export function countInTab(): void {
  effect(() => {
    document.title = toDo.value > 0 && settings.value.count ? `(${toDo.value}) ${words.title}` : words.title;
  });
  effect(() => {
    const icon = document.querySelector('link[rel=icon]');
    if (icon) icon.setAttribute('href', toDo.value > 0 && settings.value.favicon ? withCount(toDo.value) : PLAIN);
  });
}

const PLAIN = '/shared/icon.svg';

function withCount(count: number): string {
  const text = count > 9 ? '9+' : String(count);
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
    '<rect width="32" height="32" rx="8" fill="#92251d"/>' +
    `<text x="16" y="23" font-family="system-ui,sans-serif" font-size="${text.length > 1 ? 18 : 22}" font-weight="700" text-anchor="middle" fill="#fff">${text}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
