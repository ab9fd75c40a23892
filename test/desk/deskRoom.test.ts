import { expect } from 'chai';
import { DeskRoom, newFeed } from '../../bots/desk/deskRoom.js';
import type { LogEntry, OnNews } from '../../services/conversations/conversationStore.js';

const entry = (seq: number): LogEntry => ({ id: `e${seq}`, seq, at: seq, activity: { text: `line ${seq}` } });

/** A room on a log that the test writes, and hints that it gives or withholds. */
function room() {
  const log: LogEntry[] = [];
  let hint: OnNews = () => undefined;
  const reads: number[] = [];
  const store = {
    state: async () => ({}),
    log: async (_: string, { after, limit }: { readonly after: number; readonly limit: number }) => {
      reads.push(after);
      return { entries: log.filter(({ seq }) => seq > after).slice(0, limit), lastSeq: log.length };
    },
    watch: (_: string, onNews: OnNews) => {
      hint = onNews;
      return () => undefined;
    },
  };
  const ports = { store, shelf: { lines: async () => [] }, delivered: { read: async () => 0 } };
  const opened = new DeskRoom('c', ports, () => undefined);
  return {
    opened,
    reads,
    /** These become durable, and of these one hears. */
    write(seqs: readonly number[], heard: readonly number[] = []) {
      log.push(...seqs.map(entry));
      if (heard.length > 0) hint(heard.map(entry));
    },
  };
}

const seqs = async (opened: DeskRoom, feed: ReturnType<typeof newFeed>) =>
  (await opened.next(feed))?.thread?.entries.map(({ seq }) => seq);

describe('a conversation that is open at the desk', () => {
  it('goes by what it hears where that follows on, and reads no log for it', async () => {
    const { opened, reads, write } = room();
    write([1, 2, 3]);
    const feed = newFeed(0, 0);
    expect(await seqs(opened, feed)).to.deep.equal([1, 2, 3]);
    reads.length = 0;
    write([4], [4]);
    write([5], [5]);
    expect(await seqs(opened, feed)).to.deep.equal([4, 5]);
    expect(reads).to.deep.equal([]);
  });

  it('reads the log where something was not heard of', async () => {
    const { opened, write } = room();
    write([1, 2]);
    const feed = newFeed(0, 0);
    await opened.next(feed);
    write([3, 4]);
    write([5], [5]);
    expect(await seqs(opened, feed)).to.deep.equal([3, 4, 5]);
    // A gap between two hints.
    write([6], [6]);
    write([7, 8]);
    write([9], [9]);
    expect(await seqs(opened, feed)).to.deep.equal([6, 7, 8, 9]);
  });

  it('tells who comes from further back what they have not read, and says nothing twice', async () => {
    const { opened, write } = room();
    write([1, 2, 3]);
    write([4], [4]);
    const [behind, ahead] = [newFeed(1, 0), newFeed(4, 0)];
    expect(await seqs(opened, behind)).to.deep.equal([2, 3, 4]);
    expect(await seqs(opened, ahead), 'only how it stands').to.deep.equal([]);
    expect(await seqs(opened, ahead)).to.equal(undefined);
    expect(await seqs(opened, behind)).to.equal(undefined);
  });
});
