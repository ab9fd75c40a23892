import { expect } from 'chai';
import { readConversationState } from '../../../dialogs/conversationState.js';
import { Conversation, talk } from '../support/talk.js';

describe('two new conversations', () => {
  it('share nothing: what is open in one is not open in the other', async () => {
    const one = await new Conversation().open();
    const other = await new Conversation().open();
    await one.says('my parcel arrived broken');
    await other.says('234193410001028893 came broken');
    await one.says('253417729901018543');
    expect(one.last.map(({ channelData }) => channelData.key)).to.not.deep.equal([]);
    one.heard = [];
    await talk(
      `
        buyer: cancel
        bot: repair.cancelAsk
        buyer: yes
        bot: repair.cancelled
      `,
      one,
    );
    expect(other.state).to.have.nested.property('draft.order.orderId', '234193410001028893');
  });

  it('start from states of their own', () => {
    const first = readConversationState(undefined);
    first.dialogs.dialogStack.push({ id: 'refund', state: {} });
    first.filed.push({ draftId: 'd', caseId: 'c' });
    expect(readConversationState(undefined).dialogs.dialogStack).to.deep.equal([]);
    expect(readConversationState(undefined).filed).to.deep.equal([]);
  });
});
