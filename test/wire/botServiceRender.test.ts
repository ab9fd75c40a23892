import { CardFactory } from 'botbuilder';
import { expect } from 'chai';
import { choicesOf, renderFor } from '../../bots/channels/botService/renderFor.js';
import { splitText } from '../../bots/channels/botService/splitText.js';
import { adaptiveCard } from '../../dialogs/kit/adaptiveCard.js';
import { toActivity } from '../../dialogs/kit/say.js';

const question = toActivity('test.ask', {
  text: 'Which one?',
  buttons: ['Red', { title: 'Blue', message: 'the blue' }],
});
const card = adaptiveCard({
  heading: 'Please check',
  facts: [{ title: 'Order', value: '1' }],
  buttons: [
    { title: 'Submit', data: { action: 'refund.submit' } },
    { title: 'Change something', data: { action: 'refund.change' } },
  ],
});
const review = toActivity(
  'test.review',
  { text: 'Order: 1. Shall I submit it?' },
  { cards: [card], cardsTellAll: true },
);

describe('what a channel of Azure shows', () => {
  for (const channel of ['webchat', 'directline', 'emulator', 'msteams']) {
    it(`${channel}: the card alone, its words as the summary for notifications`, () => {
      const [shown, ...more] = renderFor(channel, review);
      expect(more).to.deep.equal([]);
      expect(shown).to.deep.include({ summary: 'Order: 1. Shall I submit it?', attachments: [card] });
      expect(shown).not.to.have.any.keys('text', 'suggestedActions');
    });

    it(`${channel}: suggested actions as buttons`, () => {
      const [shown] = renderFor(channel, question);
      expect(shown?.text).to.equal('Which one?');
      expect(shown?.suggestedActions?.actions.map(({ value }) => value)).to.deep.equal(['Red', 'the blue']);
    });
  }

  for (const channel of ['slack', 'sms', 'whatsapp', 'email', 'a-channel-of-tomorrow', '__proto__', 'constructor']) {
    it(`${channel}: no card and no buttons, the same as text and numbered lines`, () => {
      expect(renderFor(channel, review)).to.deep.equal([
        {
          type: 'message',
          textFormat: 'plain',
          inputHint: 'acceptingInput',
          text: 'Order: 1. Shall I submit it?\n\n1. Submit\n2. Change something',
        },
      ]);
      expect(renderFor(channel, question)[0]?.text).to.equal('Which one?\n\n1. Red\n2. Blue');
    });
  }

  for (const channel of ['telegram', 'facebook', 'line']) {
    it(`${channel}: no card, but its buttons as what a buyer would say`, () => {
      const [shown] = renderFor(channel, review);
      expect(shown).not.to.have.property('attachments');
      expect(shown?.text).to.equal('Order: 1. Shall I submit it?');
      expect(shown?.suggestedActions?.actions.map(({ type, value }) => [type, value])).to.deep.equal([
        ['imBack', 'Submit'],
        ['imBack', 'Change something'],
      ]);
    });
  }

  it('more choices than a channel has buttons for are lines, all of them', () => {
    const buttons = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const [shown] = renderFor('msteams', toActivity('test.ask', { text: 'Which?', buttons }));
    expect(shown).not.to.have.property('suggestedActions');
    expect(shown?.text).to.equal('Which?\n\n1. a\n2. b\n3. c\n4. d\n5. e\n6. f\n7. g');
  });

  it('one choice has no number', () => {
    expect(renderFor('sms', toActivity('test.ask', { text: 'Ready?', buttons: ['Yes'] }))[0]?.text).to.equal(
      'Ready?\n\n- Yes',
    );
  });

  it('what a number chooses is what the button sends, that of the very card it stands under too', () => {
    expect(choicesOf('sms', question)).to.deep.equal([{ text: 'Red' }, { text: 'the blue' }]);
    expect(choicesOf('sms', review)).to.deep.equal([
      { value: { action: 'refund.submit' } },
      { value: { action: 'refund.change' } },
    ]);
    expect(choicesOf('webchat', question)).to.deep.equal([]);
    expect(choicesOf('sms', toActivity('test.ask', { text: 'Sure?', buttons: ['Yes'] }))).to.deep.equal([]);
  });

  it('our own data goes only where a client of ours reads it', () => {
    expect(renderFor('emulator', question)[0]).to.have.deep.property('channelData', { key: 'test.ask' });
    // Facebook would take it for a message in its own terms.
    expect(renderFor('facebook', question)[0]).not.to.have.property('channelData');
    expect(renderFor('msteams', question)[0]).not.to.have.property('channelData');
  });

  it('a file that is no card is sent everywhere', () => {
    const file = {
      contentType: 'text/plain',
      contentUrl: 'https://desk.example/transcript.txt',
      name: 'transcript.txt',
    };
    for (const channel of ['sms', 'webchat']) {
      expect(
        renderFor(channel, { type: 'message', text: 'Here it is.', attachments: [file] })[0]?.attachments,
      ).to.deep.equal([file]);
    }
  });

  it('too long a text becomes several messages, with the buttons on the last', () => {
    const text = Array.from({ length: 60 }, (_, index) => `Sentence number ${index} says a little.`).join(' ');
    const shown = renderFor('facebook', toActivity('test.long', { text, buttons: ['Good'] }));
    expect(shown.length).to.equal(2);
    for (const { text: piece = '' } of shown) {
      expect(piece.length).to.be.at.most(2_000);
      expect(piece).to.match(/\.$/);
    }
    expect(shown.map((piece) => piece.text).join(' ')).to.equal(text);
    expect(shown.map((piece) => piece.suggestedActions?.actions.length)).to.deep.equal([undefined, 1]);
  });

  it('does not change what it is given', () => {
    const before = JSON.stringify(review);
    renderFor('sms', review);
    expect(JSON.stringify(review)).to.equal(before);
  });

  it('takes a card of another kind for a card', () => {
    const hero = CardFactory.heroCard('Hello', [], ['Go']);
    expect(renderFor('sms', { type: 'message', text: 'Hello', attachments: [hero] })[0]).not.to.have.property(
      'attachments',
    );
  });
});

describe('cutting a text', () => {
  const rows: readonly (readonly [string, number, readonly string[]])[] = [
    ['', 5, ['']],
    ['short', 5, ['short']],
    ['one two three', 8, ['one two', 'three']],
    ['One. Two three four.', 12, ['One. Two', 'three four.']],
    ['A first one here. Then two more words.', 20, ['A first one here.', 'Then two more words.']],
    ['A line that is first\nand a second', 22, ['A line that is first', 'and a second']],
    ['Paragraph one.\n\nTwo. Three.', 22, ['Paragraph one.', 'Two. Three.']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['😀😀😀', 3, ['😀', '😀', '😀']],
    ['         ', 3, ['']],
  ];
  for (const [text, limit, pieces] of rows) {
    it(`${JSON.stringify(text)} at ${limit}`, () => {
      expect(splitText(text, limit)).to.deep.equal(pieces);
    });
  }

  it('never makes a piece too long, and loses no word, whatever the text', () => {
    for (let seed = 1; seed < 300; seed++) {
      const words = Array.from({ length: seed }, (_, index) => 'x'.repeat(1 + ((index * seed) % 17)));
      const text = words
        .map((word, index) => word + ((index + seed) % 5 === 0 ? '. ' : (index + seed) % 7 === 0 ? '\n' : ' '))
        .join('');
      const limit = 20 + (seed % 30);
      const pieces = splitText(text, limit);
      expect(Math.max(...pieces.map((piece) => piece.length))).to.be.at.most(limit);
      expect(pieces.join(' ').split(/\s+/)).to.deep.equal(text.trim().split(/\s+/));
    }
  });
});
