import { talk } from '../support/talk.js';

const FILED = `
  buyer: order 234193410001028893 came broken, all cracked, noticed yesterday, the seller refused, I want a full refund, https://photos.example.com/1.jpg
  bot: refund.review
  buyer: ok send it
  bot: refund.filing
  bot: refund.filed
`;

describe('after the case is open', () => {
  it('thanks get a warm short answer, and "what happens now?" the case', () =>
    talk(`
      ${FILED}
      buyer: thank you so much
      bot: root.thanks
      buyer: ok
      bot: root.ready
      buyer: so what happens now?
      bot: track.cases
    `));
});
