import { computed, effect, signal } from '@preact/signals';
import { mine, queue } from '../model/lists.js';
import { me } from '../model/session.js';
import { settings } from '../model/settings.js';
import { canSound, playRing } from './sound.js';

/** Conversations that somebody at this desk has already hushed, by who waits since when. */
const hushed = signal<ReadonlySet<string>>(new Set());

/** Who waits and has not been hushed. Whoever has all they can take is left in peace. */
export const ringingFor = computed(() => {
  const agent = me.value;
  if (agent === undefined || mine.value.length >= agent.capacity) return [];
  return queue.value.filter((row) => row.owner.kind === 'queued' && !hushed.value.has(keyOf(row)));
});

export function hush(): void {
  hushed.value = new Set(queue.value.map(keyOf));
}

const RING_EVERY_MS = 4_000;

/** Rings until what waits is claimed by anybody, or hushed here. */
export function ringWhileSomebodyWaits(): void {
  const rings = computed(() => ringingFor.value.length > 0 && settings.value.sound && canSound.value);
  effect(() => {
    if (!rings.value) return;
    playRing();
    const timer = setInterval(playRing, RING_EVERY_MS);
    return () => clearInterval(timer);
  });
}

function keyOf({ conversationId, epoch }: { readonly conversationId: string; readonly epoch: number }): string {
  return `${conversationId} ${epoch}`;
}
