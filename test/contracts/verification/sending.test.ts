import { expect } from 'chai';
import { CodeRefused, type CodeSender } from '../../../services/verification/codeSender.js';
import { KeptCodes } from '../../conversations/support/keptCodes.js';
import { MINUTE, NOBODYS, openVerification, settled } from './openVerification.js';

describe('how a code is sent', () => {
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
});
