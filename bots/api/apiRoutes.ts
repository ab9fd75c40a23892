import type { z } from 'zod';
import { CasePage, CaseView, NewEvent, OrderOfBuyer } from './apiShapes.js';

/** One address of the API. `:name` in a path is a parameter. */
export type ApiRoute = {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly summary: string;
  readonly query?: Readonly<Record<string, string>>;
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
    gives: OrderOfBuyer,
    refusals: { 404: 'notFound: there is no such order' },
  },
  {
    name: 'listCases',
    method: 'GET',
    path: '/api/cases',
    summary: 'Every case that was opened, page by page.',
    query: { after: 'A case number: those after it.', limit: 'At most so many, 1 to 100; 50 unless told.' },
    gives: CasePage,
    refusals: {},
  },
  {
    name: 'readCase',
    method: 'GET',
    path: '/api/cases/:caseId',
    summary: 'A case: where it stands, its dates, its history, and what its buyer may do.',
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
] as const satisfies readonly ApiRoute[];
export type ApiRouteName = (typeof API_ROUTES)[number]['name'];
