import { expect } from 'chai';
import type { Json } from '../../../services/json.js';
import { Conversation, talk } from '../support/talk.js';

const TO_THE_SELLER = `
  buyer: my parcel arrived broken
  bot: refund.askOrder
  buyer: 234193410001028893
  bot: refund.askDetails
  buyer: 250 of the 500 cups are cracked, I noticed it yesterday
  bot: refund.askSeller
`;
const FROM_THE_SELLER_ON = `
  buyer: No answer
  bot: refund.askRemedy
  buyer: Full refund
  bot: refund.askEvidence
  buyer: https://photos.example.com/1.jpg
  bot: refund.review
  buyer: submit
  bot: refund.filing
  bot: refund.filed
`;

/** A stored state, loose enough to be bent into what another build would have written. */
type Stored = {
  dialogs: { dialogStack: { id: string; state: Record<string, unknown> }[] };
  draft: Record<string, unknown>;
  [field: string]: unknown;
};

/** Plays up to the seller's question, bends the stored state, and goes on. */
async function afterUpgrade(bend: (stored: Stored) => void, rest: string): Promise<Conversation> {
  const talking = await talk(TO_THE_SELLER);
  // Written by this build's own turn, just now.
  const stored = structuredClone(talking.state) as Stored;
  bend(stored);
  talking.state = stored as unknown as Json;
  return talk(rest, talking);
}

const frame = (stored: Stored) => {
  const [first] = stored.dialogs.dialogStack;
  if (!first) throw new Error('no dialog is open');
  return first;
};

describe('a state that another build has stored', () => {
  it('a dialog was renamed: the answer still counts, and the flow goes on', () =>
    afterUpgrade((stored) => {
      frame(stored).id = 'claim';
    }, FROM_THE_SELLER_ON));

  it('a dialog on top of the filing was removed: the filing goes on', () =>
    afterUpgrade((stored) => {
      stored.dialogs.dialogStack.push({ id: 'survey', state: {} });
    }, FROM_THE_SELLER_ON));

  it('all frames are of dialogs that are gone', () =>
    afterUpgrade((stored) => {
      stored.dialogs.dialogStack = [
        { id: 'main', state: {} },
        { id: 'claim', state: { stepIndex: 7 } },
      ];
    }, FROM_THE_SELLER_ON));

  it('the step that asked was removed or renamed: the first open question is asked, nothing is taken wrongly', () =>
    afterUpgrade(
      (stored) => {
        frame(stored).state['step'] = 'askMood';
      },
      `
        buyer: excellent
        bot: refund.askSeller
        ${FROM_THE_SELLER_ON}
      `,
    ));

  it('steps were inserted or moved before it: the index that the SDK stored means nothing, the name does', () =>
    afterUpgrade((stored) => {
      frame(stored).state['stepIndex'] = 0;
    }, FROM_THE_SELLER_ON));

  it('a frame lacks what the SDK needs', () =>
    afterUpgrade((stored) => {
      frame(stored).state = { step: 'askSeller' };
    }, FROM_THE_SELLER_ON));

  it('a step was added whose answer the draft does not have: it is asked, the rest is kept', async () => {
    const talking = await afterUpgrade((stored) => {
      delete stored.draft['noticedOn'];
      delete stored.draft['trail'];
    }, '');
    await talk(
      `
        buyer: No answer
        bot: refund.askDetails (noticedOn)
        buyer: yesterday
        bot: refund.askRemedy
      `,
      talking,
    );
  });

  it('a field has a form that this build cannot read: only that is asked again', async () => {
    const talking = await afterUpgrade((stored) => {
      stored.draft['affected'] = '250/500';
      stored.draft['mood'] = 'bad';
    }, '');
    await talk(
      `
        buyer: No answer
        bot: refund.askDetails (affected)
        buyer: half of them
        bot: refund.askRemedy
      `,
      talking,
    );
    expect((talking.state as Stored).draft).to.deep.include({ affected: { count: 250, total: 500 } });
    expect((talking.state as Stored).draft).to.not.have.property('mood');
  });

  it('the whole state is of a form nobody knows: the buyer can start', async () => {
    for (const state of [null, 7, 'x', [], { schema: 99, draft: { draftId: 3 }, dialogs: 'none', misses: 'many' }]) {
      const talking = await new Conversation().open();
      talking.state = state as Json;
      await talk(TO_THE_SELLER, talking);
    }
  });
});
