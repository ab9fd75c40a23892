import type { ComponentChildren } from 'preact';
import { Icon } from '../parts/icon.js';

export type Tone = 'good' | 'warn' | 'bad' | 'calm';
const ICONS = { good: 'resolved', warn: 'clock', bad: 'warning', calm: 'help' } as const;

/** A verdict in a word or two: said by its words and its sign as well as by its colour. */
export function Chip({ tone, children }: { readonly tone: Tone; readonly children: ComponentChildren }) {
  return (
    <span class={`about-chip is-${tone}`}>
      <Icon name={ICONS[tone]} />
      {children}
    </span>
  );
}
