import { expect } from 'chai';
import { type Conversation, talk } from '../support/talk.js';

const WAYS = [
  'send me our conversation',
  'Send me the chat, please',
  'transcript',
  'Can I have a transcript?',
  'please e-mail me the chat',
  'could you email me a copy of this conversation?',
  'download this chat',
  'I want to download the conversation',
  'Now you might mail me our conversation',
];

const STEPS: Readonly<Record<string, string>> = {
  'the order': `
    buyer: my parcel arrived broken
    bot: refund.askOrder
  `,
  'the details': `
    buyer: order 234193410001028893 arrived broken
    bot: refund.askDetails
  `,
  'the amount': `
    buyer: order 234193410001028893 came broken, all 500, noticed yesterday, they refused
    bot: refund.askRemedy
    buyer: part of the money
    bot: refund.askAmount
  `,
  'the evidence': `
    buyer: order 234193410001028893 came broken, all 500, noticed yesterday, I want a full refund, they refused
    bot: refund.askEvidence
  `,
  'the review': `
    buyer: order 234193410001028893 came broken, all 500, noticed yesterday, I want a full refund, they refused
    bot: refund.askEvidence
    buyer: none
    bot: refund.review
  `,
};

function enclosed(talking: Conversation) {
  return talking.last
    .flatMap(({ attachments = [] }) => attachments)
    .find(({ contentType }) => contentType === 'text/plain');
}

describe('"send me our conversation"', () => {
  for (const way of WAYS) {
    it(`is heard as ${JSON.stringify(way)}`, async () => {
      const talking = await talk(`
        buyer: ${way}
        bot: transcript.ready
      `);
      expect(enclosed(talking)).to.deep.equal({
        contentType: 'text/plain',
        name: 'refund-desk-2026-11-23.txt',
        contentUrl: `transcript:${talking.now}/UTC`,
      });
    });
  }

  for (const [step, script] of Object.entries(STEPS)) {
    it(`at ${step}: the open question is asked again, and nothing that was told changes`, async () => {
      const talking = await talk(script);
      const draft = told(talking);
      const open = script.trim().split('bot: ').at(-1)?.trim();
      await talk(
        `
          buyer: send me our conversation
          bot: transcript.ready
          bot: ${open}
        `,
        talking,
      );
      expect(told(talking)).to.deep.equal(draft);
    });
  }

  it('is no evidence and no story: the chat with the seller is another one', () =>
    talk(`
      buyer: order 234193410001028893 came broken, all 500, noticed yesterday, I want a full refund, they refused
      bot: refund.askEvidence
      buyer: here is the chat with the seller: https://photos.example.com/chat.png
      bot: refund.review
    `));
});

function told({ state }: Conversation) {
  // The state is our own, as JSON.
  return (state as { draft?: unknown }).draft;
}
