import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { words as desk } from '../words.js';

const { section } = desk.context;
export type SectionId = keyof typeof section;

/** What is closed for who has not said otherwise. */
const CLOSED_AT_FIRST: readonly SectionId[] = ['audit'];
const KEPT_UNDER = 'desk.context.sections';

/** A part of the panel that opens and closes, and is found as it was left. */
export function Section({
  id,
  count,
  children,
}: {
  readonly id: SectionId;
  readonly count?: number;
  readonly children: ComponentChildren;
}) {
  const [isOpen, setOpen] = useState(() => kept()[id] ?? !CLOSED_AT_FIRST.includes(id));
  const remember = (now: boolean) => {
    if (now === isOpen) return;
    setOpen(now);
    keep(id, now);
  };
  return (
    <details
      class="about-section"
      data-section={id}
      open={isOpen}
      onToggle={({ currentTarget }) => remember(currentTarget.open)}
    >
      <summary>
        <h3>{section[id]}</h3>
        {count !== undefined && count > 0 && <span class="about-count">{count}</span>}
      </summary>
      <div class="about-body">{children}</div>
    </details>
  );
}

function kept(): Readonly<Partial<Record<string, boolean>>> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEPT_UNDER) ?? '{}');
    if (typeof found !== 'object' || found === null) return {};
    return Object.fromEntries(Object.entries(found).filter(([, is]) => typeof is === 'boolean'));
  } catch {
    return {}; // A browser that keeps nothing, or what somebody else wrote there.
  }
}

function keep(id: SectionId, isOpen: boolean): void {
  try {
    localStorage.setItem(KEPT_UNDER, JSON.stringify({ ...kept(), [id]: isOpen }));
  } catch {
    // It is open or closed all the same.
  }
}
