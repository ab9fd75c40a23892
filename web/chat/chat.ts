import { element } from '../shared/element.js';
import { type ConnectionState, createConnection } from './connection.js';
import { sendFiles, takeFiles, withoutHugeFiles } from './files.js';
import { look } from './look.js';
import { direction, isFramed, listenToPage, locale, SignedOutError, tellPage } from './surroundings.js';
import { DIRECT_LINE_DOMAIN, mint } from './token.js';
import { createTypingNotice, createWriterWatch } from './typing.js';
import { countForPage } from './unread.js';
import { type Middleware, type Store, webChat } from './webChat.js';

const STATUS_TEXT: Record<ConnectionState, string> = {
  connecting: 'Connecting…',
  online: 'Answers at once',
  lost: 'Reconnecting…',
  refused: 'Not connected',
};
const DARK = window.matchMedia('(prefers-color-scheme: dark)');

const room = element('webchat');
let shownState: ConnectionState = 'connecting';
/** The person of the desk who writes to the buyer now. */
let writer: string | undefined;
let store: Store | undefined;
let connected = false;
/** The buyer asked for the message box before it was there. */
let focusWanted = false;
/** Why there was no token, the last time. */
let isSignedOut = false;
/** Sentences picked before there was a connection. */
const waiting: string[] = [];

const connection = createConnection({
  mint: () => {
    isSignedOut = false;
    return mint().catch((error: unknown) => {
      isSignedOut = error instanceof SignedOutError;
      throw error;
    });
  },
  open: async (token) => (await webChat()).createDirectLine({ token, domain: DIRECT_LINE_DOMAIN, webSocket: true }),
  onBegin: () => void render(),
  onState: showState,
});

const onWritten = createTypingNotice(() => connection.line.signal({ type: 'typing' }));
const onHeard = createWriterWatch((name) => {
  writer = name;
  showStatus();
});

element('retry').addEventListener('click', connection.start);
element('skip').addEventListener('click', (event) => {
  event.preventDefault();
  focusSendBox();
});
DARK.addEventListener('change', () => {
  if (store) void render();
});
document.documentElement.dir = direction;
takeFiles(room, (files) => {
  if (store) sendFiles(store, files);
});
if (isFramed) joinPage();
connection.start();

async function render(): Promise<void> {
  const bundle = await webChat();
  store ??= bundle.createStore({}, watch, withoutHugeFiles);
  bundle.renderWebChat(
    {
      directLine: connection.line,
      store,
      locale,
      dir: direction,
      // Web Chat makes itself a landmark; as "main" it is the page's one.
      role: 'main',
      overrideLocalizedStrings: { TEXT_INPUT_PLACEHOLDER: 'Write your message' },
      ...look(DARK.matches),
    },
    room,
  );
  if (focusWanted) focusSendBox();
}

const watch: Middleware = () => (next) => (action) => {
  const result = next(action);
  if (action.type === 'DIRECT_LINE/CONNECT_FULFILLED') {
    connected = true;
    for (const text of waiting.splice(0)) say(text);
  }
  if (action.type === 'DIRECT_LINE/INCOMING_ACTIVITY') {
    countForPage(activityOf(action.payload));
    onHeard(activityOf(action.payload));
  }
  if (action.type === 'WEB_CHAT/SET_SEND_BOX') onWritten(textOf(action.payload));
  return result;
};

function activityOf(payload: unknown): unknown {
  return typeof payload === 'object' && payload !== null && 'activity' in payload ? payload.activity : undefined;
}

function textOf(payload: unknown): string {
  const text = typeof payload === 'object' && payload !== null && 'text' in payload ? payload.text : undefined;
  return typeof text === 'string' ? text : '';
}

function say(text: string): void {
  if (connected && store) store.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { text, method: 'keyboard' } });
  else waiting.push(text);
}

function showState(state: ConnectionState): void {
  shownState = state;
  showStatus();
  element('signed-out').hidden = !isSignedOut;
  element('unreachable').hidden = isSignedOut;
  element('refused').hidden = state !== 'refused';
  if (state === 'online') showBanner('success', 'connected');
  if (state === 'lost') showBanner('info', 'reconnecting');
}

function showStatus(): void {
  const status = element('status');
  status.dataset.state = shownState;
  status.textContent =
    shownState === 'online' && writer !== undefined ? `${writer} is writing…` : STATUS_TEXT[shownState];
}

/** Web Chat's own banner about the connection, by the id it keeps it under. */
function showBanner(level: 'success' | 'info', message: 'connected' | 'reconnecting'): void {
  store?.dispatch({ type: 'WEB_CHAT/SET_NOTIFICATION', payload: { id: 'connectivitystatus', level, message } });
}

function focusSendBox(): void {
  const box = room.querySelector<HTMLElement>('.webchat__send-box textarea');
  focusWanted = box === null;
  box?.focus();
}

/** In a panel on a shop's page: a button and Esc put the panel away, and the page may hand over a sentence. */
function joinPage(): void {
  const close = element('close');
  close.hidden = false;
  close.addEventListener('click', () => tellPage({ type: 'refundDesk.close' }));
  document.addEventListener('keydown', (event) => {
    // In the transcript and the buttons Web Chat's own Esc leads back to the message box; from there it closes.
    const inside = event.target instanceof Element && event.target.closest('#webchat');
    const inSendBox = event.target instanceof Element && event.target.closest('.webchat__send-box');
    if (event.key === 'Escape' && (inSendBox || !inside)) tellPage({ type: 'refundDesk.close' });
  });
  listenToPage((message) => {
    if (message.type === 'refundDesk.say') say(message.text);
    if (message.type === 'refundDesk.focus') focusSendBox();
  });
  tellPage({ type: 'refundDesk.ready' });
}
