import { expect } from 'chai';
import { CUPS, DETAILED, REVIEWED, STARTED } from '../support/scripts.js';
import { talk } from '../support/talk.js';

describe('something in between', () => {
  it('each is answered, and the open question stays open', () =>
    talk(`
      ${DETAILED}
      buyer: can you repeat that
      bot: refund.askSeller
      buyer: why do you need this?
      bot: repair.why
      bot: refund.askSeller
      buyer: just a moment
      bot: root.wait
      bot: refund.askSeller
      buyer: help
      bot: root.help
      bot: refund.askSeller
      buyer: thanks
      bot: root.thanks
      bot: refund.askSeller
      buyer: are you a bot?
      bot: root.botChallenge
      bot: refund.askSeller
      buyer: they said no
      bot: refund.askRemedy
    `));

  it('"ok" to an answer in between is no yes to the filing', () =>
    talk(`
      ${REVIEWED}
      buyer: are there any fees?
      bot: faq.answer (fees)
      bot: refund.review
      buyer: ok
      bot: refund.review
      buyer: yes
      bot: refund.filing
      bot: refund.filed
    `));

  for (const words of ['just a moment', 'give me a minute', 'let me look it up', 'I need to think', 'hang on'])
    it(`asks for a moment to think: "${words}"`, () =>
      talk(`
        ${STARTED}
        buyer: ${words}
        bot: root.wait
        bot: refund.askOrder
      `));

  it('switches to another matter and back: where the refund is, and the filing goes on', () =>
    talk(`
      ${DETAILED}
      buyer: where is my refund?
      bot: track.cases
      bot: refund.askSeller
      buyer: they refused
      bot: refund.askRemedy
    `));
});

describe('answers, and asks', () => {
  it('answers and asks a question in one message', () =>
    talk(`
      ${STARTED}
      buyer: it is ${CUPS}, and are there any fees?
      bot: faq.answer (fees)
      bot: refund.askDetails
    `));

  it('answers and asks where the refund is', () =>
    talk(`
      ${STARTED}
      buyer: it is ${CUPS}, where is my refund?
      bot: track.cases
      bot: refund.askDetails
    `));

  it('asks several things at once, and answers', () =>
    talk(`
      ${DETAILED}
      buyer: they refused. are there any fees, and how long does it take?
      bot: faq.answer (fees)
      bot: faq.answer (timeline)
      bot: refund.askRemedy
    `));

  it('asks several things at once outside of a filing: each is answered once', () =>
    talk(`
      buyer: are there any fees and can I leave a review? and are there fees?
      bot: faq.answer (fees)
      bot: faq.answer (review)
      buyer: where is my refund? and can I talk to a human? and are there any fees?
      bot: track.cases
      bot: faq.answer (fees)
      bot: handoff.queued
    `));

  it('asks more at once than anybody reads: the first three', () =>
    talk(`
      buyer: are there any fees? how long does it take? can I leave a review? is it safe to buy on alibaba?
      bot: faq.answer (fees)
      bot: faq.answer (timeline)
      bot: faq.answer (review)
    `));

  it('asks one thing in two halves: it is answered once', () =>
    talk(`
      buyer: if my card is closed, where does the refund go?
      bot: faq.answer (closed_card)
    `));

  it('puts the draft aside, and asks: it is answered, and nothing is asked again', () =>
    talk(`
      ${DETAILED}
      buyer: I have not asked yet
      bot: refund.askRemedy
      buyer: full refund
      bot: refund.sellerDraft
      buyer: I will wait for the answer, are there any fees?
      bot: refund.parked
      bot: faq.answer (fees)
    `));

  it('starts several matters at once: the question is answered, and the refund begun', async () => {
    const talking = await talk(`
      buyer: order ${CUPS} came broken, how long will it take and are there fees?
      bot: faq.answer (timeline)
      bot: faq.answer (fees)
      bot: refund.askDetails
    `);
    expect(talking.state).to.have.nested.property('draft.problem', 'damaged');
  });

  it('half an answer and a question: the other half is asked, and the question answered', () =>
    talk(`
      ${DETAILED}
      buyer: yes, and are there any fees?
      bot: refund.askSeller
      bot: faq.answer (fees)
      bot: refund.askSeller
    `));

  it('corrects, and asks', () =>
    talk(`
      ${REVIEWED}
      buyer: the amount is 300, and are there any fees?
      bot: faq.answer (fees)
      bot: repair.corrected
      bot: refund.review
    `));

  it('wants a refund that the rules do not give, and asks: no question is left open', () =>
    talk(`
      ${STARTED}
      buyer: it is 219847205501031276, and are there any fees?
      bot: faq.answer (fees)
      bot: refund.ineligible
    `));
});

describe('asks about the question', () => {
  for (const words of ['why?', 'why do you need this?', 'what is that for?', 'why should I tell you that?'])
    it(`why information is needed: "${words}"`, () =>
      talk(`${STARTED}\nbuyer: ${words}\nbot: repair.why\nbot: refund.askOrder`));

  for (const [script, words, field] of [
    [STARTED, 'what is an order number?', 'order'],
    [STARTED, 'where do I find the order number', 'order'],
    [STARTED, "what's that?", 'order'],
    [STARTED, 'what do you mean by remedy?', 'remedy'],
    [DETAILED, 'who is the seller?', 'seller'],
    [DETAILED, 'what does affected mean?', 'affected'],
  ] as const)
    it(`what an info is: "${words}"`, () =>
      talk(`
        ${script}
        buyer: ${words}
        bot: repair.explain (${field})
        bot: ${script === STARTED ? 'refund.askOrder' : 'refund.askSeller'}
      `));

  it('what an info is, at the details, whose answer may be any words', () =>
    talk(`
      ${STARTED}
      buyer: ${CUPS}
      bot: refund.askDetails
      buyer: what counts as noticed?
      bot: repair.explain (noticedOn)
      bot: refund.askDetails
      buyer: what is that?
      bot: repair.explain (affected)
      bot: refund.askDetails
    `));

  it('a question that nobody can answer is no description', () =>
    talk(`
      ${STARTED}
      buyer: ${CUPS}
      bot: refund.askDetails
      buyer: did my sister call you?
      bot: refund.askDetails
    `));

  it('a question about refunds is not taken for one about the words', () =>
    talk(`
      ${STARTED}
      buyer: what are the fees?
      bot: faq.answer (fees)
      bot: refund.askOrder
    `));
});
