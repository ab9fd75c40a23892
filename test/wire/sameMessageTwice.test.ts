import { expect } from 'chai';
import { keepOrder, readOrders } from '../../services/cases/storedOrders.js';
import type { ConversationStore } from '../../services/conversations/conversationStore.js';
import { FILED_KEYS, FILING, send } from '../faults/support/filingScript.js';
import { botKeys, openTestTurns, type TestTurns } from '../faults/support/testTurns.js';

const AT_ONCE = 50;

describe('the same message twice', () => {
  let desk: TestTurns;
  before(async () => {
    desk = await openTestTurns();
  });
  after(() => desk.close());

  it('at once and again later, in 1,000 conversations: one reply each, one case each', async function () {
    this.timeout(240_000);
    const wrong = await fileEverythingTwice(desk, 1_000);
    expect(wrong).to.deep.equal([]);
  });

  it('would be answered twice if its id were not recognised', async function () {
    this.timeout(60_000);
    const forgetful = await openTestTurns({ store: withoutRecognition });
    try {
      expect(await fileEverythingTwice(forgetful, 5)).to.have.length(5);
    } finally {
      await forgetful.close();
    }
  });
});

/** Returns the conversations in which something was said or filed other than once. */
async function fileEverythingTwice(desk: TestTurns, conversations: number): Promise<string[]> {
  const ids = Array.from({ length: conversations }, (_, index) => `buyer-${index}`);
  const [order] = (await readOrders(desk.records, 'demo-buyer')).filter(
    ({ orderId }) => orderId === '234193410001028893',
  );
  if (!order) throw new Error('the demo has lost its first order');
  // Each conversation is another buyer's, with the same order of their own.
  await Promise.all(ids.map((id) => keepOrder(desk.records, id, order)));
  let next = 0;
  const worker = async () => {
    for (let id = ids[next++]; id !== undefined; id = ids[next++]) await fileTwice(desk, id);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));

  const wrong: string[] = [];
  for (const id of ids) {
    const keys = botKeys(await desk.settled(id));
    const cases = await desk.cases.cases(id);
    if (keys.join() !== FILED_KEYS.join() || cases.length !== 1)
      wrong.push(`${id}: ${cases.length} cases, ${keys.join()}`);
  }
  return wrong;
}

async function fileTwice(desk: TestTurns, id: string): Promise<void> {
  for (const [index, text] of FILING.entries()) {
    await Promise.all([send(desk, id, `m${index}`, text, id), send(desk, id, `m${index}`, text, id)]);
    await desk.settled(id);
    await send(desk, id, `m${index}`, text, id);
  }
}

/** The store with its memory of ids taken out: every delivery looks new. */
function withoutRecognition(store: ConversationStore): ConversationStore {
  let delivery = 0;
  return new Proxy(store, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      if (name !== 'accept') return member.bind(target);
      return (...[conversationId, message, entry]: Parameters<ConversationStore['accept']>) => {
        delivery += 1;
        const id = `${message.id}#${delivery}`;
        return target.accept(conversationId, { ...message, id }, entry && { ...entry, id: `${entry.id}#${delivery}` });
      };
    },
  });
}
