import { useId } from 'preact/hooks';
import { askPermission, permission } from '../alerts/notifying.js';
import { playRing } from '../alerts/sound.js';
import { closeDialog } from '../model/dialogs.js';
import { api, me } from '../model/session.js';
import { change, settings, type Theme } from '../model/settings.js';
import { Dialog } from '../parts/dialog.js';
import { fill, words } from '../words.js';

const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];

/** What this computer does to be heard and how it looks; and who is signed in. */
export function SettingsDialog() {
  const name = useId();
  const { theme } = settings.value;
  const agent = me.value;
  return (
    <Dialog heading={words.settings.heading}>
      <div class="settings">
        <Switch of="sound" />
        <button type="button" class="button small" onClick={playRing}>
          {words.settings.test}
        </button>
        <Switch of="notifications" />
        <Permission />
        <Switch of="count" />
        <Switch of="favicon" />
        <Switch of="keys" />
        <fieldset class="themes">
          <legend>{words.settings.theme}</legend>
          {THEMES.map((each) => (
            <label key={each}>
              <input type="radio" name={name} checked={theme === each} onChange={() => change({ theme: each })} />
              {words.settings.themes[each]}
            </label>
          ))}
        </fieldset>
        {agent && (
          <p class="who">
            <bdi>{fill(words.settings.signedInAs, { name: agent.name, role: words.settings.roles[agent.role] })}</bdi>
          </p>
        )}
      </div>
      <p class="dialog-foot">
        <button type="button" class="button" onClick={() => void api.post('signOut').then(() => location.reload())}>
          {words.settings.signOut}
        </button>
        <button type="button" class="button primary" onClick={closeDialog}>
          {words.settings.done}
        </button>
      </p>
    </Dialog>
  );
}

function Switch({ of }: { readonly of: 'sound' | 'notifications' | 'count' | 'favicon' | 'keys' }) {
  return (
    <label class="switch">
      <input type="checkbox" checked={settings.value[of]} onChange={() => change({ [of]: !settings.value[of] })} />
      {words.settings[of]}
    </label>
  );
}

function Permission() {
  if (!settings.value.notifications) return null;
  if (permission.value === 'denied') return <p class="hint">{words.settings.notificationsDenied}</p>;
  if (permission.value !== 'default') return null;
  return (
    <button type="button" class="button small" onClick={() => void askPermission()}>
      {words.settings.notificationsAsk}
    </button>
  );
}
