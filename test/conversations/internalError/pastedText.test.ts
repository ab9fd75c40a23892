import { expect } from 'chai';
import { CUPS, DETAILED, STARTED } from '../support/scripts.js';
import { talk } from '../support/talk.js';

const EMAIL = `From: Anna Berg <anna.berg@example.com>
Sent: Tuesday, 3 November 2026 09:12
To: support@example.com
Subject: RE: order ${CUPS}

Dear Sir or Madam,

half of the 500 cups came broken. Please refund the broken ones.

Kind regards,
Anna Berg
Purchasing | Berg GmbH | +49 30 1234567 | www.example.com`;

const ORDER_PAGE = `My Orders > Order details
Order no. ${CUPS}
Order status: Completed   Payment: Paid in full US $1,200.00
500 ceramic cups, 350 ml, with printed logo
Quantity 500 pieces   Unit price US $2.40
Ship to: Anna Berg, Hauptstr. 5, 10115 Berlin
Contact supplier | Leave a review | Buy again`;

describe('what buyers paste', () => {
  it('an e-mail with its head and signature: what it says is taken', async () => {
    const talking = await talk('');
    await talking.says(EMAIL);
    expect(talking.state).to.have.nested.property('draft.order.orderId', CUPS);
    expect(talking.state).to.have.nested.property('draft.problem', 'damaged');
    expect(talking.state).to.have.nested.property('draft.affected.count', 250);
  });

  it('an order page: the order is taken, and nothing is guessed from its buttons', async () => {
    const talking = await talk('');
    await talking.says(ORDER_PAGE);
    expect(talking.state).to.have.nested.property('draft.order.orderId', CUPS);
    expect(talking.state).not.to.have.nested.property('draft.problem');
    expect(talking.last.at(-1)?.channelData.key).to.equal('refund.askProblem');
  });
});

const ODD: Readonly<Record<string, string>> = {
  'emoji only': '😡😡😡',
  'one emoji': '👍',
  'zero-width characters': '\u200b\u200d\ufeff'.repeat(50),
  'mixed scripts': 'гdе is му rеfund 在哪里 أين',
  'Arabic, right to left': 'وصل الطرد مكسورا وأريد استرداد أموالي',
  'Hebrew with English': 'החבילה הגיעה broken לגמרי',
  'right-to-left overrides': '\u202emoney my want I\u202c',
  Chinese: '包裹坏了，我要退款',
  '4,000 letters': 'x'.repeat(4_000),
  '4,000 emoji': '😀'.repeat(2_000),
  '4,000 question marks': '?'.repeat(4_000),
  '4,000 characters of numbers': '12 of 40 '.repeat(444),
  '4,000 characters of commas': 'broken, '.repeat(500),
  'combining marks': `r${'\u0301'.repeat(500)}efund`,
  'lone surrogates': '\ud800\udc00\ud800 refund',
  markup: '<script>alert(1)</script> & **bold** [x](javascript:alert(1))',
  'a template': '{{constructor}} #{7*7} %7B%7D',
  'line breaks only': '\n\n\n',
  'a table': '| order | problem |\n|---|---|\n| 1 | broken |',
};

describe('odd texts', () => {
  for (const [what, text] of Object.entries(ODD)) {
    it(`${what}: one answer, and it goes on`, async () => {
      const talking = await talk('');
      await talking.says(text);
      expect(talking.last.length).to.be.within(1, 3);
      await talking.says('thanks');
      expect(talking.last.map(({ channelData }) => channelData.key)).to.include('root.thanks');
    });

    it(`${what}: in a filing nothing is lost`, async () => {
      const talking = await talk(STARTED);
      await talking.says(text);
      expect(talking.last.length).to.be.at.least(1);
      expect(talking.state).to.have.nested.property('draft.problem', 'damaged');
    });
  }

  it('are kept apart from what was told', async () => {
    const talking = await talk(DETAILED);
    for (const text of Object.values(ODD)) await talking.says(text);
    expect(talking.state).to.have.nested.property('draft.order.orderId', CUPS);
  });
});
