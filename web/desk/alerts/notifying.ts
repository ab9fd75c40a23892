import { effect, signal } from '@preact/signals';
import { toast } from '../model/commands.js';
import { isRead, mine, queue, type Row } from '../model/lists.js';
import { goTo, route } from '../model/route.js';
import { settings } from '../model/settings.js';
import { titleOf } from '../parts/titleOf.js';
import { words } from '../words.js';
import { playTick } from './sound.js';

export type Permission = NotificationPermission | 'unsupported';
export const permission = signal<Permission>('Notification' in globalThis ? Notification.permission : 'unsupported');

/** By a button only: browsers punish pages that ask by themselves. */
export async function askPermission(): Promise<void> {
  permission.value = await Notification.requestPermission();
}

/** Tells of who waits, and of what the buyer of one's own conversation wrote, unless it is looked at already. */
export function notifyOfNews(): void {
  let waiting: ReadonlySet<string> | undefined;
  effect(() => {
    const before = waiting;
    if (!isRead('queue')) return;
    const queued = queue.value.filter(({ owner }) => owner.kind === 'queued');
    waiting = new Set(queued.map(keyOf));
    // Who waited already when the page was opened is no news.
    const isNews = (row: Row) => before !== undefined && !before.has(keyOf(row));
    for (const row of queued.filter(isNews)) if (!document.hasFocus()) show(row, words.alerts.waits);
  });
  let unread: ReadonlyMap<string, number> | undefined;
  effect(() => {
    const before = unread;
    if (!isRead('mine')) return;
    unread = new Map(mine.value.map((row) => [row.conversationId, row.unread]));
    if (before === undefined) return;
    for (const row of mine.value) {
      if (!before.has(row.conversationId)) {
        tellPassed(row);
        continue;
      }
      const isMore = row.unread > (before.get(row.conversationId) ?? 0);
      const isSeen = document.hasFocus() && route.peek().conversationId === row.conversationId;
      if (!isMore || isSeen) continue;
      if (settings.peek().sound) playTick();
      if (!document.hasFocus()) show(row, words.alerts.wrote);
    }
  });
}

/** What one claims is in front of one; anything else that becomes one's own was passed on by a colleague. */
function tellPassed(row: Row): void {
  if (route.peek().conversationId === row.conversationId) return;
  if (settings.peek().sound) playTick();
  toast(words.alerts.passedTo);
  if (!document.hasFocus()) show(row, words.alerts.passed);
}

function show(row: Row, title: string): void {
  if (!settings.peek().notifications || permission.peek() !== 'granted') return;
  const { conversationId } = row;
  try {
    // Of one conversation the newest stands for those before.
    const shown = new Notification(title, { body: titleOf(row), tag: conversationId });
    shown.onclick = () => {
      focus();
      goTo({ view: row.owner.kind === 'agent' ? 'mine' : 'queue', conversationId });
      shown.close();
    };
  } catch {
    // Browsers of phones have the name and not the thing.
    permission.value = 'unsupported';
  }
}

function keyOf({ conversationId, epoch }: Row): string {
  return `${conversationId} ${epoch}`;
}
