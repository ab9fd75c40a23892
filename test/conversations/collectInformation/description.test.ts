import { expect } from 'chai';
import { CUPS } from '../support/scripts.js';
import { talk } from '../support/talk.js';

const DETAILS = `
  buyer: my parcel arrived broken
  bot: refund.askOrder
  buyer: ${CUPS}
  bot: refund.askDetails
`;
const TOLD = '250 of the 500 cups have cracks all over, I noticed it yesterday.';

async function described(text: string): Promise<unknown> {
  const talking = await talk(DETAILS);
  await talking.says(text);
  // The state is our own, as JSON.
  return (talking.state as { draft: { description?: string } }).draft.description;
}

/** What stands around the buyer's own words when a mail is pasted. */
const AROUND: Readonly<Record<string, (told: string) => string>> = {
  'the head of a mail': (told) => `From: Anna Berg <anna@example.com>\nSubject: order\n\n${told}`,
  'quoted lines': (told) => `> please describe the problem\n${told}\n> and send photos`,
  'a greeting and a name': (told) => `${told}\n\nBest regards,\nAnna Berg\n+49 30 1234567`,
  'a greeting with the name beside it': (told) => `${told}\nKind regards, Anna Berg\nBerg GmbH`,
  'a greeting in the same line': (told) => `${told} Best regards, Anna Berg, Hauptstr. 5, 10115 Berlin`,
  'a greeting and all that a company puts below it': (told) =>
    `${told}\nKind regards\nAnna Berg\n${'This message is for its addressee only. '.repeat(12)}`,
  'one without a stop before it': (told) => `${told} with kind regards Anna`,
  'a signature below two dashes': (told) => `${told}\n-- \nAnna Berg\nPurchasing`,
  'the telephone it was sent from': (told) => `${told}\nSent from my iPhone`,
  'another telephone': (told) => `${told}\nSent from my Samsung Galaxy smartphone`,
  'the mail that was answered': (told) => `${told}\n\nOn 3 Nov 2026, Lily Chen wrote:\nplease describe the problem`,
  'its lead-in over two lines': (told) =>
    `${told}\n\nOn Tue, Nov 3, 2026 at 4:12 PM Lily Chen\n<lily@seller.example> wrote:\nplease describe the problem`,
  'its lead-in without a date': (told) => `${told}\nLily Chen wrote:\n> please describe the problem`,
  'the mark of an original message': (told) => `${told}\n-----Original Message-----\nplease describe the problem`,
};

describe('the description', () => {
  for (const [what, around] of Object.entries(AROUND))
    it(`has nothing of ${what}`, async () => expect(await described(around(TOLD))).to.equal(TOLD));

  for (const text of [
    'I write with regards to the cups: 250 of 500 are cracked, noticed yesterday',
    '250 of 500 cups are cracked, seen yesterday, and as regards the cartons, they were wet',
    '250 of 500 cups are cracked, seen yesterday. Sincerely never seen such bad packing before',
    '250 of 500 cups are cracked, seen yesterday, that is all with regards to it',
    '250 of 500 cups are cracked, seen yesterday, and the seller sends regards',
    '250 of 500 cups are cracked, seen yesterday.\nThe seller wrote:\nit is the fault of the carrier',
    '250 of 500 cups are cracked, seen yesterday.\nSent from my supplier without any padding',
    '250 of 500 cups are cracked, seen yesterday - the handles - all of them',
  ])
    it(`keeps ${JSON.stringify(text)} whole`, async () => expect(await described(text)).to.equal(text));

  it('that is nothing but a quote stays as it is', async () => {
    const quote = '> 250 of the 500 cups are cracked, I saw it yesterday';
    expect(await described(quote)).to.equal(quote);
  });

  for (const ahead of ['in 3 days', 'In two weeks.', 'in a month'])
    it(`is not "${ahead}": that is still to come`, async () => {
      const talking = await talk(`
        ${DETAILS}
        buyer: 250 of 500, yesterday
        bot: refund.askDetails (description)
        buyer: ${ahead}
        bot: refund.askDetails (description)
      `);
      expect(talking.state).to.not.have.nested.property('draft.description');
    });

  it('of the first message has nothing of the mail around it either', async () => {
    const talking = await talk('');
    await talking.says(
      `Hello,\nmy order ${CUPS} came with 250 of 500 cups broken all over.\n\nKind regards,\nAnna Berg\n\nOn 3 Nov 2026, Lily wrote:\n> thank you`,
    );
    expect(talking.state)
      .to.have.nested.property('draft.description')
      .that.includes('broken all over')
      .and.not.match(/Anna|regards|Lily|thank/);
  });
});
