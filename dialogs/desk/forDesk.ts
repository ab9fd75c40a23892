import type { DeskNews } from '../../services/desk/deskNews.js';
import { type DeskRow, isOpen } from '../../services/desk/deskRow.js';
import type { DialogTurn } from '../kit/dialogTurn.js';
import { ANSWER_WITHIN_MS } from './deskTimers.js';
import { summaryOf } from './summary.js';

/** The conversation as the desk's list shows it. */
export function deskRow(turn: DialogTurn): DeskRow | undefined {
  const { conversationId, state, ports } = turn;
  const { desk, filed, filing } = state;
  const { buyer, epoch, owner, listed, lastLineAt, unread, request, resolved, lastAgent } = desk;
  // Nobody has come yet.
  if (buyer === undefined) return undefined;
  const draft = state.draft ?? filing?.draft ?? state.parked ?? state.refused;
  const orderId = draft?.order?.orderId ?? draft?.claimedOrder;
  const answerBy = answerByOf(turn);
  return {
    conversationId,
    buyerId: buyer.id,
    channel: buyer.channel,
    listed,
    epoch,
    owner,
    summary: summaryOf(state, turn.now, ports.rules, ports.content),
    ...(orderId === undefined ? {} : { orderId }),
    caseIds: filed.map(({ caseId }) => caseId),
    ...(lastLineAt === undefined ? {} : { lastLineAt }),
    ...(answerBy === undefined ? {} : { answerBy }),
    unread,
    ...(request ? { promisedBy: request.by } : {}),
    ...(resolved ? { resolved } : {}),
    ...(lastAgent ? { lastAgent } : {}),
  };
}

/**
 * What the desk is told after the turn: nothing while the bot and the buyer are among themselves. `wasOpen`: it stood in the
 * list before the turn.
 */
export function newsForDesk(turn: DialogTurn, wasOpen: boolean): DeskNews | undefined {
  const { state, forDesk } = turn;
  const isNews = wasOpen || isOpenNow(turn) || forDesk.lines.length > 0;
  if (!isNews) return undefined;
  state.desk.listed += 1;
  const row = deskRow(turn);
  return row && { row, at: turn.now, ...forDesk };
}

export function isOpenNow({ state: { desk } }: Pick<DialogTurn, 'state'>): boolean {
  return isOpen({ owner: desk.owner, promisedBy: desk.request?.by });
}

function answerByOf({ state: { desk }, ports }: DialogTurn): number | undefined {
  const { owner, request, unansweredSince } = desk;
  if (owner.kind === 'queued') return ports.desk.opensAt(owner.since) + ANSWER_WITHIN_MS;
  if (owner.kind === 'agent') return unansweredSince === undefined ? undefined : unansweredSince + ANSWER_WITHIN_MS;
  return request?.by;
}
