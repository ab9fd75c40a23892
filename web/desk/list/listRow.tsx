import type { Row } from '../model/lists.js';
import { addressOf, route } from '../model/route.js';
import { me } from '../model/session.js';
import { channelName } from '../parts/channelName.js';
import { Icon } from '../parts/icon.js';
import { namesOfOthers } from '../parts/people.js';
import { RowClock } from '../parts/rowClock.js';
import { titleOf } from '../parts/titleOf.js';
import { fill, words } from '../words.js';

/** One conversation: what it is about, which order, by when, who is there. */
export function ListRow({ row }: { readonly row: Row }) {
  const { conversationId, unread, owner, caseIds, orderId, channel } = row;
  const { view } = route.value;
  const isOpen = route.value.conversationId === conversationId;
  const number = caseIds.at(-1);
  return (
    <li class="row" data-id={conversationId}>
      <a class="row-link" href={addressOf({ view, conversationId })} aria-current={isOpen ? 'true' : undefined}>
        <span class="row-top">
          {unread > 0 && (
            <span class="dot">
              <span class="hidden">{fill(words.list.unread, { n: unread })}</span>
            </span>
          )}
          <bdi class={unread > 0 ? 'row-summary strong' : 'row-summary'} dir="auto">
            {titleOf(row)}
          </bdi>
          <RowClock row={row} />
        </span>
        <span class="row-facts">
          <span>
            {number === undefined
              ? orderId !== undefined && fill(words.list.order, { id: orderId })
              : fill(words.list.case, { id: number })}
          </span>
          <span>{channelName(channel)}</span>
          {owner.kind === 'queued' && owner.reason !== 'asked' && <span class="tag">{words.reason[owner.reason]}</span>}
          {owner.kind === 'agent' && owner.agent.id !== me.value?.id && <bdi class="tag calm">{owner.agent.name}</bdi>}
        </span>
        <Here row={row} />
      </a>
    </li>
  );
}

/** Who looks at it and who writes, beside this agent. */
function Here({ row: { people } }: { readonly row: Row }) {
  if (!people) return null;
  const [writing, looking] = [namesOfOthers(people.typing), namesOfOthers(people.looking)];
  if (people.buyerTyping) return <Line icon="pen" text={words.list.buyerWrites} />;
  if (writing !== '') return <Line icon="pen" text={fill(words.list.writing, { names: writing })} />;
  return looking === '' ? null : <Line icon="eye" text={fill(words.list.looking, { names: looking })} />;
}

function Line({ icon, text }: { readonly icon: 'pen' | 'eye'; readonly text: string }) {
  return (
    <span class="row-people">
      <Icon name={icon} size={14} />
      <bdi>{text}</bdi>
    </span>
  );
}
