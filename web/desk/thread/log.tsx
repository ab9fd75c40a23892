import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { dayName, now } from '../model/clock.js';
import type { OpenThread } from '../model/threads.js';
import { Icon } from '../parts/icon.js';
import { words } from '../words.js';
import { PendingView } from './pendingView.js';
import { SaidView } from './saidView.js';
import { DeskLineView } from './systemLine.js';
import type { Item } from './timeline.js';

/** So many are drawn at first, and added by the button: a transcript of a thousand lines opens as fast as one of ten. */
const WINDOW = 150;
/** Nearer to the end than this is at the end. */
const NEAR_PX = 80;

/** The messages. What is new is scrolled to only when the end was in view; else a button tells of it. */
export function Log({ items, thread }: { readonly items: readonly Item[]; readonly thread: OpenThread }) {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const [hasNews, setNews] = useState(false);
  const [shown, setShown] = useState(WINDOW);
  const last = items.at(-1)?.key;
  const hasPending = items.at(-1)?.kind === 'pending';

  const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight });
  useLayoutEffect(() => {
    // What the agent wrote themselves is always shown.
    if (isAtEnd.current || hasPending) toEnd();
    else setNews(true);
  }, [last]);
  useEffect(() => {
    // Pictures, and the box below, change the height without a message.
    const watcher = new ResizeObserver(() => {
      if (isAtEnd.current) toEnd();
    });
    for (const each of [box.current, content.current]) if (each) watcher.observe(each);
    return () => watcher.disconnect();
  }, []);
  const onScroll = () => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = box.current ?? {};
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    if (isAtEnd.current && hasNews) setNews(false);
  };
  const showEarlier = () => {
    const fromEnd = (box.current?.scrollHeight ?? 0) - (box.current?.scrollTop ?? 0);
    setShown(shown + WINDOW);
    requestAnimationFrame(() => box.current?.scrollTo({ top: box.current.scrollHeight - fromEnd }));
  };

  const lastOwn = items.findLast((item) => item.kind === 'said' && item.said.side === 'agent');
  return (
    <div class="log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <div class="log" ref={box} role="log" aria-label={words.thread.log} tabIndex={0} onScroll={onScroll}>
        <div class="log-inner" ref={content}>
          {items.length > shown && (
            <button type="button" class="button earlier" onClick={showEarlier}>
              {words.thread.earlier}
            </button>
          )}
          {items.slice(-shown).map((item) => (
            <ItemView key={item.key} item={item} thread={thread} isLastOwn={item === lastOwn} />
          ))}
        </div>
      </div>
      {hasNews && (
        <button type="button" class="pill below" onClick={toEnd}>
          <Icon name="down" size={16} />
          {words.thread.newMessages}
        </button>
      )}
    </div>
  );
}

function ItemView({
  item,
  thread: { conversationId, deliveredSeq },
  isLastOwn,
}: {
  readonly item: Item;
  readonly thread: OpenThread;
  readonly isLastOwn: boolean;
}) {
  switch (item.kind) {
    case 'day':
      return <h3 class="day">{dayName(item.at, now.peek())}</h3>;
    case 'said': {
      const { said, isFirst } = item;
      const isDelivered = said.seq <= deliveredSeq;
      const told = said.side === 'agent' && (isLastOwn || !isDelivered);
      return (
        <SaidView
          said={said}
          isFirst={isFirst}
          conversationId={conversationId}
          {...(told ? { delivery: isDelivered ? ('delivered' as const) : ('sent' as const) } : {})}
        />
      );
    }
    case 'line':
      return <DeskLineView line={item.line} />;
    case 'pending':
      return <PendingView pending={item.pending} />;
  }
}
