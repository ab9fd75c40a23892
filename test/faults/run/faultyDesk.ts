import { runProgram } from '../../../index.js';
import type { CaseBackend } from '../../../services/cases/caseBackend.js';

/**
 * The whole program over a case backend that misbehaves in a part of its calls (BACKEND_FAULTS, of 1): it fails before it
 * has done anything, does it and cuts the line, does it twice at once, or answers late.
 */
const part = Number(process.env['BACKEND_FAULTS'] ?? '0');
const LATE_MS = 400;
const FAULTS = ['fails', 'cutsTheLine', 'twice', 'late'] as const;

async function perhaps<T>(call: () => Promise<T>): Promise<T> {
  if (Math.random() >= part) return call();
  switch (FAULTS[Math.floor(Math.random() * FAULTS.length)]) {
    case 'fails':
      throw new Error('the backend answered 500');
    case 'cutsTheLine':
      await call();
      throw new Error('the backend cut the line');
    case 'twice':
      return (await Promise.all([call(), call()]))[0];
    default: {
      await new Promise((resolve) => setTimeout(resolve, LATE_MS * Math.random()));
      const done = await call();
      await new Promise((resolve) => setTimeout(resolve, LATE_MS));
      return done;
    }
  }
}

function misbehaving(cases: CaseBackend): CaseBackend {
  return {
    orders: (buyerId) => cases.orders(buyerId),
    order: (buyerId, orderId) => cases.order(buyerId, orderId),
    cases: (buyerId) => cases.cases(buyerId),
    case: (buyerId, caseId) => cases.case(buyerId, caseId),
    openCaseOn: (buyerId, orderId) => cases.openCaseOn(buyerId, orderId),
    ownerOf: (orderId) => cases.ownerOf(orderId),
    openCase: (...asked) => perhaps(() => cases.openCase(...asked)),
    act: (...asked) => perhaps(() => cases.act(...asked)),
  };
}

await runProgram({ wrapCases: misbehaving });
