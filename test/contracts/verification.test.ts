import { inspect } from 'node:util';
import { expect } from 'chai';
import { OrderId } from '../../services/refunds/ids.js';
import type { Records } from '../../services/storage/records.js';
import { CodeOffers } from '../../services/verification/codeOffers.js';
import { CodeRefused, type CodeSender } from '../../services/verification/codeSender.js';
import { seal } from '../../services/verification/oneTimeCode.js';
import { type CodeRequest, Verification } from '../../services/verification/verification.js';
import { KeptCodes } from '../conversations/support/keptCodes.js';
import { until } from '../support/until.js';
import { memoryRecords } from './memoryRecords.js';
import { failingAt, listedRecords, Outage, watchedRecords } from './watchedRecords.js';

const CUPS = OrderId.parse('234193410001028893');
const NOBODYS = OrderId.parse('999999999999999999');
const MINUTE = 60_000;

/** Lets others come in between, in every call. */
const slow = (records: Records) =>
  watchedRecords(records, async (call) => {
    await new Promise((resolve) => setImmediate(resolve));
    return call();
  });

function openVerification(given: { records?: Records; sender?: CodeSender } = {}) {
  const codes = new KeptCodes();
  const time = { now: 1_000_000 };
  const records = given.records ?? memoryRecords(() => time.now);
  const logged: string[] = [];
  const keep = (fields: object, message: string) => void logged.push(inspect({ ...fields, message }, { depth: 9 }));
  const verification = new Verification({
    records,
    cases: { ownerOf: async (orderId) => (orderId === CUPS ? 'anna' : undefined) },
    sender: given.sender ?? codes,
    log: { info: keep, warn: keep, error: keep },
    clock: () => time.now,
    firstRetryMs: 1,
  });
  let keys = 0;
  const asking = (change: Partial<CodeRequest> = {}): CodeRequest => ({
    key: `key ${keys++}`,
    conversationId: 'c1',
    by: 'stranger',
    orderId: CUPS,
    ...change,
  });
  return { verification, codes, time, records, logged, asking };
}

/** Requests that have one thing in common, and nothing else. */
const SPREAD = {
  conversation: (n) => ({ by: `b${n}`, orderId: OrderId.parse(`9000000000${n + 10}`) }),
  'buyer of a channel': (n) => ({ conversationId: `c${n}`, orderId: OrderId.parse(`9000000000${n + 10}`) }),
  order: (n) => ({ by: `b${n}`, conversationId: `c${n}` }),
} satisfies Record<string, (n: number) => Partial<CodeRequest>>;

describe('verification by a one-time code', () => {
  it('is right once, for the buyer and conversation that asked', async () => {
    const { verification, codes, asking } = openVerification();
    await verification.request(asking());
    for (const other of [{ conversationId: 'c2' }, { by: 'another' }])
      expect(await verification.check(asking(other), codes.last)).to.deep.equal({ kind: 'expired' });
    expect(await verification.check(asking({ orderId: NOBODYS }), codes.last)).to.deep.equal({ kind: 'expired' });
    const first = asking();
    expect(await verification.check(first, codes.last)).to.deep.equal({ kind: 'right', buyerId: 'anna' });
    expect(await verification.check(first, codes.last), 'repeated').to.deep.equal({ kind: 'right', buyerId: 'anna' });
    expect(await verification.check(asking(), codes.last), 'used again').to.deep.equal({ kind: 'expired' });
  });

  it('is right for one of several at once', async () => {
    for (const tries of [2, 5]) {
      const { verification, codes, asking } = openVerification({ records: slow(memoryRecords(() => 0)) });
      await verification.request(asking());
      const code = codes.last;
      const all = await Promise.all(Array.from({ length: tries }, () => verification.check(asking(), code)));
      expect(all.filter(({ kind }) => kind === 'right')).to.have.length(1);
    }
  });

  it('holds for ten minutes', async () => {
    const { verification, codes, time, asking } = openVerification();
    await verification.request(asking());
    time.now += 10 * MINUTE - 1;
    expect((await verification.check(asking(), codes.wrong)).kind).to.equal('wrong');
    time.now += 1;
    expect((await verification.check(asking(), codes.last)).kind).to.equal('expired');
  });

  it('is the newest code only', async () => {
    const { verification, codes, asking } = openVerification();
    await verification.request(asking());
    const old = codes.last;
    await verification.request(asking());
    if (old !== codes.last) expect((await verification.check(asking(), old)).kind).to.equal('wrong');
    expect((await verification.check(asking(), codes.last)).kind).to.equal('right');
  });

  for (const [what, spread] of Object.entries(SPREAD)) {
    it(`looks at five codes an hour for one ${what}, though forty come at once`, async () => {
      const { verification, codes, time, records, asking } = openVerification({
        records: slow(memoryRecords(() => 0)),
      });
      // Each has a code out, and asking for it is not what stops the tries.
      const all = Array.from({ length: 40 }, (_, n) => asking(spread(n)));
      for (const each of all) {
        await verification.request(each);
        for (const { key } of await records.list('attempts')) await records.remove('attempts', key);
      }
      const answers = await Promise.all(
        all.map((each) => verification.check({ ...each, key: `try ${each.key}` }, codes.wrong)),
      );
      const refused = answers.filter(({ kind }) => kind === 'tooMany');
      // The fifth wrong one is answered with how long to wait, as those behind it are.
      expect(answers.filter(({ kind }) => kind === 'wrong')).to.have.length(4);
      expect(refused).to.have.length(36);
      expect(new Set(refused.map((each) => each.kind === 'tooMany' && each.until))).to.deep.equal(
        new Set([time.now + 60 * MINUTE]),
      );
    });
  }

  it('counts over any hour, not from the full one on', async () => {
    const { verification, codes, time, asking } = openVerification();
    const tries = async (...typed: readonly ('wrong' | 'last')[]) => {
      await verification.request(asking());
      const kinds: string[] = [];
      for (const which of typed) kinds.push((await verification.check(asking(), codes[which])).kind);
      return kinds;
    };
    expect(await tries('wrong')).to.deep.equal(['wrong']);
    time.now += 50 * MINUTE;
    expect(await tries('wrong', 'wrong', 'wrong', 'wrong', 'last')).to.deep.equal([
      ...['wrong', 'wrong', 'wrong'],
      ...['tooMany', 'tooMany'],
    ]);
    time.now += 10 * MINUTE;
    expect(await tries('wrong', 'last')).to.deep.equal(['tooMany', 'tooMany']);
    time.now += 50 * MINUTE;
    expect(await tries('wrong', 'last')).to.deep.equal(['wrong', 'right']);
  });

  it('a try that is repeated after a failure is one try', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let nth = 1; ; nth += 1) {
        const { verification, codes, records, asking } = openVerification();
        await verification.request(asking());
        await new Promise((resolve) => setImmediate(resolve));
        const flaky = failingAt(records, nth, when);
        const broken = openVerification({ records: flaky, sender: codes }).verification;
        const one = asking();
        const wrong = await broken.check(one, codes.wrong).catch((error: unknown) => error instanceof Outage);
        expect(await verification.check(one, codes.wrong), `call ${nth}`).to.deep.equal({ kind: 'wrong', left: 4 });
        if (wrong !== true) break;
      }
    }
  });

  it('a request that is repeated after a failure is one request, and its newest code is right', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let nth = 1; ; nth += 1) {
        const { verification, codes, records, asking } = openVerification();
        const broken = openVerification({ records: failingAt(records, nth, when), sender: codes }).verification;
        const one = asking();
        const failed = await broken.request(one).catch((error: unknown) => error instanceof Outage);
        expect(await verification.request(one), `call ${nth}`).to.deep.equal({ kind: 'asked' });
        expect((await verification.check(asking(), codes.last)).kind, `call ${nth}`).to.equal('right');
        const more: string[] = [];
        while (more.length < 3) more.push((await verification.request(asking())).kind);
        expect(more, `call ${nth}`).to.deep.equal(['asked', 'asked', 'tooMany']);
        if (failed !== true) break;
      }
    }
  });

  for (const [what, spread, limit] of [
    ['order', SPREAD.order, 3],
    ['conversation', SPREAD.conversation, 5],
    ['buyer of a channel', SPREAD['buyer of a channel'], 5],
  ] as const) {
    it(`${limit} codes an hour are made for one ${what}, though twenty are asked for at once`, async () => {
      const { verification, asking } = openVerification({ records: slow(memoryRecords(() => 0)) });
      const all = Array.from({ length: 20 }, (_, n) => verification.request(asking(spread(n))));
      expect((await Promise.all(all)).filter(({ kind }) => kind === 'asked')).to.have.length(limit);
    });
  }

  it('who has used up the own tries and codes uses up none of an order', async () => {
    const { verification, codes, asking } = openVerification();
    const cups = { conversationId: 'about the cups' };
    await verification.request(asking(cups));
    for (let nth = 0; nth < 5; nth += 1) {
      const other = { orderId: OrderId.parse(`90000000000${nth % 4}`), conversationId: `c${nth % 4}` };
      await verification.request(asking(other));
      await verification.check(asking(other), codes.wrong);
    }
    for (let nth = 0; nth < 10; nth += 1) {
      expect((await verification.request(asking(cups))).kind).to.equal('tooMany');
      expect((await verification.check(asking(cups), codes.wrong)).kind).to.equal('tooMany');
    }
    const owner = { by: 'the owner', conversationId: 'at home' };
    expect(await verification.request(asking(owner))).to.deep.equal({ kind: 'asked' });
    expect(await verification.check(asking(owner), codes.wrong)).to.deep.equal({ kind: 'wrong', left: 4 });
  });

  it('answers the same and calls the store the same for an order of somebody and for a number of nobody', async () => {
    const seen = async (orderId: OrderId) => {
      const calls: string[] = [];
      const given = openVerification({
        records: listedRecords(
          memoryRecords(() => 0),
          calls,
        ),
      });
      const ask = given.asking({ orderId });
      const answers: object[] = [];
      for (let nth = 0; nth < 4; nth += 1) {
        answers.push(await given.verification.request({ ...ask, key: `code ${nth}` }));
        // Sent, and noted: that goes on beside, in whatever order.
        await new Promise((resolve) => setImmediate(resolve));
        answers.push(await given.verification.check({ ...ask, key: `try ${nth}` }, given.codes.wrong));
      }
      given.time.now += 10 * MINUTE;
      answers.push(await given.verification.check({ ...ask, key: 'late' }, given.codes.wrong));
      answers.push(await given.verification.request({ ...ask, key: 'one too many' }));
      return { answers, calls };
    };
    const own = await seen(CUPS);
    expect(own.answers.map((answer) => 'kind' in answer && answer.kind))
      .to.include('tooMany')
      .and.include('expired');
    expect(await seen(NOBODYS)).to.deep.equal(own);
  });

  it('no code is right for an order that is nobody’s, not even the one that was made', async () => {
    const { verification, records, asking } = openVerification();
    await verification.request(asking({ orderId: NOBODYS }));
    const offers = new CodeOffers(records);
    const [offer] = await offers.all();
    if (!offer) throw new Error('no code was made');
    await offers.put({ ...offer, ...seal('123456') });
    expect((await verification.check(asking({ orderId: NOBODYS }), '123456')).kind).to.equal('wrong');
    await offers.put({ ...offer, ...seal('123456'), orderId: CUPS, owner: 'anna' });
    expect((await verification.check(asking(), '123456')).kind, 'the same of somebody').to.equal('right');
  });

  it('keeps no code in the clear, and none in the log', async () => {
    const codes = new KeptCodes();
    const failing: CodeSender = {
      async send(letter) {
        await codes.send(letter);
        throw new CodeRefused('shop.example answered 400');
      },
    };
    const { verification, records, logged, asking } = openVerification({ sender: failing });
    await verification.request(asking());
    await new Promise((resolve) => setTimeout(resolve, 5));
    const kept = JSON.stringify([await records.list('codeOffers'), await records.list('attempts')]);
    expect(codes.last).to.match(/^\d{6}$/);
    // Times have digits, too: as a text of its own, or within one.
    expect(kept).to.not.include(`"${codes.last}"`);
    expect(logged.join()).to.include('400').and.to.not.include(codes.last);
  });

  for (const [what, answer, sent] of [
    ['until it is taken', (nth: number) => (nth < 4 ? new Error('away') : undefined), 4],
    ['seven times at most', () => new Error('away'), 7],
    ['not where they say no', () => new CodeRefused('no'), 1],
  ] as const) {
    it(`tries again with the same key and code: ${what}`, async () => {
      const codes = new KeptCodes();
      const flaky: CodeSender = {
        async send(letter) {
          await codes.send(letter);
          const error = answer(codes.letters.length);
          if (error) throw error;
        },
      };
      const { verification, records, asking } = openVerification({ sender: flaky });
      await verification.request(asking());
      await settled(records);
      expect(codes.letters).to.have.length(sent);
      expect(new Set(codes.letters.map(({ key, code }) => `${key} ${code}`)).size).to.equal(1);
    });
  }

  it('a newer code stops the sending of the one before', async () => {
    const codes = new KeptCodes();
    const away: CodeSender = {
      async send(letter) {
        await codes.send(letter);
        if (letter.code === codes.letters[0]?.code) throw new Error('away');
      },
    };
    const { verification, records, asking } = openVerification({ sender: away });
    await verification.request(asking());
    await verification.request(asking());
    await settled(records);
    // The first one's retry would have come after 1 ms.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(codes.letters).to.have.length(2);
    expect((await verification.check(asking(), codes.last)).kind).to.equal('right');
  });

  it('is not sent any more once it is too old', async () => {
    const codes = new KeptCodes();
    const away: CodeSender = {
      async send(letter) {
        await codes.send(letter);
        time.now += 6 * MINUTE;
        throw new Error('away');
      },
    };
    const { verification, records, time, asking } = openVerification({ sender: away });
    await verification.request(asking());
    await settled(records);
    expect(codes.letters).to.have.length(2);
  });

  it('sends at the next start what was not sent, as a new code', async () => {
    const cut = new KeptCodes();
    const never: CodeSender = {
      async send(letter, signal) {
        await cut.send(letter);
        await new Promise((_resolve, reject) => signal.addEventListener('abort', reject));
      },
    };
    const before = openVerification({ sender: never });
    await before.verification.request(before.asking());
    await before.verification.request(before.asking({ conversationId: 'c2', orderId: NOBODYS }));
    await before.verification.close();
    const after = openVerification({ records: before.records });
    await after.verification.start();
    await new Promise((resolve) => setImmediate(resolve));
    await after.verification.start();
    expect(after.codes.letters).to.have.length(1);
    // By its key the shop would take it for the one before.
    expect(after.codes.letters[0]?.key).to.not.equal(cut.letters[0]?.key);
    expect((await after.verification.check(after.asking({ key: 'later' }), after.codes.last)).kind).to.equal('right');
    const tooLate = openVerification({ sender: never });
    await tooLate.verification.request(tooLate.asking());
    await tooLate.verification.close();
    const late = openVerification({ records: tooLate.records });
    late.time.now += 10 * MINUTE;
    await late.verification.start();
    expect(late.codes.letters).to.deep.equal([]);
  });

  it('asked for again under its key, a code that was sent or is being sent is not sent again', async () => {
    const codes = new KeptCodes();
    let taken = () => {};
    const slowly: CodeSender = {
      async send(letter) {
        await codes.send(letter);
        await new Promise<void>((resolve) => {
          taken = resolve;
        });
      },
    };
    const { verification, records, asking } = openVerification({ sender: slowly });
    const one = asking();
    await verification.request(one);
    await verification.request(one);
    taken();
    await settled(records);
    await verification.request(one);
    expect(codes.letters).to.have.length(1);
  });

  it('says of the last code of the hour that it is, and of one too many which one still counts', async () => {
    const { verification, codes, time, asking } = openVerification();
    const hourLater = time.now + 60 * MINUTE;
    await verification.request(asking());
    time.now += 4 * MINUTE;
    expect(await verification.request(asking())).to.deep.equal({ kind: 'asked' });
    const last = asking();
    for (const what of ['third', 'third, repeated'])
      expect(await verification.request(last), what).to.deep.equal({ kind: 'asked', noMoreUntil: hourLater });
    const goodUntil = time.now + 10 * MINUTE;
    time.now += 1 * MINUTE;
    expect(await verification.request(asking())).to.deep.equal({ kind: 'tooMany', until: hourLater, goodUntil });
    const elsewhere = asking({ by: 'another', conversationId: 'c2' });
    expect(await verification.request(elsewhere)).to.deep.equal({ kind: 'tooMany', until: hourLater });
    expect((await verification.check(asking(), codes.last)).kind).to.equal('right');
    expect(await verification.request(asking()), 'used').to.deep.equal({ kind: 'tooMany', until: hourLater });
  });

  it('the tries and codes of the hour outlive the process', async () => {
    const before = openVerification();
    await before.verification.request(before.asking());
    for (let nth = 1; nth <= 5; nth += 1) await before.verification.check(before.asking(), before.codes.wrong);
    await before.verification.request(before.asking());
    const after = openVerification({ records: before.records });
    const [third, fourth] = [after.asking({ key: 'third' }), after.asking({ key: 'fourth' })];
    expect((await after.verification.request(third)).kind).to.equal('asked');
    expect((await after.verification.request(fourth)).kind).to.equal('tooMany');
    expect((await after.verification.check(after.asking({ key: 'sixth' }), after.codes.last)).kind).to.equal('tooMany');
  });

  it('without a sender nothing is asked for', async () => {
    const { records, asking } = openVerification();
    const cannot = new Verification({
      records,
      cases: { ownerOf: async () => 'anna' },
      sender: undefined,
      log: { info: () => {}, warn: () => {}, error: () => {} },
      clock: () => 0,
    });
    expect(await cannot.request(asking())).to.deep.equal({ kind: 'unavailable' });
    expect(await cannot.check(asking(), '123456')).to.deep.equal({ kind: 'expired' });
  });
});

/** Every code is on its way or given up. */
const settled = (records: Records) =>
  until(async () => (await new CodeOffers(records).all()).every(({ isSettled }) => isSettled));
