import { effect, signal } from '@preact/signals';

export const FILTERS = ['mine', 'queue', 'bot', 'all', 'resolved'] as const;
export type Filter = (typeof FILTERS)[number];
/** `now`: the leads' figures. */
export type View = Filter | 'now';
export type Route = { readonly view: View; readonly conversationId?: string };

const KEY = 'refund-desk.route';

/** Where the page is, as its address says: a reload and the browser's own back button work. */
export const route = signal<Route>(read());

export function goTo(next: Route): void {
  const { view, conversationId } = route.value;
  if (next.view === view && next.conversationId === conversationId) return;
  location.hash = write(next);
  route.value = next;
}

export function openConversation(conversationId: string): void {
  const { view } = route.value;
  goTo({ view: view === 'now' ? 'all' : view, conversationId });
}

export function closeConversation(): void {
  goTo({ view: route.value.view });
}

export function followAddress(): void {
  keepForNextTime();
  addEventListener('hashchange', () => {
    const next = read();
    if (write(next) !== write(route.value)) route.value = next;
  });
}

/** The way by the sign-in may lose the address's end. */
function keepForNextTime(): void {
  effect(() => {
    try {
      sessionStorage.setItem(KEY, write(route.value));
    } catch {
      // Then it begins with the queue.
    }
  });
}

function kept(): string {
  try {
    return sessionStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

function read(): Route {
  const [view = '', id] = (location.hash || kept()).slice(1).split('/');
  const known = [...FILTERS, 'now' as const].find((each) => each === view) ?? 'queue';
  if (!id) return { view: known };
  return { view: known === 'now' ? 'all' : known, conversationId: decoded(id) };
}

/** For links. */
export const addressOf = (to: Route): string => write(to);

function write({ view, conversationId }: Route): string {
  return `#${view}${conversationId === undefined ? '' : `/${encodeURIComponent(conversationId)}`}`;
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
