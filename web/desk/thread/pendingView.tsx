import { discard, type Pending, sendAgain, takeBack } from '../model/outbox.js';
import { words } from '../words.js';
import { FileView } from './fileView.js';
import { PlainText } from './plainText.js';

/** What the agent has just written, until the thread itself shows it; and what could not be sent, until it is dealt with. */
export function PendingView({ pending }: { readonly pending: Pending }) {
  const { id, conversationId, kind, text, files, state, problem } = pending;
  const isNote = kind === 'note';
  return (
    <div class={`${isNote ? 'note' : 'said agent first'} pending ${state}`}>
      <p class={isNote ? 'note-head' : 'said-head'}>
        <span class="said-name">{isNote ? words.thread.note : words.thread.you}</span>
      </p>
      <div class={isNote ? '' : 'bubble'}>
        {text !== '' && <PlainText text={text} />}
        {files.length > 0 && (
          <div class="files">
            {files.map(({ fileId, name, contentType }) => (
              <FileView
                key={fileId}
                conversationId={conversationId}
                file={{ kind: 'kept', fileId, name, isPicture: contentType.startsWith('image/') }}
              />
            ))}
          </div>
        )}
      </div>
      {state === 'failed' ? (
        <div class="delivery failed" role="alert">
          <p>
            <strong>{words.thread.notSent}.</strong> {problem}
          </p>
          <p class="buttons">
            <button type="button" class="button small" onClick={() => sendAgain(id)}>
              {words.thread.retry}
            </button>
            <button type="button" class="button small" onClick={() => takeBack(pending)}>
              {words.thread.edit}
            </button>
            <button type="button" class="button small" onClick={() => discard(id)}>
              {words.thread.discard}
            </button>
          </p>
        </div>
      ) : (
        <p class="delivery">{state === 'done' ? words.thread.sent : words.thread.sending}</p>
      )}
    </div>
  );
}
