import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { tellTyping } from '../live/live.js';
import { mayWrite } from '../model/actions.js';
import { now } from '../model/clock.js';
import { changeDraft, draftOf } from '../model/drafts.js';
import { send } from '../model/outbox.js';
import type { OpenThread } from '../model/threads.js';
import { attach, takeUploads, uploadsOf } from '../model/uploads.js';
import { Icon } from '../parts/icon.js';
import { fill, words } from '../words.js';
import { AttachedFiles } from './attachedFiles.js';
import { BOX_ID } from './boxId.js';
import { CannedReplies } from './cannedReplies.js';
import { OwnerBar } from './ownerBar.js';
import { Tabs } from './tabs.js';
import { typingTeller } from './typingTeller.js';

/** services/desk/deskCommand.ts, MAX_WORDS. */
const MAX_WORDS = 4_000;

/** Reply and Note: a reply is for whoever has the conversation, a note for everybody, and each has its own draft. */
export function Composer({ thread }: { readonly thread: OpenThread }) {
  const { conversationId } = thread;
  const draft = draftOf(conversationId);
  const canReply = mayWrite(thread);
  const tab = canReply ? draft.tab : 'note';
  const text = tab === 'note' ? draft.note : draft.reply;
  const files = tab === 'note' ? [] : uploadsOf(conversationId);
  const over = text.trim().length - MAX_WORDS;
  const isReady = files.every(({ done }) => done !== undefined);
  const maySend = (text.trim() !== '' || files.length > 0) && over <= 0 && isReady;
  const box = useRef<HTMLTextAreaElement>(null);
  const [isDropping, setDropping] = useState(false);
  const [teller] = useState(() => typingTeller((isTyping) => tellTyping(conversationId, isTyping)));
  useEffect(() => () => teller.stop(), [teller]);
  const could = useRef(canReply);
  useEffect(() => {
    // Whoever has just taken it wants to write.
    if (canReply && !could.current) box.current?.focus();
    could.current = canReply;
  }, [canReply]);

  const write = (typed: string) => {
    changeDraft(conversationId, tab === 'note' ? { note: typed } : { reply: typed });
    if (tab === 'reply') teller.typed(typed);
  };
  const submit = () => {
    if (!maySend) return;
    teller.stop();
    const kind = tab === 'note' ? 'note' : 'message';
    send({
      conversationId,
      kind,
      text: text.trim(),
      files: tab === 'note' ? [] : takeUploads(conversationId),
      at: now.peek(),
    });
    changeDraft(conversationId, tab === 'note' ? { note: '' } : { reply: '' });
    box.current?.focus();
  };
  const take = (given: DataTransfer | null): boolean => {
    if (tab !== 'reply' || !given || given.files.length === 0) return false;
    attach(conversationId, given.files);
    return true;
  };

  return (
    <form
      class={`composer to-${tab}${isDropping ? ' dropping' : ''}`}
      aria-label={words.composer.label}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onDragOver={(event) => {
        if (tab !== 'reply') return;
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={(event) => {
        setDropping(false);
        if (take(event.dataTransfer)) event.preventDefault();
      }}
    >
      <OwnerBar thread={thread} />
      <Tabs tab={tab} canReply={canReply} onTab={(next) => changeDraft(conversationId, { tab: next })} />
      <CannedReplies conversationId={conversationId} text={text} isOn={tab === 'reply'} box={box} onPick={write}>
        <textarea
          ref={box}
          id={BOX_ID}
          class="box"
          dir="auto"
          rows={2}
          value={text}
          placeholder={tab === 'note' ? words.composer.noteHint : words.composer.replyHint}
          aria-label={tab === 'note' ? words.composer.note : words.composer.replyTo}
          aria-keyshortcuts="Control+Enter"
          onInput={({ currentTarget }) => write(currentTarget.value)}
          onBlur={() => teller.stop()}
          onPaste={(event) => {
            if (take(event.clipboardData)) event.preventDefault();
          }}
          onKeyDown={(event) => {
            if (event.defaultPrevented || event.isComposing) return;
            if (event.key === 'Escape') event.currentTarget.blur();
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            submit();
          }}
        />
      </CannedReplies>
      <AttachedFiles files={files} />
      <div class="composer-foot">
        {tab === 'reply' && <AttachButton onFiles={(chosen) => attach(conversationId, chosen)} box={box} />}
        <p class={over > 0 ? 'hint bad' : 'hint'} role={over > 0 ? 'alert' : undefined}>
          {over > 0
            ? fill(words.composer.tooLong, { n: over })
            : isDropping
              ? words.composer.dropHere
              : words.composer.shortcut}
        </p>
        <button type="submit" class={tab === 'note' ? 'button note-button' : 'button primary'} disabled={!maySend}>
          {tab === 'note' ? words.composer.addNote : words.composer.send}
        </button>
      </div>
    </form>
  );
}

function AttachButton({
  onFiles,
  box,
}: {
  readonly onFiles: (files: FileList) => void;
  readonly box: RefObject<HTMLTextAreaElement | null>;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          if (currentTarget.files) onFiles(currentTarget.files);
          currentTarget.value = '';
          box.current?.focus();
        }}
      />
      <button
        type="button"
        class="icon-button"
        aria-label={words.composer.attach}
        title={words.composer.attach}
        onClick={() => input.current?.click()}
      >
        <Icon name="attach" />
      </button>
    </>
  );
}
