import { expect } from 'chai';
import { OrderId } from '../../../services/refunds/ids.js';
import { memoryRecords } from '../memoryRecords.js';
import { failingAt, Outage } from '../watchedRecords.js';
import { MINUTE, openVerification, SPREAD, slow } from './openVerification.js';

describe('how often codes are asked for and tried', () => {
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
});
