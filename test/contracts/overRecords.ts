import { embeddedCaseBackend } from '../../services/cases/embeddedCaseBackend.js';
import { keepOrder } from '../../services/cases/storedOrders.js';
import { moveCase } from '../../services/refunds/caseMoves.js';
import type { Records } from '../../services/storage/records.js';
import type { BackendUnderTest } from './caseBackendContract.js';

/** The embedded backend over these records, and the shop's side of it. */
export function overRecords(records: Records, close: () => Promise<void>): BackendUnderTest {
  return {
    backend: embeddedCaseBackend(records),
    putOrder: async (buyerId, order) => {
      await keepOrder(records, buyerId, order);
    },
    moveCase: async (refundCase, event) => {
      const moved = moveCase(refundCase, event, { at: refundCase.openedAt });
      const stored = await records.get('cases', refundCase.caseId);
      if (moved.kind !== 'moved' || !stored) throw new Error('the case does not move');
      await records.replace('cases', refundCase.caseId, stored.version, moved.case);
    },
    close,
  };
}
