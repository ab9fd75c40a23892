import { embeddedCaseBackend } from '../../services/cases/embeddedCaseBackend.js';
import { moveStored } from '../../services/cases/moveStored.js';
import { keepOrder } from '../../services/cases/storedOrders.js';
import type { Records } from '../../services/storage/records.js';
import type { BackendUnderTest } from './caseBackendContract.js';

/** The embedded backend over these records, and the shop's side of it. */
export function overRecords(records: Records, close: () => Promise<void>): BackendUnderTest {
  return {
    backend: embeddedCaseBackend(records),
    putOrder: async (buyerId, order) => {
      await keepOrder(records, buyerId, order);
    },
    moveCase: async (refundCase, event, at = refundCase.openedAt) => {
      const moved = await moveStored(records, refundCase.caseId, event, { at });
      if (moved?.kind !== 'moved') throw new Error(`the case does not move: ${moved?.kind}`);
      return moved.case;
    },
    close,
  };
}
