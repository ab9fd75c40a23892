import { type ActionName, actionsFor, doAction } from '../model/actions.js';
import { busyWith } from '../model/commands.js';
import { rowOf } from '../model/lists.js';
import { addressOf, route } from '../model/route.js';
import { me } from '../model/session.js';
import type { OpenThread } from '../model/threads.js';
import { channelName } from '../parts/channelName.js';
import { isDetailsOpen, toggleDetails } from '../parts/details.js';
import { Icon } from '../parts/icon.js';
import { RowClock } from '../parts/rowClock.js';
import { titleOf } from '../parts/titleOf.js';
import { fill, words } from '../words.js';

/** What it is about, who has it, by when, and what can be done. */
export function ThreadHeader({
  conversationId,
  thread,
}: {
  readonly conversationId: string;
  readonly thread: OpenThread | undefined;
}) {
  const row = rowOf(conversationId);
  const number = row?.caseIds.at(-1);
  return (
    <header class="thread-head">
      <a class="icon-button back" href={addressOf({ view: route.value.view })} aria-label={words.thread.back}>
        <Icon name="back" />
      </a>
      <div class="thread-what">
        <h2>
          <bdi dir="auto">{titleOf(row)}</bdi>
        </h2>
        <p class="thread-facts">
          {thread && <OwnerBadge thread={thread} />}
          {row && <RowClock row={row} />}
          {number !== undefined && <span>{fill(words.list.case, { id: number })}</span>}
          {row?.orderId !== undefined && (
            <span class={number === undefined ? '' : 'minor'}>{fill(words.list.order, { id: row.orderId })}</span>
          )}
          {row && <span class="minor">{channelName(row.channel)}</span>}
        </p>
      </div>
      <button
        type="button"
        class="icon-button details-toggle"
        aria-label={words.thread.showContext}
        title={words.thread.showContext}
        aria-expanded={isDetailsOpen()}
        onClick={toggleDetails}
      >
        <Icon name="details" />
      </button>
      {thread && <Actions thread={thread} />}
    </header>
  );
}

function OwnerBadge({ thread: { owner, resolved } }: { readonly thread: OpenThread }) {
  if (owner.kind === 'agent') {
    const isMine = owner.agent.id === me.value?.id;
    return <bdi class={isMine ? 'badge mine' : 'badge calm'}>{isMine ? words.owner.me : owner.agent.name}</bdi>;
  }
  if (owner.kind === 'queued')
    return <span class="badge soon">{owner.withBot ? words.owner.queuedWithBot : words.owner.queued}</span>;
  if (resolved)
    return (
      <bdi class="badge good" title={fill(words.owner.resolvedBy, { name: resolved.by.name, reason: resolved.reason })}>
        {words.owner.resolved}
      </bdi>
    );
  return <span class="badge">{words.owner.bot}</span>;
}

function Actions({ thread }: { readonly thread: OpenThread }) {
  const possible = actionsFor(thread).filter((action) => action !== 'claim');
  const isBusy = busyWith.value === thread.conversationId;
  if (possible.length === 0) return null;
  return (
    <div class="actions">
      {possible.map((action) => (
        <ActionButton action={action} isBusy={isBusy} key={action} />
      ))}
    </div>
  );
}

const LOOKS: Readonly<Partial<Record<ActionName, string>>> = { resolve: 'button primary' };

function ActionButton({ action, isBusy }: { readonly action: ActionName; readonly isBusy: boolean }) {
  return (
    <button type="button" class={LOOKS[action] ?? 'button'} disabled={isBusy} onClick={() => doAction(action)}>
      {words.actions[action]}
    </button>
  );
}
