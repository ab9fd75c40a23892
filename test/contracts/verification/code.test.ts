import { expect } from 'chai';
import type { OrderId } from '../../../services/refunds/ids.js';
import { CodeOffers } from '../../../services/verification/codeOffers.js';
import { CodeRefused, type CodeSender } from '../../../services/verification/codeSender.js';
import { seal } from '../../../services/verification/oneTimeCode.js';
import { Verification } from '../../../services/verification/verification.js';
import { KeptCodes } from '../../conversations/support/keptCodes.js';
import { memoryRecords } from '../memoryRecords.js';
import { failingAt, listedRecords, Outage } from '../watchedRecords.js';
import { CUPS, MINUTE, NOBODYS, openVerification, slow } from './openVerification.js';

describe('a one-time code of an order', () => {
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
