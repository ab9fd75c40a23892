import { expect } from 'chai';
import { readConversationState } from '../../dialogs/conversationState.js';
import { Conversation } from '../conversations/support/talk.js';
import { CHAT_ROWS, LEADS } from './support/chatRows.js';

describe('bad input in the chat', () => {
  for (const { at, what, typed, says, text = '', gains = {} } of CHAT_ROWS) {
    it(`${what}: ${says.join(', ')}`, async () => {
      const talking = await ledTo(at);
      const before = gathered(talking);
      await talking.says(typed);
      expect(talking.heard.map(keyOf)).to.deep.equal(says);
      expect(talking.heard[0]?.text).to.include(text);
      // Nothing is lost by it, and nothing comes to it but what is named.
      expect(gathered(talking)).to.deep.equal({ ...before, ...gains });
    });
  }

  describe('is shown as it was written', () => {
    const WRITTEN = '<script>alert(1)</script> **bold** _it_ [a](javascript:x) `c` # \u202eesrever *';
    let talking: Conversation;
    before(async () => {
      talking = await ledTo('details');
      for (const said of [
        `12 of the cups are cracked, I noticed it yesterday, ${WRITTEN}`,
        'they refused',
        'full refund',
        'I have none',
      ])
        await talking.says(said);
    });

    it('in plain text, which no client reads as markdown', () => {
      const review = talking.heard.at(-1);
      expect([keyOf(review), review?.textFormat]).to.deep.equal(['refund.review', 'plain']);
      expect(review?.text).to.include(WRITTEN);
      expect(talking.heard.map(({ textFormat }) => textFormat)).to.not.include.members([undefined, 'markdown']);
    });

    it('on the card, with every sign of markdown escaped', () => {
      const [card] = talking.heard.at(-1)?.attachments ?? [];
      const facts = JSON.stringify(card?.content.body);
      expect(
        JSON.parse(facts)
          .flatMap(({ facts: rows = [] }) => rows.map((row: { value: string }) => row.value))
          .join(),
      )
        .to.include('\\<script\\>alert(1)\\</script\\> \\*\\*bold\\*\\* \\_it\\_ \\[a\\](javascript:x) \\`c\\` \\#')
        .and.not.match(/[^\\][<*_[`#]/);
    });
  });

  it('a time zone and a language that are none: as if none had been said', async () => {
    const talking = await ledTo('nothing');
    await talking.says('order 234193410001028893 came broken', { localTimezone: 'Mars/Olympus', locale: 'x' });
    expect(talking.heard.map(keyOf)).to.deep.equal(['refund.askDetails']);
    expect(readConversationState(talking.state)).to.include({ timeZone: 'UTC', locale: 'en' });
  });

  it('takes from a pasted order page its order, and neither its price nor its dates', async () => {
    const talking = await ledTo('nothing');
    await talking.says(
      [
        'Order details',
        'Order number: 234193410001028893',
        'Order date: 2026-10-02 09:12',
        'Payment: US $1,200.00',
        'Tracking number: YT2618840072913',
        'Phone: +86 768 1234567',
        'Quantity: 500 Pieces',
      ].join('\n'),
    );
    expect(talking.heard.map(keyOf)).to.deep.equal(['refund.askProblem']);
    expect(gathered(talking)).to.include({ order: '234193410001028893' }).and.not.have.any.keys('amount', 'noticedOn');
  });

  it('takes from a pasted e-mail what it says of the order, and no number of its signature', async () => {
    const talking = await ledTo('nothing');
    await talking.says(
      'Hello,\n\nmy order 234193410001028893 arrived broken, 250 of the 500 cups are cracked. I noticed it yesterday.\n\n' +
        'Best regards,\nAnn Buyer\nTel: +49 30 1234567890\nVAT DE123456789\nIBAN DE02 1203 0000 0000 2020 51\nann@buyer.example',
    );
    expect(talking.heard.map(keyOf)).to.deep.equal(['refund.askSeller']);
    expect(gathered(talking)).to.deep.include({
      order: '234193410001028893',
      affected: { count: 250, total: 500 },
      noticedOn: '2026-11-22',
    });
  });

  async function ledTo(question: keyof typeof LEADS): Promise<Conversation> {
    const talking = await new Conversation().open();
    for (const line of LEADS[question]) await talking.says(line);
    talking.heard = [];
    return talking;
  }

  /** What the draft holds of the case, the order by its number; without the notes of the conversation itself. */
  function gathered({ state }: Conversation): object {
    const { draft } = readConversationState(state);
    if (!draft) return {};
    const { draftId: _, startedAt: _1, trail: _2, checked: _3, detailsAsked: _4, ...rest } = draft;
    const { ordersNotFound: _5, order, ...told } = rest;
    return { ...told, ...(order ? { order: String(order.orderId) } : {}) };
  }

  function keyOf(activity: { channelData?: { key?: string; field?: string } } | undefined): string {
    const { key = '', field } = activity?.channelData ?? {};
    return field === undefined ? key : `${key} (${field})`;
  }
});
