import { tellPage } from './surroundings.js';

/**
 * Tells the page around us how many messages of the desk have come, each counted once however often its transcript is
 * told again. What is unread the page knows: it alone knows when the panel is open.
 */
export function countForPage(activity: unknown): void {
  if (!isRecord(activity) || activity.type !== 'message' || typeof activity.id !== 'string') return;
  if (!isRecord(activity.from) || activity.from.role === 'user' || heard.has(activity.id)) return;
  heard.add(activity.id);
  tellPage({ type: 'refundDesk.heard', messages: heard.size });
}

const heard = new Set<string>();

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
