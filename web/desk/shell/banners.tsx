import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { askPermission, permission } from '../alerts/notifying.js';
import { hush, ringingFor } from '../alerts/ringing.js';
import { canSound } from '../alerts/sound.js';
import { line } from '../live/live.js';
import { addressOf } from '../model/route.js';
import { isSignedOut } from '../model/session.js';
import { settings } from '../model/settings.js';
import { Icon } from '../parts/icon.js';
import { fill, words } from '../words.js';

/** The line comes back within this nearly always, and then nobody need hear of it. */
const PATIENCE_MS = 1_500;

/** Above everything: who waits, and whether the page is live. */
export function Banners() {
  return (
    <div class="banners">
      <Ringing />
      <Away />
      <AskForNotifications />
    </div>
  );
}

function Ringing() {
  const waiting = ringingFor.value;
  return (
    <div role="status">
      {waiting.length > 0 && (
        <div class="banner rings">
          <Icon name="bell" />
          <p>
            {fill(words.alerts.ringing, { n: waiting.length })}
            {settings.value.sound && !canSound.value && <span class="banner-hint"> {words.alerts.soundBlocked}</span>}
          </p>
          <a class="button small" href={addressOf({ view: 'queue' })}>
            {words.alerts.open}
          </a>
          <button type="button" class="button small" onClick={hush}>
            {words.alerts.hush}
          </button>
          {mayAsk() && <AllowButton />}
        </div>
      )}
    </div>
  );
}

function Away() {
  const isAway = line.value !== 'live' && !isSignedOut.value;
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isAway) return setLong(false);
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isAway]);
  return (
    <div role="status">
      {isLong && <p class="banner away">{navigator.onLine ? words.line.away : words.line.offline}</p>}
    </div>
  );
}

const isDismissed = signal(false);

function mayAsk(): boolean {
  return permission.value === 'default' && settings.value.notifications && !isDismissed.value;
}

/** Once, by a button: a browser that is asked unasked says no for ever. Beside who waits, where somebody does. */
function AskForNotifications() {
  if (!mayAsk() || ringingFor.value.length > 0) return null;
  return (
    <div class="banner asks">
      <AllowButton />
      <button
        type="button"
        class="icon-button small"
        aria-label={words.thread.close}
        onClick={() => {
          isDismissed.value = true;
        }}
      >
        <Icon name="close" size={16} />
      </button>
    </div>
  );
}

function AllowButton() {
  return (
    <button type="button" class="button small allow" onClick={() => void askPermission()}>
      {words.alerts.allow}
    </button>
  );
}
