import { runProgram } from '../../../index.js';
import type { CaseBackend, Opened } from '../../../services/cases/caseBackend.js';

/**
 * The whole program over a case backend that misbehaves in a part of its calls (BACKEND_FAULTS, of 1): it fails before it
 * has done anything, does it and cuts the line, does it twice at once, or answers late.
 */
const part = Number(process.env['BACKEND_FAULTS'] ?? '0');
const LATE_MS = 400;

function misbehaving(cases: CaseBackend): CaseBackend {
  const faults: ((open: () => Promise<Opened>) => Promise<Opened>)[] = [
    async () => {
      throw new Error('the backend answered 500');
    },
    async (open) => {
      await open();
      throw new Error('the backend cut the line');
    },
    async (open) => {
      const [opened] = await Promise.all([open(), open()]);
      return opened;
    },
    async (open) => {
      await new Promise((resolve) => setTimeout(resolve, LATE_MS * Math.random()));
      const opened = await open();
      await new Promise((resolve) => setTimeout(resolve, LATE_MS));
      return opened;
    },
  ];
  return {
    orders: (buyerId) => cases.orders(buyerId),
    order: (buyerId, orderId) => cases.order(buyerId, orderId),
    cases: (buyerId) => cases.cases(buyerId),
    case: (buyerId, caseId) => cases.case(buyerId, caseId),
    openCaseOn: (buyerId, orderId) => cases.openCaseOn(buyerId, orderId),
    ownerOf: (orderId) => cases.ownerOf(orderId),
    openCase(...asked) {
      const open = () => cases.openCase(...asked);
      const fault = Math.random() < part ? faults[Math.floor(Math.random() * faults.length)] : undefined;
      return fault ? fault(open) : open();
    },
  };
}

await runProgram({ wrapCases: misbehaving });
