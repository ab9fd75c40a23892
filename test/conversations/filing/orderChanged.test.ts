import { expect } from 'chai';
import type { CaseBackend } from '../../../services/cases/caseBackend.js';
import type { OrderId } from '../../../services/refunds/ids.js';
import { Conversation, talk } from '../support/talk.js';

const FILING =
  'buyer: order 234193410001028893 came broken, 250 of the 500 cups cracked, noticed yesterday, the seller has not answered ' +
  'for a week, I want part of the money, 600 dollars, https://photos.example.com/1.jpg\nbot: refund.review';

/** A desk whose order system tells of another sum from some moment on. */
async function desk(): Promise<{ readonly talking: Conversation; paid: { readonly minor: number } | undefined }> {
  let talking: Conversation | undefined;
  const it: { paid: { readonly minor: number } | undefined } = { paid: undefined };
  const inner = (): CaseBackend => (talking as Conversation).cases; // made below, before anything is asked
  const changing = new Proxy({} as CaseBackend, {
    get: (_, name) =>
      name === 'order'
        ? async (buyerId: string, orderId: OrderId) => {
            const order = await inner().order(buyerId, orderId);
            return order && it.paid ? { ...order, paid: { ...order.paid, ...it.paid } } : order;
          }
        : Reflect.get(inner(), name),
  });
  talking = await new Conversation({ cases: changing }).open();
  return Object.assign(it, { talking });
}

describe('an order that changes between the review and the filing', () => {
  it('less was paid than is asked for: nothing is filed, and the amount is asked again', async () => {
    const it = await desk();
    await talk(FILING, it.talking);
    it.paid = { minor: 40_000 };
    await talk('buyer: submit\nbot: refund.orderChanged\nbot: refund.askAmount', it.talking);
    expect(it.talking.effects.filter(({ kind }) => kind === 'openCase')).to.deep.equal([]);
    await talk(
      'buyer: 400 dollars\nbot: refund.review\nbuyer: submit\nbot: refund.filing\nbot: refund.filed',
      it.talking,
    );
    const [filing] = it.talking.effects.filter(({ kind }) => kind === 'openCase');
    expect(filing?.body).to.have.nested.property('request.amount.minor', 40_000);
  });

  it('the amount still fits: the review is shown once more before anything is filed', async () => {
    const it = await desk();
    await talk(FILING, it.talking);
    it.paid = { minor: 100_000 };
    await talk('press: Submit\nbot: refund.orderChanged\nbot: refund.review', it.talking);
    await talk('press: Submit\nbot: refund.filing\nbot: refund.filed', it.talking);
  });
});
