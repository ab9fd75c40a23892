import { openEmbeddedCounters } from '../../services/storage/embeddedCounters.js';
import { countersContract } from './countersContract.js';

countersContract('embedded', async () => ({ counters: openEmbeddedCounters(), close: async () => undefined }));
