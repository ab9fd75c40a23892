import { SHORTCUTS } from '../keys/shortcuts.js';
import { Dialog } from '../parts/dialog.js';
import { words } from '../words.js';

/** Every key there is. */
export function HelpDialog() {
  return (
    <Dialog heading={words.help.heading}>
      <p>{words.help.note}</p>
      <dl class="keys">
        {SHORTCUTS.map(({ shown, does }) => (
          <div key={does}>
            <dt>
              {shown.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{words.keys[does]}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
