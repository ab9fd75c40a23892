import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { moveDueCases } from '../../bots/caseClock.js';
import type { Receipt } from '../../bots/turn/intake.js';
import { keepConversation } from '../../services/cases/caseConversations.js';
import { embeddedCaseBackend } from '../../services/cases/embeddedCaseBackend.js';
import { moveStored } from '../../services/cases/moveStored.js';
import { keepOrder } from '../../services/cases/storedOrders.js';
import type { InboundMessage } from '../../services/conversations/conversationStore.js';
import type { CaseEvent } from '../../services/refunds/caseEvent.js';
import { CaseId, OrderId } from '../../services/refunds/ids.js';
import { openStorage, type Storage } from '../../services/storage/openStorage.js';
import { openRedisServer, type RedisServer } from '../support/redisServer.js';
import { openOn } from './redisStorage.js';
import { NOW, sampleOrder, sampleRequest } from './sampleCases.js';

const DAY = 86_400_000;
const ORDER = OrderId.parse('234193410001028893');
const ADDRESS = { lines: ['Brightkiln', 'Fengxi 12'] };

for (const kind of ['embedded', 'redis'] as const) {
  describe(`cases move by themselves when their date has come (${kind})`, () => {
    let server: RedisServer | undefined;
    let folder = '';
    let storage: Storage;
    let told: InboundMessage[];
    let caseId: CaseId;
    /** What the conversation says to a message. */
    let receipt: () => Receipt;

    before(async () => {
      if (kind === 'redis') server = await openRedisServer();
    });
    after(() => server?.close());
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'case-clock-'));
      await server?.ask('FLUSHALL');
      storage = server ? await openOn(server) : await openStorage({ kind: 'embedded', dataDir: folder });
      told = [];
      receipt = () => ({ kind: 'accepted', entryId: undefined });
      const { records } = storage;
      await keepOrder(records, 'anna', sampleOrder(ORDER));
      const opened = await embeddedCaseBackend(records).openCase(
        'key-of-the-first-one',
        'anna',
        sampleRequest(ORDER),
        NOW,
      );
      if (opened.kind !== 'opened') throw new Error(opened.kind);
      caseId = CaseId.parse(opened.case.caseId);
      await keepConversation(records, caseId, { conversationId: 'c1', buyerId: 'anna', channel: 'test' });
    });
    afterEach(async () => {
      await storage.close();
      await rm(folder, { recursive: true, force: true });
    });

    const send = async (_: string, message: InboundMessage): Promise<Receipt> => {
      const said = receipt();
      if (said.kind === 'accepted') told.push(message);
      return said;
    };
    const at = (now: number) => moveDueCases({ records: storage.records, send, clock: () => now });
    const state = async () => (await embeddedCaseBackend(storage.records).case('anna', caseId))?.state;
    const move = async (event: CaseEvent, now: number) => {
      const moved = await moveStored(storage.records, caseId, event, { at: now });
      expect(moved?.kind, event.kind).to.equal('moved');
    };
    const news = () => told.map(({ body }) => (body as { event?: string }).event);

    it('the platform steps in on the seventh day, and not before; once, whoever looks', async () => {
      await at(NOW + 7 * DAY - 1);
      expect(await state()).to.equal('awaitingSeller');
      await Promise.all([at(NOW + 7 * DAY), at(NOW + 7 * DAY), at(NOW + 7 * DAY + 1)]);
      expect(await state()).to.equal('mediation');
      expect(new Set(told.map(({ id }) => id)).size).to.equal(1);
      expect(new Set(news())).to.deep.equal(new Set(['clockEscalates']));
      told = [];
      await at(NOW + 400 * DAY);
      expect(told).to.deep.equal([]);
    });

    it('evidence that is not there in time ends the request; what is there in time does not', async () => {
      await at(NOW + 7 * DAY);
      const by = NOW + 11 * DAY;
      await move({ kind: 'mediatorAsksEvidence', words: 'A photo.', by }, NOW + 8 * DAY);
      await move(
        { kind: 'buyerAddsEvidence', evidence: { links: ['https://example.com/1.jpg'], files: [] } },
        NOW + 9 * DAY,
      );
      await at(by);
      expect(await state()).to.equal('mediation');
      await move({ kind: 'mediatorAsksEvidence', words: 'Another one.', by: by + DAY }, by);
      await at(by + DAY);
      expect(await state()).to.equal('expired');
      expect(news()).to.deep.equal(['clockEscalates', 'caseLapses']);
    });

    it('goods that are not sent back in time, too', async () => {
      await move({ kind: 'sellerProposes', proposal: { remedy: 'returnAndRefund' } }, NOW + 1);
      await move({ kind: 'buyerAccepts' }, NOW + 2);
      await move({ kind: 'returnOrdered', address: ADDRESS, by: NOW + 10 * DAY }, NOW + 3);
      await at(NOW + 10 * DAY);
      expect(await state()).to.equal('expired');
    });

    it('is cut off between the move and the news: the next look tells it', async () => {
      receipt = () => {
        throw new Error('cut off');
      };
      await at(NOW + 7 * DAY).catch(() => undefined);
      expect(await state()).to.equal('mediation');
      receipt = () => ({ kind: 'accepted', entryId: undefined });
      await at(NOW + 7 * DAY + 1_000);
      expect(news()).to.deep.equal(['clockEscalates']);
    });

    it('waits for a conversation that takes nothing now', async () => {
      receipt = () => ({ kind: 'refused', reason: 'inboxFull', retryAfterMs: 1_000 });
      await at(NOW + 7 * DAY);
      expect(told).to.deep.equal([]);
      receipt = () => ({ kind: 'accepted', entryId: undefined });
      await at(NOW + 7 * DAY + 1_000);
      expect(news()).to.deep.equal(['clockEscalates']);
    });

    it('stands still on hold, and has what was left when it goes on', async () => {
      await move({ kind: 'holdSet', hold: 'chargeback' }, NOW + 5 * DAY);
      await at(NOW + 30 * DAY);
      expect(await state()).to.equal('awaitingSeller');
      await move({ kind: 'holdLifted' }, NOW + 30 * DAY);
      await at(NOW + 32 * DAY - 1);
      expect(await state()).to.equal('awaitingSeller');
      await at(NOW + 32 * DAY);
      expect(await state()).to.equal('mediation');
    });
  });
}
