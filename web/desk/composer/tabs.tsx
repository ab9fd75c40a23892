import { words } from '../words.js';

const TABS = ['reply', 'note'] as const;
type Tab = (typeof TABS)[number];

/** Without the right to reply there is only the note, and the other one says so by being shut. */
export function Tabs({
  tab,
  canReply,
  onTab,
}: {
  readonly tab: Tab;
  readonly canReply: boolean;
  readonly onTab: (tab: Tab) => void;
}) {
  return (
    <fieldset class="tabs">
      <legend class="hidden">{words.composer.label}</legend>
      {TABS.map((each) => (
        <button
          type="button"
          class={`tab to-${each}`}
          key={each}
          aria-pressed={tab === each}
          disabled={each === 'reply' && !canReply}
          onClick={() => onTab(each)}
        >
          {words.composer[each]}
        </button>
      ))}
    </fieldset>
  );
}
