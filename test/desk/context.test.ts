import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { knownBuyerOf } from '../../bots/desk/conversationContext.js';
import { readConversationState } from '../../dialogs/conversationState.js';
import type { Agent } from '../../services/desk/agents.js';
import type { CannedReply, Context } from '../../services/desk/deskApi.js';
import { until } from '../support/until.js';
import { openTestDesk, type TestDesk } from './support/testDesk.js';

const KIM: Agent = { id: 'kim', name: 'Kim', role: 'agent', capacity: 5 };
const ORDER = '234193410001028893';
describe('what an agent has beside the thread', function () {
  this.timeout(20_000);
  let desk: TestDesk;
  let cookie = '';
  const id = randomUUID();
  const earlier = randomUUID();
  before(async () => {
    desk = await openTestDesk();
    cookie = await desk.signIn(KIM);
    await desk.buyer(earlier, 'where is my parcel?');
    await until(async () => (await desk.said(earlier)).length > 1);
    await desk.buyer(id, `order ${ORDER} came broken, all 500 cups cracked, noticed yesterday`);
    await desk.hears(id, 'refund.askSeller');
    await desk.buyer(id, 'the seller said no, sorry');
    await until(
      async () =>
        (await desk.said(id)).at(-1) !== 'refund.askSeller' &&
        (await desk.said(id)).at(-1)?.startsWith('buyer:') === false,
    );
    await desk.buyer(id, 'human');
    await desk.hears(id, 'handoff.queued');
  });
  after(() => desk.close());

  const context = async (conversationId = id): Promise<Context> =>
    (await desk.get(cookie, `/desk/api/conversations/${conversationId}/context`)).body;

  it('is what was gathered, field by field, with what is not known yet', async () => {
    const { gathered, summary, isKnown, epoch, evidence } = await context();
    expect([isKnown, epoch]).to.deep.equal([true, 1]);
    expect(gathered.map(({ field }) => field)).to.deep.equal([
      'order',
      'problem',
      'affected',
      'description',
      'noticedOn',
      'seller',
      'remedy',
      'amount',
      'evidence',
    ]);
    const order = gathered.find(({ field }) => field === 'order');
    expect(order).to.include({ label: 'Order', canAmend: true });
    expect(order?.value).to.include(ORDER);
    expect(gathered.find(({ field }) => field === 'remedy')).to.not.have.property('value');
    expect(summary).to.include(ORDER);
    expect(evidence).to.deep.equal([]);
  });

  it('is the order, the cases with their way, and the decision in words with its sources', async () => {
    const { order, cases = [], decision, decisionText } = await context();
    expect(order?.orderId).to.equal(ORDER);
    expect(decision?.eligible).to.equal('yes');
    expect(decisionText).to.match(/^A case can be filed: .*\. .*Read in: service\.alibaba\.com/s);
    expect(cases.length).to.be.greaterThan(0);
    for (const { stateText, timeline, next } of cases) {
      expect(stateText).to.not.equal('');
      expect(next).to.not.equal('');
      expect(timeline[0]).to.include({ when: 'done' });
    }
  });

  it('is the buyer’s other conversations, what was done at the desk, and the seller’s verdict', async () => {
    const noteId = randomUUID();
    await desk.post(cookie, `/desk/api/conversations/${id}/commands`, { id: noteId, command: 'note', text: 'seen' });
    await until(async () => (await context()).audit.length > 0);
    const { earlier: others, audit, verdict } = await context();
    expect(others.map(({ conversationId }) => conversationId)).to.deep.equal([earlier]);
    expect(audit[0]).to.deep.include({ agent: { id: 'kim', name: 'Kim' }, action: 'note', conversationId: id });
    expect(verdict).to.include({ kind: 'refuses', isUncooperative: true });
    expect(verdict?.reasons.length).to.be.greaterThan(0);
  });

  it('reads nothing of a buyer whom nobody vouches for, until they have proven who they are', () => {
    const buyer = { id: 'b', channel: 'c', isVerified: false };
    const desk = { epoch: 0, owner: { kind: 'bot' }, lines: 0, listed: 0, outcomes: [], unread: 0, buyer };
    const of = (more: object) => knownBuyerOf(readConversationState({ desk, ...more }), 1_000);
    expect(of({})).to.equal(undefined);
    expect(of({ proof: { buyerId: 'proven', by: 'b', until: 1_001 } })).to.equal('proven');
    expect(of({ proof: { buyerId: 'proven', by: 'b', until: 1_000 } })).to.equal(undefined);
    expect(of({ desk: { ...desk, buyer: { ...buyer, isVerified: true } } })).to.equal('b');
  });

  it('has canned replies, with what is known filled in and nothing promised', async () => {
    const { body } = await desk.get(cookie, `/desk/api/conversations/${id}/replies`);
    const replies: readonly CannedReply[] = body;
    expect(replies.length).to.be.greaterThan(11);
    expect(new Set(replies.map((each) => each.id)).size).to.equal(replies.length);
    const all = replies.map(({ text }) => text).join('\n');
    expect(all).to.include('I am Kim').and.to.include(ORDER);
    expect(all).to.not.match(/undefined|\bwill (?:get|receive) (?:your|the|a) (?:money|refund)|guarantee|\{|\[/);
  });

  it('calls the buyer by the name that their shop gives them', async () => {
    const buyer = await desk.webBuyer('dl_maria', 'Maria');
    await buyer.says('human');
    await buyer.hears('handoff.queued');
    const path = `/desk/api/conversations/${encodeURIComponent(buyer.conversationId)}`;
    const { body } = await desk.get(cookie, `${path}/replies`);
    expect(body[0].text).to.match(/^Hello Maria, I am Kim\./);
    expect((await desk.get(cookie, `${path}/context`)).body.buyerName).to.equal('Maria');
    buyer.close();
  });

  it('is searched by order number, by case number and by words; all of them have to occur', async () => {
    const find = async (q: string) =>
      (await desk.get(cookie, `/desk/api/conversations?filter=all&q=${encodeURIComponent(q)}`)).body.conversations.map(
        (row: { conversationId: string }) => row.conversationId,
      );
    expect(await find(ORDER)).to.deep.equal([id]);
    expect(await find('CUPS cracked')).to.deep.equal([id]);
    expect(await find('cups elephants')).to.deep.equal([]);
    expect(await find('parcel')).to.include(earlier);
  });
});
