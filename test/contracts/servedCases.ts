import { mountApi } from '../../bots/api/apiDoor.js';
import { openHttpServer } from '../../bots/http/httpServer.js';
import { embeddedCaseBackend } from '../../services/cases/embeddedCaseBackend.js';
import type { CaseCallsOptions } from '../../services/cases/http/caseCalls.js';
import { httpCaseBackend } from '../../services/cases/httpCaseBackend.js';
import type { Records } from '../../services/storage/records.js';
import type { BackendUnderTest } from './caseBackendContract.js';
import { overRecords } from './overRecords.js';
import { NOW } from './sampleCases.js';

export const API_KEY = 'the-key-of-the-other-system-is-long';
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Our own API over these records, on loopback: somebody else's system, as far as the adapter knows. */
export async function serveCases(records: Records): Promise<{ url: string; close(): Promise<void> }> {
  const server = openHttpServer({ hosts: ['127.0.0.1'], port: 0, log: SILENT });
  mountApi(server.edge, [API_KEY], {
    records,
    cases: embeddedCaseBackend(records),
    send: async () => ({ kind: 'accepted', entryId: undefined }),
    // Later than everything that a contract does.
    clock: () => NOW + 30 * 86_400_000,
  });
  const { port } = await server.listen();
  return { url: `http://127.0.0.1:${port}/api`, close: () => server.close(0) };
}

/** The adapter, and the shop's side of what it reaches. `throughUrl`: what the calls go through, on their way there. */
export async function overHttp(
  records: Records,
  options: Partial<CaseCallsOptions> = {},
  throughUrl: (url: string) => Promise<{ url: string; close(): Promise<void> }> = async (url) => ({
    url,
    close: async () => {},
  }),
): Promise<BackendUnderTest> {
  const served = await serveCases(records);
  const way = await throughUrl(served.url);
  return {
    ...overRecords(records, async () => {
      await way.close();
      await served.close();
    }),
    backend: httpCaseBackend({ url: way.url, key: API_KEY, ...options }),
  };
}
