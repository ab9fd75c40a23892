import { hush, ringingFor } from '../alerts/ringing.js';
import { actionsFor, doAction } from '../model/actions.js';
import { openDialog } from '../model/dialogs.js';
import type { Row } from '../model/lists.js';
import { FILTERS, goTo, openConversation, route } from '../model/route.js';
import { isLead } from '../model/session.js';
import { isLoaded, thread } from '../model/threads.js';
import { channelName } from '../parts/channelName.js';
import { titleOf } from '../parts/titleOf.js';
import { fill, words } from '../words.js';

/** One thing of the command bar. */
export type Offer = {
  readonly id: string;
  readonly kind: 'actions' | 'go' | 'conversations';
  readonly name: string;
  readonly hint?: string;
  readonly run: () => void;
};

/** More are not read through. */
const MOST = 12;

/** What can be done right now, and where one can go. */
export function commandsFor(typed: string): readonly Offer[] {
  return [...actions(), ...places()].filter(({ name }) => hasWords(name, typed));
}

/** Conversations with these letters; those that the desk found by what was said in them have none in their names. */
export function offersOf(rows: readonly (Row & { readonly wasFound?: boolean })[], typed: string): readonly Offer[] {
  if (typed.trim() === '') return [];
  return rows
    .filter(
      (row) =>
        row.wasFound === true || hasWords([row.summary, row.orderId, ...row.caseIds, row.buyerId].join(' '), typed),
    )
    .slice(0, MOST)
    .map((row) => ({
      id: row.conversationId,
      kind: 'conversations',
      name: titleOf(row),
      hint: hintOf(row),
      run: () => openConversation(row.conversationId),
    }));
}

function actions(): readonly Offer[] {
  const open = thread.value;
  const possible = isLoaded(open) ? actionsFor(open) : [];
  const dialogs = [
    ['settings', words.settings.open],
    ['help', words.help.open],
  ] as const;
  return [
    ...possible.map((action) => offer('actions', action, words.actions[action], () => doAction(action))),
    ...(ringingFor.value.length > 0 ? [offer('actions', 'hush', words.alerts.hush, hush)] : []),
    ...dialogs.map(([name, label]) =>
      offer('actions', name, label, () => {
        openDialog.value = name;
      }),
    ),
  ];
}

function places(): readonly Offer[] {
  const views = [...FILTERS, ...(isLead.value ? (['now'] as const) : [])];
  return views
    .filter((view) => view !== route.value.view)
    .map((view) => offer('go', view, words.views.heading[view], () => goTo({ view })));
}

function offer(kind: Offer['kind'], id: string, name: string, run: () => void): Offer {
  return { id: `${kind} ${id}`, kind, name, run };
}

function hintOf({ caseIds, orderId, channel }: Row): string {
  const number = caseIds.at(-1);
  if (number !== undefined) return fill(words.list.case, { id: number });
  return orderId === undefined ? channelName(channel) : fill(words.list.order, { id: orderId });
}

function hasWords(name: string, typed: string): boolean {
  const there = name.toLowerCase();
  return typed
    .toLowerCase()
    .trim()
    .split(/\s+/)
    .every((word) => there.includes(word));
}
