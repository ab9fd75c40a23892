import { expect } from 'chai';
import type { ConversationStore } from '../../services/conversations/conversationStore.js';
import type { Records } from '../../services/storage/records.js';
import { FILED_KEYS, FILING, file } from '../faults/support/filingScript.js';
import { botKeys, openTestTurns } from '../faults/support/testTurns.js';

type Fault = { readonly at: number; readonly when: 'before' | 'after' };

/** Counts the calls of every method of the ports under it, and makes one of them throw. */
class FaultyPorts {
  calls = 0;
  constructor(readonly fault: Fault | undefined) {}

  wrap<T extends object>(port: T, watched: readonly (keyof T)[]): T {
    return new Proxy(port, {
      get: (target, name) => {
        const member = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        if (!watched.some((each) => each === name)) return member.bind(target);
        return async (...args: unknown[]) => {
          const mine = ++this.calls === this.fault?.at ? this.fault : undefined;
          if (mine?.when === 'before') throw new Error(`injected before ${String(name)}`);
          const result = await member.apply(target, args);
          // Done, and nobody hears of it.
          if (mine) throw new Error(`injected after ${String(name)}`);
          return result;
        };
      },
    });
  }
}

// What is polled while nothing happens would move the count: it has nothing to lose.
const STORE = [
  'accept',
  'claim',
  'commit',
  'release',
  'settleEffect',
  'retryEffect',
  'changeBuyer',
] as const satisfies readonly (keyof ConversationStore)[];
const RECORDS = ['get', 'create', 'replace', 'remove', 'list'] as const satisfies readonly (keyof Records)[];

async function run(fault: Fault | undefined) {
  const faulty = new FaultyPorts(fault);
  const desk = await openTestTurns({
    store: (store) => faulty.wrap(store, STORE),
    records: (records) => faulty.wrap(records, RECORDS),
  });
  try {
    await file(desk, 'conversation');
    const entries = await desk.settled('conversation');
    const keys = botKeys(entries);
    return {
      calls: faulty.calls,
      // An apology and the question that it repeats are the one trace that a fault may leave.
      keys,
      inbound: entries.flatMap(({ activity }) =>
        activity['text'] !== undefined && !activity['channelData'] ? [activity['text']] : [],
      ),
      cases: (await desk.cases.cases('demo-buyer')).filter(({ request }) => request.orderId === '234193410001028893'),
      state: JSON.parse(JSON.stringify(await desk.store.state('conversation'))),
    };
  } finally {
    await desk.close();
  }
}

describe('a failing store call', () => {
  it('at every call of a whole filing, before or after its effect, ends in the same state', async function () {
    this.timeout(300_000);
    const clean = await run(undefined);
    expect(clean.keys).to.deep.equal(FILED_KEYS);
    for (let at = 1; at <= clean.calls; at++) {
      for (const when of ['before', 'after'] as const) {
        const faulted = await run({ at, when });
        const what = `call ${at} failing ${when} its effect`;
        expect(faulted.inbound, what).to.deep.equal(FILING);
        expect(faulted.cases, what).to.have.length(1);
        expect(
          faulted.keys.filter((key) => key === 'refund.filed'),
          what,
        ).to.have.length(1);
        expect(withoutIds(faulted.state), what).to.deep.equal(withoutIds(clean.state));
      }
    }
  });
});

/** Ids are drawn anew in every run; everything else must be alike. */
function withoutIds(state: { filed: { draftId: string; caseId: string }[] }): object {
  return { ...state, filed: state.filed.length };
}
