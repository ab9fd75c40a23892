import { expect } from 'chai';
import type { TurnRunner } from '../../bots/turn/turnScope.js';
import type { ConversationStore } from '../../services/conversations/conversationStore.js';
import { StoreAwayError } from '../../services/storage/storeAway.js';
import { until } from '../support/until.js';
import { FILING, send } from './support/filingScript.js';
import { botKeys, openTestTurns } from './support/testTurns.js';

const SECRET = 'internal detail: /srv/secret';

/** The real bot, but for messages with a certain word. */
function failingOn(
  word: string,
  how: (runner: TurnRunner, ...input: Parameters<TurnRunner['run']>) => ReturnType<TurnRunner['run']>,
) {
  return (runner: TurnRunner): TurnRunner => ({
    run: (input) => (String(input.message.body['text']).includes(word) ? how(runner, input) : runner.run(input)),
    apologise: (...input) => runner.apologise(...input),
  });
}

/** The store as the next process finds it after so many have died with the message in hand. */
function afterDeaths(store: ConversationStore, deaths: () => number): ConversationStore {
  return new Proxy(store, {
    get(target, name) {
      if (name !== 'accept') {
        const member = Reflect.get(target, name, target);
        return typeof member === 'function' ? member.bind(target) : member;
      }
      return async (...input: Parameters<ConversationStore['accept']>) => {
        const accepted = await target.accept(...input);
        if (accepted.kind === 'refused' || !accepted.turn) return accepted;
        return { ...accepted, turn: { ...accepted.turn, attempt: deaths() + 1 } };
      };
    },
  });
}

describe('a turn that throws', () => {
  it('apologises with an incident id, keeps the draft, logs the error, and lets nothing internal out', async function () {
    this.timeout(20_000);
    const runner = failingOn('boom', async () => {
      throw new Error(SECRET);
    });
    const desk = await openTestTurns({ runner });
    try {
      await send(desk, 'c', 'm0', FILING[0]);
      await desk.settled('c');
      await send(desk, 'c', 'm1', FILING[1]);
      await desk.settled('c');
      const before = await desk.store.state('c');
      await send(desk, 'c', 'm2', 'boom');
      const entries = await desk.settled('c');
      expect(botKeys(entries).at(-1)).to.equal('root.failed');
      expect(await desk.store.state('c')).to.deep.equal(before);

      // The log's activities are our own: this one carries its incident.
      const incident = String((entries.at(-1)?.activity['channelData'] as { incident?: string } | undefined)?.incident);
      expect(incident).to.match(/^[0-9a-f]{8}$/);
      expect(String(entries.at(-1)?.activity['text'])).to.include(incident);
      expect(JSON.stringify(entries)).to.not.include('secret');
      const logged = desk.logged.find(({ fields }) => 'incident' in fields && fields.incident === incident);
      expect(logged?.level).to.equal('error');
      expect((logged?.fields as { err: Error } | undefined)?.err.message).to.equal(SECRET);

      await send(desk, 'c', 'm3', FILING[2]);
      expect(botKeys(await desk.settled('c')).at(-1)).to.equal('refund.askSeller');
    } finally {
      await desk.close();
    }
  });

  it('is run again when only a read failed, and the buyer notices nothing', async function () {
    this.timeout(20_000);
    let fails = 2;
    const runner = failingOn('broken', async (real, input) => {
      if (fails-- > 0) throw new Error('the order system was away for a moment');
      return real.run(input);
    });
    const desk = await openTestTurns({ runner });
    try {
      await send(desk, 'c', 'm0', FILING[0]);
      expect(botKeys(await desk.settled('c'))).to.deep.equal(['refund.askOrder']);
    } finally {
      await desk.close();
    }
  });
});

describe('a turn that met a store that is away', () => {
  it('waits for it, however often, without an apology and without being counted', async function () {
    this.timeout(20_000);
    let tries = 0;
    const runner = failingOn('parcel', async (real, input) => {
      tries += 1;
      // As the SDK's dialogs wrap what is thrown in them.
      if (tries <= 5) throw Object.assign(new Error('in a dialog'), { error: new StoreAwayError('away') });
      return real.run(input);
    });
    const desk = await openTestTurns({ runner });
    try {
      await send(desk, 'c', 'm0', FILING[0]);
      expect(botKeys(await desk.settled('c'))).to.deep.equal(['refund.askOrder']);
      expect(tries).to.equal(6);
    } finally {
      await desk.close();
    }
  });
});

describe('a poison message', () => {
  it('that no turn survives is set aside after three tries, and the conversation goes on', async function () {
    this.timeout(20_000);
    let tries = 0;
    // Never ends within the limit.
    const runner = failingOn('poison', async () => {
      tries += 1;
      return new Promise(() => undefined);
    });
    const desk = await openTestTurns({ runner, turnLimitMs: 60, settings: { leaseMs: 200 } });
    try {
      await send(desk, 'c', 'm0', 'poison');
      await send(desk, 'c', 'm1', 'are there any fees?');
      const keys = botKeys(await desk.settled('c'));
      expect(tries).to.equal(3);
      expect(keys).to.deep.equal(['root.failed', 'faq.answer']);
      // By an effect, which the buyer's answer does not wait for.
      await until(async () => JSON.stringify(await desk.records.list('setAside')).includes('poison'));
    } finally {
      await desk.close();
    }
  });

  it('in whose turn the process died eight times is set aside; up to then it is tried', async function () {
    this.timeout(20_000);
    let deaths = 7;
    const desk = await openTestTurns({ store: (store) => afterDeaths(store, () => deaths) });
    try {
      await send(desk, 'c', 'm0', 'are there any fees?');
      expect(botKeys(await desk.settled('c'))).to.deep.equal(['faq.answer']);
      expect(await desk.records.list('setAside')).to.deep.equal([]);
      deaths = 8;
      await send(desk, 'd', 'm0', 'are there any fees?');
      expect(botKeys(await desk.settled('d'))).to.deep.equal(['root.failed']);
      await until(async () => JSON.stringify(await desk.records.list('setAside')).includes('any fees'));
    } finally {
      await desk.close();
    }
  });

  it('whose state would be too large is answered with an apology, and the state before it stays', async function () {
    this.timeout(20_000);
    const runner = failingOn('huge', async (real, input) => ({
      ...(await real.run(input)),
      state: { huge: 'x'.repeat(70_000) },
    }));
    const desk = await openTestTurns({ runner });
    try {
      await send(desk, 'c', 'm0', FILING[0]);
      await desk.settled('c');
      const before = await desk.store.state('c');
      await send(desk, 'c', 'm1', 'huge');
      expect(botKeys(await desk.settled('c'))).to.deep.equal(['refund.askOrder', 'root.failed']);
      expect(await desk.store.state('c')).to.deep.equal(before);
    } finally {
      await desk.close();
    }
  });
});
