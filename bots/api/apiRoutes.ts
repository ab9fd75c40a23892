import type { z } from 'zod';
import { Act, Opening } from '../../services/cases/caseWire.js';
import { ActedOn, CasePage, CaseView, NewEvent, OpenedCase, OrderList, OrderOfBuyer } from './apiShapes.js';

/** One address of the API. `:name` in a path is a parameter. */
export type ApiRoute = {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly summary: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Whether it shows an Idempotency-Key: the same one again changes nothing, and is answered the same. */
  readonly keyed?: true;
  readonly takes?: z.ZodType;
  readonly gives: z.ZodType;
  /** Beside 400, 401 and 413, which every one may answer: status -> when. */
  readonly refusals: Readonly<Record<number, string>>;
};

export const API_ROUTES = [
  {
    name: 'putOrder',
    method: 'POST',
    path: '/api/orders',
    summary: 'Puts an order in. The same one again changes nothing.',
    takes: OrderOfBuyer,
    gives: OrderOfBuyer,
    refusals: { 409: 'orderExists: there is another order by this number' },
  },
  {
    name: 'readOrder',
    method: 'GET',
    path: '/api/orders/:orderId',
    summary: 'An order, and whose it is.',
    query: { buyerId: 'Only if it is this buyer’s.' },
    gives: OrderOfBuyer,
    refusals: { 404: 'notFound: there is no such order' },
  },
  {
    name: 'listOrders',
    method: 'GET',
    path: '/api/orders',
    summary: 'The orders of one buyer, the newest first.',
    query: { buyerId: 'Whose they are; needed.' },
    gives: OrderList,
    refusals: {},
  },
  {
    name: 'listCases',
    method: 'GET',
    path: '/api/cases',
    summary: 'Every case that was opened, page by page; or those of one buyer.',
    query: {
      after: 'A case number: those after it.',
      limit: 'At most so many, 1 to 100; 50 unless told.',
      buyerId: 'Only those of this buyer, the newest first, at most 50. The two below narrow that to one or none.',
      reference: 'The one that was opened with this Idempotency-Key.',
      openOn: 'An order number: the one that is open on it.',
    },
    gives: CasePage,
    refusals: {},
  },
  {
    name: 'readCase',
    method: 'GET',
    path: '/api/cases/:caseId',
    summary: 'A case: where it stands, its dates, its history, and what its buyer may do.',
    query: { buyerId: 'Only if it is this buyer’s.' },
    gives: CaseView,
    refusals: { 404: 'notFound: there is no such case' },
  },
  {
    name: 'moveCase',
    method: 'POST',
    path: '/api/cases/:caseId/events',
    summary:
      'Answers as the seller (agrees, proposes, refuses), as the mediator (asks for evidence, decides) or as the payer ' +
      '(refund started, failed, arrived). The buyer hears of it in their conversation before this is answered.',
    takes: NewEvent,
    gives: CaseView,
    refusals: {
      404: 'notFound: there is no such case',
      409: 'notAllowed: not in this state, or too early, or on hold; outOfDate: older than what is known; keyReused: the id was another event’s',
      503: 'notTold: done, and the buyer’s conversation cannot take it now; send it again with the same id',
    },
  },
  {
    name: 'openCase',
    method: 'POST',
    path: '/api/cases',
    summary:
      'Opens a case for a buyer, once for a key, whatever happens in between. Another buyer’s order looks like none. ' +
      'For a desk that has this one as its CASE_BACKEND.',
    keyed: true,
    takes: Opening,
    gives: OpenedCase,
    refusals: {},
  },
  {
    name: 'actOnCase',
    method: 'POST',
    path: '/api/cases/:caseId/acts',
    summary:
      'Does what the buyer decided on what they saw, once for a key. Where something else has happened since, nothing is ' +
      'done. Another buyer’s case looks like none.',
    keyed: true,
    takes: Act,
    gives: ActedOn,
    refusals: {},
  },
] as const satisfies readonly ApiRoute[];
export type ApiRouteName = (typeof API_ROUTES)[number]['name'];
