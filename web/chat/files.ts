import type { Middleware, Store } from './webChat.js';

/** As the server: a larger message is refused whole, and Web Chat could only say "Send failed". */
const MAX_MESSAGE_BYTES = 60 * 1024 * 1024;
const TOO_LARGE = 'These files are too large to send together: 10 MB each, and five at a time, is what we can take.';

/** What is dropped on the page or pasted into it is sent at once, as what is chosen with the button is. */
export function takeFiles(room: HTMLElement, send: (files: readonly File[]) => void): void {
  // Anywhere on the page: a picture that misses its aim would else be opened in place of the chat.
  document.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    room.classList.add('dropping');
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) room.classList.remove('dropping');
  });
  document.addEventListener('drop', (event) => {
    room.classList.remove('dropping');
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    send(files);
  });
  document.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    // Cells of a table are a picture as well; who copies text means text.
    if (files.length === 0 || event.clipboardData?.getData('text/plain')) return;
    event.preventDefault();
    send(files);
  });
}

/** With what is in the message box, as if they had been chosen with the button. */
export function sendFiles(store: Store, files: readonly File[]): void {
  const attachments = files.map((blob) => ({ blob }));
  store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX_ATTACHMENTS', payload: { attachments } });
  store.dispatch({ type: 'WEB_CHAT/SUBMIT_SEND_BOX', payload: { method: 'keyboard' } });
}

/** Says so at once where the files of a message are more than the server reads; the words go without them. */
export const withoutHugeFiles: Middleware =
  ({ dispatch }) =>
  (next) =>
  (action) => {
    if (action.type !== 'WEB_CHAT/SEND_MESSAGE' || bytesOf(action.payload) <= MAX_MESSAGE_BYTES) return next(action);
    dispatch({
      type: 'WEB_CHAT/SET_NOTIFICATION',
      payload: { id: 'filesTooLarge', level: 'error', message: TOO_LARGE },
    });
    return next({ ...action, payload: { ...Object(action.payload), attachments: [] } });
  };

function bytesOf(payload: unknown): number {
  if (typeof payload !== 'object' || payload === null || !('attachments' in payload)) return 0;
  if (!Array.isArray(payload.attachments)) return 0;
  return payload.attachments.reduce((sum: number, { blob }) => sum + (blob instanceof Blob ? blob.size : 0), 0);
}
