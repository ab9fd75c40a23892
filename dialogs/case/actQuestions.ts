import type { TurnContext } from 'botbuilder';
import type { NewEvidenceFault } from '../../services/content/caseCopyValues.js';

import type { EvidenceFile } from '../../services/evidence/evidenceFile.js';
import { acceptLinks } from '../../services/evidence/evidenceLinks.js';
import type { Order } from '../../services/refunds/order.js';
import type { RefundCase } from '../../services/refunds/refundCase.js';
import { sellerVerdict } from '../../services/refunds/sellerVerdict.js';
import { isCommand } from '../kit/choices.js';
import { dialogTurn, type Reply } from '../kit/dialogTurn.js';
import { knownBuyer } from '../kit/knownBuyer.js';
import { say } from '../kit/say.js';
import { type Acting, eventOf, MOST_EVIDENCE } from './acting.js';
import { readParcel } from './readParcel.js';
import { type NoSettlement, readSettlement, suggestions } from './readSettlement.js';

/** Why the last answer was none. */
type Because = NoSettlement | NewEvidenceFault;

/** Puts the open question of an act; nothing, where the case is not there any more. */
export async function askOfAct(context: TurnContext, acting: Acting, because?: Because): Promise<void> {
  const { caseId, action } = acting;
  const about = await subjectOf(context, acting);
  if (!about) return lost(context);
  const { refundCase, order } = about;
  const { state, now, ports } = dialogTurn(context);
  const { timeZone } = state;
  const options = { data: { caseId }, about: action };
  switch (acting.asks) {
    case 'settlement': {
      if (!order) return lost(context);
      const values = {
        case: refundCase,
        paid: order.paid,
        suggested: suggestions(refundCase, order.paid),
        because,
        timeZone,
      };
      return say(context, 'case.askAmount', values, options);
    }
    case 'evidence': {
      const isObjection = action === 'buyerObjects';
      if (because === undefined && eventOf(acting)) return tellTaken(context, acting, refundCase);
      return say(context, 'case.askEvidence', { case: refundCase, isObjection, because, now, timeZone }, options);
    }
    case 'parcel': {
      const { carrier, number } = acting;
      return say(context, 'case.askParcel', { case: refundCase, carrier, number, because, now, timeZone }, options);
    }
    case 'sure': {
      if (action === 'buyerAddsEvidence' || action === 'buyerObjects') return;
      const { carrier, number, settlement } = acting;
      const parcel = carrier !== undefined && number !== undefined ? { carrier, number } : undefined;
      const finding = sellerVerdict({ acts: [], case: refundCase, route: order?.route }, now, ports.rules);
      const values = {
        action,
        case: refundCase,
        paid: order?.paid,
        settlement,
        parcel,
        finding,
        now,
        rules: ports.rules,
        timeZone,
      };
      return say(context, 'case.actAsk', values, options);
    }
  }
}

/**
 * An answer to the open question, and what is asked next. `first`: the message that began it, which need not hold one.
 * handIn: there is enough, and the buyer wants it done.
 */
export async function answerOfAct(
  context: TurnContext,
  buyerId: string,
  acting: Acting,
  reply: Reply,
  first = false,
): Promise<'asked' | 'handIn'> {
  const about = await subjectOf(context, acting);
  if (!about || about.refundCase.buyerId !== buyerId) {
    dialogTurn(context).state.acting = undefined;
    await lost(context);
    return 'asked';
  }
  switch (acting.asks) {
    case 'settlement': {
      const read = about.order && readSettlement(reply.understood.slots, about.order.paid, about.refundCase);
      if (typeof read === 'object') acting = keep(context, { ...acting, settlement: read, asks: 'sure' });
      await askOfAct(context, acting, typeof read === 'object' || (first && read === 'unreadable') ? undefined : read);
      return 'asked';
    }
    case 'parcel': {
      const { words } = dialogTurn(context).ports.content;
      const { request, caseId } = about.refundCase;
      const read = readParcel(reply.text, words, [request.orderId, caseId]);
      const both = { carrier: acting.carrier, number: acting.number, ...(first && !read.isSure ? {} : defined(read)) };
      const isWhole = both.carrier !== undefined && both.number !== undefined;
      const isNew = read.carrier !== undefined || read.isSure;
      acting = keep(context, { ...acting, ...defined(both), asks: isWhole ? 'sure' : 'parcel' });
      await askOfAct(context, acting, isWhole || isNew || first ? undefined : 'unreadable');
      return 'asked';
    }
    case 'evidence':
      return takeForCase(context, acting, about.refundCase, reply, first);
    case 'sure':
      await askOfAct(context, acting);
      return 'asked';
  }
}

/** Links, files and words, in as many messages as it takes; what is in the case already is nothing new. */
async function takeForCase(
  context: TurnContext,
  acting: Acting,
  refundCase: RefundCase,
  { text, understood }: Reply,
  first: boolean,
): Promise<'asked' | 'handIn'> {
  const { files, ports } = dialogTurn(context);
  const { command, alsoCommand } = ports.content.words;
  const isObjection = acting.action === 'buyerObjects';
  if (isCommand(text, command.handIn, alsoCommand.handIn)) {
    if (eventOf(acting) && (!isObjection || countOf(acting) > 0)) return 'handIn';
    await askOfAct(context, acting, 'nothing');
    return 'asked';
  }
  const known = evidenceOf(refundCase);
  const said = acceptLinks(understood.slots.links);
  const links = said.filter((link) => !known.links.includes(link) && !acting.links?.includes(link));
  const fresh = files.filter(
    (file, at) =>
      !known.files.includes(file.fileId) && !isAmong(file, [...(acting.files ?? []), ...files.slice(0, at)]),
  );
  // With nothing else in it a message is what the buyer has to say to it; the one that began it is not.
  const tells = !first && text !== '' && said.length + files.length === 0;
  const words = tells ? [acting.words, text].filter(Boolean).join('\n').slice(0, 2_000) : acting.words;
  if (links.length + fresh.length === 0 && !tells) {
    await askOfAct(context, acting, said.length + files.length > 0 ? 'nothingNew' : undefined);
    return 'asked';
  }
  const kept = keep(context, {
    ...acting,
    links: [...(acting.links ?? []), ...links].slice(0, MOST_EVIDENCE),
    files: [...(acting.files ?? []), ...fresh].slice(0, MOST_EVIDENCE),
    ...(words === undefined ? {} : { words }),
  });
  await tellTaken(context, kept, refundCase);
  return 'asked';
}

/** What there is to hand in by now. */
async function tellTaken(context: TurnContext, acting: Acting, refundCase: RefundCase): Promise<void> {
  const { now, state } = dialogTurn(context);
  const { action, links = [], files = [], words: said } = acting;
  const names = files.map(({ name }) => name);
  const given = { links: links.length, files: names, said, isObjection: action === 'buyerObjects' };
  const options = { data: { caseId: refundCase.caseId }, about: String(countOf(acting)) };
  await say(context, 'case.evidenceTaken', { case: refundCase, ...given, now, timeZone: state.timeZone }, options);
}

/** The links and files that the platform has already. */
function evidenceOf({ request, evidenceAdded = [] }: RefundCase) {
  const files = [...(request.evidenceFiles ?? []), ...evidenceAdded.flatMap((each) => each.files)];
  return {
    links: [...request.evidenceLinks, ...evidenceAdded.flatMap((each) => each.links)],
    files: files.map(({ fileId }) => fileId),
  };
}

/** The same bytes again add nothing. */
function isAmong({ sha256 }: EvidenceFile, others: readonly EvidenceFile[]): boolean {
  return others.some((other) => other.sha256 === sha256);
}

function countOf({ links = [], files = [] }: Acting): number {
  return links.length + files.length;
}

function defined({ carrier, number }: { readonly carrier?: string | undefined; readonly number?: string | undefined }) {
  return { ...(carrier === undefined ? {} : { carrier }), ...(number === undefined ? {} : { number }) };
}

function keep(context: TurnContext, acting: Acting): Acting {
  dialogTurn(context).state.acting = acting;
  return acting;
}

async function subjectOf(
  context: TurnContext,
  { caseId }: Acting,
): Promise<{ readonly refundCase: RefundCase; readonly order: Order | undefined } | undefined> {
  const { cases } = dialogTurn(context).ports;
  const buyerId = knownBuyer(dialogTurn(context));
  const refundCase = buyerId === undefined ? undefined : await cases.case(buyerId, caseId);
  return refundCase && { refundCase, order: await cases.order(refundCase.buyerId, refundCase.request.orderId) };
}

async function lost(context: TurnContext): Promise<void> {
  dialogTurn(context).state.acting = undefined;
  await say(context, 'case.actLost', {});
}
