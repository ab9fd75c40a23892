import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import type { CannedReply } from '../../../services/desk/deskApi.js';
import { ApiError, conversationPath } from '../api.js';
import { api } from '../model/session.js';
import { words } from '../words.js';

/** At the start of a line, and what is typed behind it. */
const SLASH = /(^|\n)\/([^\n/]{0,40})$/;

/** The list over the box after a `/`: typed on it gets shorter, the arrows and Enter choose, Esc leaves the words as they are. */
export function CannedReplies({
  conversationId,
  text,
  isOn,
  box,
  onPick,
  children,
}: {
  readonly conversationId: string;
  readonly text: string;
  readonly isOn: boolean;
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly onPick: (text: string) => void;
  readonly children: ComponentChildren;
}) {
  const id = useId();
  const [replies, setReplies] = useState<readonly CannedReply[] | 'failed' | undefined>(undefined);
  const [chosen, setChosen] = useState(0);
  const [closedAt, setClosedAt] = useState<string | undefined>(undefined);
  const typed = isOn ? SLASH.exec(text)?.[2] : undefined;
  const isOpen = typed !== undefined && closedAt !== text;
  useEffect(() => {
    if (!isOpen) return;
    let isGone = false;
    // Asked for each time it is opened: the buyer's name and case in them may be new.
    api.get<readonly CannedReply[]>(conversationPath(conversationId, 'replies')).then(
      (found) => !isGone && setReplies(found),
      (error) => {
        if (!(error instanceof ApiError)) throw error;
        if (!isGone) setReplies('failed');
      },
    );
    return () => {
      isGone = true;
    };
  }, [isOpen, conversationId]);
  useEffect(() => setChosen(0), [typed]);

  const found = isOpen && Array.isArray(replies) ? replies.filter((reply) => matches(reply, typed)) : [];
  const index = Math.min(chosen, Math.max(0, found.length - 1));
  const pick = (reply: CannedReply) => {
    const start = text.replace(SLASH, '$1');
    onPick(start + reply.text);
    box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen || event.isComposing || event.ctrlKey || event.metaKey) return;
    const current = found[index];
    if (event.key === 'ArrowDown') setChosen((index + 1) % Math.max(1, found.length));
    else if (event.key === 'ArrowUp') setChosen((index + found.length - 1) % Math.max(1, found.length));
    else if ((event.key === 'Enter' || event.key === 'Tab') && current) pick(current);
    else if (event.key === 'Escape') setClosedAt(text);
    else return;
    event.preventDefault();
  };
  useEffect(() => {
    const area = box.current;
    if (!area) return;
    area.setAttribute('aria-autocomplete', 'list');
    if (isOpen && found.length > 0) {
      area.setAttribute('aria-controls', id);
      area.setAttribute('aria-activedescendant', `${id}-${index}`);
    } else {
      area.removeAttribute('aria-controls');
      area.removeAttribute('aria-activedescendant');
    }
  });
  return (
    <div class="box-frame" onKeyDownCapture={onKeyDown}>
      {isOpen && (
        <div class="replies">
          {found.length > 0 ? (
            <div class="replies-list" id={id} role="listbox" aria-label={words.replies.label}>
              {found.map((reply, at) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the box's
                // biome-ignore lint/a11y/useFocusableInteractive: the cursor stays in the box
                <div
                  class="option"
                  key={reply.id}
                  id={`${id}-${at}`}
                  role="option"
                  aria-selected={at === index}
                  ref={at === index ? intoView : null}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => pick(reply)}
                >
                  <span class="strong">{reply.title}</span>
                  <bdi class="option-text">{reply.text}</bdi>
                </div>
              ))}
            </div>
          ) : (
            <p class="replies-none">
              {replies === 'failed' ? words.replies.failed : replies ? words.replies.none : words.list.loading}
            </p>
          )}
          <p class="replies-hint" role="status">
            {words.replies.hint}
          </p>
        </div>
      )}
      {children}
    </div>
  );
}

function intoView(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: 'nearest' });
}

function matches({ title, text }: CannedReply, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  return title.toLowerCase().includes(wanted) || text.toLowerCase().includes(wanted);
}
