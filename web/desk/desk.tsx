import { render } from 'preact';
import { countInTab } from './alerts/counting.js';
import { notifyOfNews } from './alerts/notifying.js';
import { ringWhileSomebodyWaits } from './alerts/ringing.js';
import { soundAfterFirstGesture } from './alerts/sound.js';
import { listenForKeys } from './keys/listenForKeys.js';
import { goLive } from './live/live.js';
import { startClock } from './model/clock.js';
import { followAddress } from './model/route.js';
import { isSignedOut, learnWhoIAm } from './model/session.js';
import { keepSettings } from './model/settings.js';
import { applyTheme } from './model/theme.js';
import { Shell } from './shell/shell.js';

/** The agents' page, from the first line to the last: settings, who is signed in, the page, then everything that is live. */
async function start(): Promise<void> {
  applyTheme();
  keepSettings();
  followAddress();
  startClock();
  render(<Shell />, document.body);
  listenForKeys();
  soundAfterFirstGesture();
  await learnWhoIAm();
  if (isSignedOut.value) return;
  goLive();
  ringWhileSomebodyWaits();
  notifyOfNews();
  countInTab();
}

void start();
