import { Composer } from '../composer/composer.js';
import { notShownYet } from '../model/outbox.js';
import { isLoaded, type OpenThread, readOn, thread } from '../model/threads.js';
import { Icon } from '../parts/icon.js';
import { namesOfOthers } from '../parts/people.js';
import { fill, words } from '../words.js';
import { Log } from './log.js';
import { ThreadHeader } from './threadHeader.js';
import { timeline } from './timeline.js';

export const MAIN_ID = 'main';

/** The conversation that is open: everything that was said and done, and the box to answer. */
export function ThreadView() {
  const found = thread.value;
  return (
    <main class="thread" id={MAIN_ID} tabIndex={-1} aria-label={words.thread.label}>
      {found === undefined ? <Nothing /> : isLoaded(found) ? <Loaded thread={found} /> : <NotLoaded {...found} />}
    </main>
  );
}

function Loaded({ thread }: { readonly thread: OpenThread }) {
  const { conversationId, people } = thread;
  const items = timeline(thread, notShownYet(conversationId));
  const typing = namesOfOthers(people.typing);
  const looking = namesOfOthers(people.looking.filter(({ id }) => people.typing.every((other) => other.id !== id)));
  return (
    <>
      <ThreadHeader conversationId={conversationId} thread={thread} />
      <Log key={conversationId} items={items} thread={thread} />
      <p class="people" role="status">
        {people.buyerTyping && <span class="typing">{words.thread.buyerTyping}</span>}
        {typing !== '' && <bdi>{fill(words.thread.agentTyping, { names: typing })}</bdi>}
        {looking !== '' && <bdi>{fill(words.thread.alsoLooking, { names: looking })}</bdi>}
      </p>
      <Composer key={conversationId} thread={thread} />
    </>
  );
}

function NotLoaded({
  conversationId,
  problem,
}: {
  readonly conversationId: string;
  readonly problem?: 'gone' | 'failed';
}) {
  return (
    <>
      <ThreadHeader conversationId={conversationId} thread={undefined} />
      <div class="middle" role="status">
        <p>{problem === undefined ? words.thread.loading : words.thread[problem]}</p>
        {problem === 'failed' && (
          <button type="button" class="button" onClick={() => void readOn(conversationId)}>
            {words.thread.again}
          </button>
        )}
      </div>
    </>
  );
}

function Nothing() {
  return (
    <div class="middle">
      <span class="middle-mark">
        <Icon name="all" size={40} />
      </span>
      <p class="strong">{words.thread.none}</p>
      <p>{words.thread.noneHint}</p>
    </div>
  );
}
