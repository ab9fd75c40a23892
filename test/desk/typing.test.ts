import { expect } from 'chai';
import type { Agent } from '../../services/desk/agents.js';
import { openRedisServer } from '../support/redisServer.js';
import { onRedis, openTestDesk, type TestDesk } from './support/testDesk.js';
import type { WebBuyer } from './support/webBuyer.js';

const KIM: Agent = { id: 'kim', name: 'Kim', role: 'agent', capacity: 5 };
const LEE: Agent = { id: 'lee', name: 'Lee', role: 'agent', capacity: 5 };

/** On Redis the buyer is at one process and the agents at another. */
async function openBoth(kind: 'embedded' | 'redis') {
  const redis = kind === 'redis' ? await openRedisServer() : undefined;
  const buyers = await openTestDesk(redis ? { settings: onRedis(redis.url) } : {});
  const agents = redis ? await openTestDesk({ settings: onRedis(redis.url) }) : buyers;
  return {
    buyers,
    agents,
    async close() {
      await buyers.close();
      if (agents !== buyers) await agents.close();
      await redis?.close();
    },
  };
}

for (const kind of ['embedded', 'redis'] as const)
  describe(`who types, ${kind}${kind === 'redis' ? ', two processes' : ''}`, function () {
    this.timeout(30_000);
    let both: Awaited<ReturnType<typeof openBoth>>;
    let desk: TestDesk;
    let [kim, lee] = ['', ''];
    before(async () => {
      both = await openBoth(kind);
      desk = both.agents;
      [kim, lee] = [await desk.signIn(KIM), await desk.signIn(LEE)];
    });
    after(() => both.close());

    async function talking(): Promise<WebBuyer> {
      const buyer = await both.buyers.webBuyer();
      await buyer.says('human');
      await buyer.hears('handoff.queued');
      await desk.command(kim, buyer.conversationId, { command: 'claim', epoch: 1 });
      await buyer.hears('handoff.joined');
      return buyer;
    }
    const typings = ({ heard }: WebBuyer) => heard.filter(({ type }) => type === 'typing');

    it('the buyer sees that their agent types, by name; it is in no log', async () => {
      const [buyer, stranger] = [await talking(), await both.buyers.webBuyer()];
      const [page, other] = [await desk.page(kim), await desk.page(lee)];
      const conversationId = buyer.conversationId;
      other.watch(conversationId);
      page.say({ type: 'typing', conversationId, isTyping: true });
      await other.until(() => typings(buyer).length === 1);
      expect(typings(buyer)[0]).to.deep.include({ from: { id: 'refund-desk-agent', name: 'Kim', role: 'bot' } });
      await other.until(() => other.last('people')?.typing[0]?.name === 'Kim');
      // A frame without a watermark moves nobody's.
      expect(
        buyer.raw.filter((frame) => frame.includes('"typing"')).every((frame) => !frame.includes('watermark')),
      ).to.equal(true);
      expect(
        (await desk.store.log(conversationId, { after: 0, limit: 100 })).entries.map(
          ({ activity }) => activity['type'],
        ),
      ).to.not.include('typing');
      expect(typings(stranger)).to.deep.equal([]);
      await desk.command(kim, conversationId, { command: 'message', epoch: 2, text: 'Hello' });
      await other.until(() => other.last('people')?.typing.length === 0);
      for (const each of [buyer, stranger, page, other]) each.close();
    });

    it('they stop without a message, and the buyer’s page is told', async () => {
      const buyer = await talking();
      const page = await desk.page(kim);
      const { conversationId } = buyer;
      page.say({ type: 'typing', conversationId, isTyping: true });
      page.say({ type: 'typing', conversationId, isTyping: false });
      await page.until(() => typings(buyer).length === 2);
      expect(typings(buyer).map(({ channelData }) => channelData)).to.deep.equal([
        { isTyping: true, webChat: { styleOptions: { typingAnimationDuration: 6_000 } } },
        { isTyping: false, webChat: { styleOptions: { typingAnimationDuration: 1 } } },
      ]);
      for (const each of [buyer, page]) each.close();
    });

    it('the buyer sees nobody type but the agent who has the conversation', async () => {
      const buyer = await talking();
      const { conversationId } = buyer;
      const [page, other] = [await desk.page(kim), await desk.page(lee)];
      page.watch(conversationId);
      other.say({ type: 'typing', conversationId, isTyping: true });
      await page.until(() => page.last('people')?.typing[0]?.name === 'Lee');
      await desk.command(kim, conversationId, { command: 'return', epoch: 2 });
      await buyer.hears('handoff.left');
      const begun = () => typings(buyer).filter(({ channelData }) => channelData?.isTyping === true);
      page.say({ type: 'typing', conversationId, isTyping: true });
      await page.until(() => page.last('people')?.typing.length === 2);
      expect(begun()).to.deep.equal([]);
      expect(typings(buyer).some(({ from }) => from.name === 'Lee')).to.equal(false);
      for (const each of [buyer, page, other]) each.close();
    });

    it('agents who watch see that the buyer types, until they have written; it becomes no turn', async () => {
      const buyer = await talking();
      const { conversationId } = buyer;
      const page = await desk.page(kim);
      page.watch(conversationId);
      await page.until(() => page.of('people').length > 0);
      await buyer.types();
      await page.until(() => page.last('people')?.buyerTyping === true);
      // No entry, no turn, and nothing comes back to where it was typed.
      const { lastSeq } = await desk.store.log(conversationId, { after: 0, limit: 1 });
      expect(typings(buyer)).to.deep.equal([]);
      await buyer.says('here I am');
      await page.until(() => page.last('people')?.buyerTyping === false);
      expect((await desk.store.log(conversationId, { after: 0, limit: 1 })).lastSeq).to.equal(lastSeq + 1);
      for (const each of [buyer, page]) each.close();
    });

    it('the buyer gets nothing that is the desk’s alone, whatever agents do', async () => {
      const buyer = await talking();
      const { conversationId } = buyer;
      const [page, other] = [await desk.page(kim), await desk.page(lee)];
      for (const each of [page, other]) each.watch(conversationId);
      await desk.command(lee, conversationId, { command: 'note', text: 'secret-note' });
      await desk.command(kim, conversationId, { command: 'transfer', epoch: 2, to: 'lee', comment: 'secret-comment' });
      await desk.command(lee, conversationId, { command: 'resolve', epoch: 3, reason: 'secret-reason' });
      await buyer.hears('handoff.feedback');
      await page.until(() => page.threadOf(conversationId).lines.length === 6);
      const all = buyer.raw.join('\n');
      expect(all).to.not.match(/secret|looking|people|epoch|"lee"|"kim"/);
      for (const each of [buyer, page, other]) each.close();
    });
  });

describe('somebody who types and then says nothing', () => {
  it('is forgotten after some seconds', async function () {
    this.timeout(20_000);
    const desk = await openTestDesk();
    const cookie = await desk.signIn(KIM);
    const buyer = await desk.webBuyer();
    const page = await desk.page(cookie);
    page.watch(buyer.conversationId);
    await page.until(() => page.of('people').length > 0);
    await buyer.types();
    await page.until(() => page.last('people')?.buyerTyping === true);
    await page.until(() => page.last('people')?.buyerTyping === false);
    for (const each of [buyer, page]) each.close();
    await desk.close();
  });
});
