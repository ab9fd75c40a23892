import { h, render } from 'preact';
import { ApiError, type AskingApi } from '../../../../web/desk/api.js';
import { ContextPanel } from '../../../../web/desk/context/contextPanel.js';
import { StatsView } from '../../../../web/desk/stats/statsView.js';

/** What the tests do to the page from outside. */
declare global {
  interface Window {
    desk: {
      /** Shows a conversation's context; a higher version of the same one: it has changed. */
      show(conversationId: string, version: number): void;
      /** Ids of the conversations that were asked for. */
      readonly opened: string[];
      leave(): void;
    };
  }
}

// The same address always answers as the server does, refusals too; what does not come back throws.
const api: AskingApi = {
  async get(path) {
    const answer = await fetch(`/desk/api/${path}`);
    if (!answer.ok) throw new ApiError(answer.status, 'away', '');
    return answer.json();
  },
  async command(conversationId, command) {
    const answer = await fetch(`/desk/api/conversations/${encodeURIComponent(conversationId)}/commands`, {
      method: 'POST',
      body: JSON.stringify(command),
    }).catch(() => {
      throw new ApiError(0, 'unreachable', '');
    });
    const body = await answer.json();
    if (!answer.ok) throw new ApiError(answer.status, body.error.code, body.error.message);
    return body;
  },
};

const root = document.querySelector('main > div');
if (!root) throw new Error('the page has no place for it');
const opened: string[] = [];
const open = (conversationId: string) => opened.push(conversationId);

window.desk = {
  opened,
  show: (conversationId, version) =>
    render(h(ContextPanel, { conversationId, version, api, me: { id: 'sam' }, open }), root),
  leave: () => render(null, root),
};
if (location.pathname === '/stats') render(h(StatsView, { api }), root);
else window.desk.show('c1', 1);
