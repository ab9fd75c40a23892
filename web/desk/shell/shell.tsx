import { useEffect } from 'preact/hooks';
import { ContextPanel } from '../context/contextPanel.js';
import { ConversationList } from '../list/conversationList.js';
import { OpenModal } from '../modals/openModal.js';
import { openConversation, route } from '../model/route.js';
import { api, isLead, me } from '../model/session.js';
import { isLoaded, thread } from '../model/threads.js';
import { isDetailsOpen, toggleDetails, uncoverThread } from '../parts/details.js';
import { Icon } from '../parts/icon.js';
import { StatsView } from '../stats/statsView.js';
import { LookedAt } from '../thread/fileView.js';
import { MAIN_ID, ThreadView } from '../thread/threadView.js';
import { words } from '../words.js';
import { Banners } from './banners.js';
import { Nav } from './nav.js';
import { SignedOut } from './signedOut.js';
import { Toasts } from './toasts.js';

/** Views, list, thread, and what stands beside it; on a narrow page one of them at a time (styles/shell.css). */
export function Shell() {
  const { view, conversationId } = route.value;
  const isNow = view === 'now' && isLead.value;
  useEffect(() => void uncoverThread(), [conversationId]);
  const pane = conversationId !== undefined ? 'thread' : isNow ? 'now' : 'list';
  return (
    <div
      class="desk"
      data-pane={pane}
      data-details={conversationId !== undefined && isDetailsOpen() ? 'open' : 'closed'}
    >
      <a class="skip" href={`#${MAIN_ID}`} onClick={skip}>
        {words.skip}
      </a>
      <Banners />
      <Nav />
      {isNow && conversationId === undefined ? (
        <main class="now" id={MAIN_ID} tabIndex={-1}>
          <StatsView api={api} />
        </main>
      ) : (
        <>
          <ConversationList />
          <ThreadView />
          {isDetailsOpen() && <Details />}
        </>
      )}
      <Toasts />
      <SignedOut />
      <OpenModal />
      <LookedAt />
    </div>
  );
}

function Details() {
  const open = thread.value;
  const agent = me.value;
  if (!isLoaded(open) || agent === undefined) return null;
  return (
    <aside class="context" aria-label={words.thread.context}>
      <div class="context-close">
        <button type="button" class="icon-button" aria-label={words.thread.close} onClick={toggleDetails}>
          <Icon name="close" />
        </button>
      </div>
      <ContextPanel
        key={open.conversationId}
        conversationId={open.conversationId}
        version={open.contextVersion}
        api={api}
        me={agent}
        open={openConversation}
      />
    </aside>
  );
}

/** A link's own way would change the address, which says where the page is. */
function skip(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById(MAIN_ID)?.focus();
}
