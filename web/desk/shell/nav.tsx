import { toDo } from '../alerts/counting.js';
import { openDialog } from '../model/dialogs.js';
import { counts } from '../model/lists.js';
import { addressOf, FILTERS, route, type View } from '../model/route.js';
import { isLead } from '../model/session.js';
import { Icon } from '../parts/icon.js';
import { words } from '../words.js';

export function Nav() {
  const views: readonly View[] = isLead.value ? [...FILTERS, 'now'] : FILTERS;
  return (
    <nav class="nav" aria-label={words.views.label}>
      <img class="nav-mark" src="/shared/icon.svg" alt={words.title} width={36} height={36} />
      <ul class="nav-views">
        {views.map((view) => (
          <li key={view}>
            <ViewLink view={view} />
          </li>
        ))}
      </ul>
      <div class="nav-foot">
        <Foot name="commandBar" icon="command" label={words.commandBar.open} />
        <Foot name="help" icon="help" label={words.help.open} />
        <Foot name="settings" icon="settings" label={words.settings.open} />
      </div>
    </nav>
  );
}

/** The conversation that is open stays open beside another list. */
function ViewLink({ view }: { readonly view: View }) {
  const { view: shown, conversationId } = route.value;
  const count = view === 'mine' || view === 'queue' || view === 'bot' ? counts.value[view] : 0;
  const isUrgent = view === 'queue' && count > 0 && toDo.value > 0;
  const to = view === 'now' || conversationId === undefined ? { view } : { view, conversationId };
  return (
    <a class="nav-link" href={addressOf(to)} aria-current={shown === view ? 'page' : undefined}>
      <span class="nav-icon">
        <Icon name={view} size={22} />
        {count > 0 && <span class={isUrgent ? 'nav-count urgent' : 'nav-count'}>{count > 99 ? '99+' : count}</span>}
      </span>
      <span class="nav-name">{words.views[view]}</span>
    </a>
  );
}

function Foot({
  name,
  icon,
  label,
}: {
  readonly name: 'commandBar' | 'help' | 'settings';
  readonly icon: 'command' | 'help' | 'settings';
  readonly label: string;
}) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      onClick={() => {
        openDialog.value = name;
      }}
    >
      <Icon name={icon} />
    </button>
  );
}
