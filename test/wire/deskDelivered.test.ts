import { expect } from 'chai';
import { noteSent } from '../../bots/noteSent.js';
import { Delivered } from '../../services/desk/delivered.js';
import { DeskWhispers } from '../../services/desk/deskWhispers.js';
import { openEmbeddedWhispers } from '../../services/storage/embeddedWhispers.js';
import { memoryRecords } from '../contracts/memoryRecords.js';
import { until } from '../support/until.js';

const of = (text: string, key: string) => ({ type: 'message', text, channelData: { key } });

/** A log of these activities, as the store hands it out. */
function logOf(activities: readonly ReturnType<typeof of>[]) {
  const entries = activities.map((activity, at) => ({ id: `e${at + 1}`, seq: at + 1, at, activity }));
  return {
    log: async (_: string, { after, limit }: { readonly after: number; readonly limit: number }) => ({
      entries: entries.filter(({ seq }) => seq > after).slice(0, limit),
      lastSeq: entries.length,
    }),
  };
}

const effect = (activity: ReturnType<typeof of>) => ({
  key: 'k',
  kind: 'deliver',
  body: { activity },
  conversationId: 'c',
  buyerId: 'b',
  channel: 'botservice',
  attempt: 1,
});

describe('a reply that is sent out to a channel', () => {
  const words = [
    of('hi', 'root.welcome'),
    of('ok', 'handoff.agent'),
    of('more', 'root.faq'),
    of('ok', 'handoff.agent'),
  ];

  it('is noted by its place in the log, the same words twice as two', async () => {
    const delivered = new Delivered(memoryRecords(), new DeskWhispers(openEmbeddedWhispers()), Date.now);
    const ports = { store: logOf(words), delivered };
    await noteSent(ports, effect(of('ok', 'handoff.agent')));
    expect(await delivered.read('c')).to.equal(2);
    await noteSent(ports, effect(of('ok', 'handoff.agent')));
    expect(await delivered.read('c')).to.equal(4);
    expect(await delivered.read('other')).to.equal(0);
  });

  it('is not noted where it is the bot’s, or in no log', async () => {
    const delivered = new Delivered(memoryRecords(), new DeskWhispers(openEmbeddedWhispers()), Date.now);
    await noteSent({ store: logOf(words), delivered }, effect(of('hi', 'root.welcome')));
    await noteSent({ store: logOf(words), delivered }, effect(of('never said', 'handoff.agent')));
    expect(await delivered.read('c')).to.equal(0);
  });

  it('never goes back, and is on the disk in the end', async () => {
    const records = memoryRecords();
    const delivered = new Delivered(records, new DeskWhispers(openEmbeddedWhispers()), Date.now);
    for (const seq of [3, 7, 5, 6]) delivered.note('c', seq);
    expect(await delivered.read('c')).to.equal(7);
    await until(async () => (await records.list('deskDelivered'))[0]?.value !== undefined);
    const later = new Delivered(records, new DeskWhispers(openEmbeddedWhispers()), Date.now);
    await until(async () => (await later.read('c')) === 7);
  });
});
