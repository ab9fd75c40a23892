import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { EVIDENCE_LIMITS } from '../../services/evidence/evidenceFile.js';
import { type EvidenceHouse, HOUR_MS, inPieces, OWNER, openEvidenceHouse } from './support/evidenceHouse.js';
import { jpeg, pdf, png } from './support/samples.js';

const MAX = EVIDENCE_LIMITS.fileBytes;

describe('keeping evidence', () => {
  let house: EvidenceHouse;
  beforeEach(async () => {
    house = await openEvidenceHouse();
  });
  afterEach(() => house.close());

  it('keeps the bytes as they came, under a random name, and what they are', async () => {
    const bytes = png(7);
    const { files } = await house.send('m1', [bytes]);
    const [file] = files;
    expect(file).to.deep.equal({
      fileId: file?.fileId,
      name: 'photo.png',
      type: 'image/png',
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    expect(file?.fileId).to.match(/^[\w-]{32}$/);
    expect(await house.names()).to.deep.equal([file?.fileId]);
    const stream = await house.files.read(file?.fileId ?? '');
    expect(stream && bytes.equals(await buffer(stream))).to.equal(true);
    const found = await house.files.find(file?.fileId ?? '');
    expect(found).to.include({ ...OWNER, name: 'photo.png' });
    expect(found?.keptAt).to.be.closeTo(Date.now(), 5_000);
    expect(await house.inDoubt()).to.equal(0);
  });

  it('has the bytes, and the folder with their names, on the disk before the message is accepted', async () => {
    const handle = await open(process.execPath, 'r');
    // What open() gives is of a class that Node does not export.
    const prototype: { sync(): Promise<void> } = Object.getPrototypeOf(handle);
    await handle.close();
    const real = prototype.sync;
    let synced = 0;
    prototype.sync = async function sync() {
      await real.call(this);
      synced += 1;
    };
    try {
      const received = [await house.receive(png(1)), await house.receive(png(2))];
      expect(synced).to.equal(2);
      await house.files.keep(received, OWNER, async (files) => {
        expect(synced).to.equal(3);
        expect(await house.names()).to.deep.equal(files.map(({ fileId }) => fileId).sort());
        return { taken: true, answer: undefined };
      });
    } finally {
      prototype.sync = real;
    }
  });

  it('finds nothing under a name that it never gave', async () => {
    for (const id of ['', '../data.mdb', 'x'.repeat(32), `${'x'.repeat(31)}/`]) {
      expect(await house.files.find(id)).to.equal(undefined);
      expect(await house.files.read(id)).to.equal(undefined);
    }
  });

  const sized = (length: number, start = png()): Buffer => Buffer.concat([start, Buffer.alloc(length - start.length)]);
  const REFUSED: readonly (readonly [string, () => Buffer, string])[] = [
    ['no bytes', () => Buffer.alloc(0), 'empty'],
    ['a page', () => Buffer.from('<!doctype html>'.padEnd(4_000)), 'wrongKind'],
    ['a word', () => Buffer.from('hi'), 'wrongKind'],
    ['one byte over 10 MB', () => sized(MAX + 1), 'tooLarge'],
    ['10 MB and a lot', () => sized(MAX + 300_000, jpeg()), 'tooLarge'],
    ['12 MB of another kind', () => Buffer.alloc(MAX + 2_000_000, 0x41), 'wrongKind'],
  ];
  for (const [what, bytes, why] of REFUSED) {
    it(`refuses ${what} as ${why}, and leaves nothing on the disk`, async () => {
      for (const piece of [65_536, MAX * 2]) {
        const result = await house.files.receive(inPieces(bytes(), piece), '../..\u202e/evil.svg');
        expect(result).to.deep.equal({ kind: 'refused', name: 'evil.svg', why });
      }
      expect(await house.names()).to.deep.equal([]);
    });
  }

  it('takes exactly 10 MB, and a file of a few bytes', async () => {
    const received = await house.files.receive(inPieces(sized(MAX), 65_536), 'big.png');
    expect(received).to.include({ kind: 'received', size: MAX });
    expect(await house.files.receive(inPieces(Buffer.from('%PDF-1.4'), 1), 'a')).to.include({ name: 'a.pdf', size: 8 });
  });

  it('leaves nothing of a file whose bytes broke off', async () => {
    const broken = async function* () {
      yield png();
      throw new Error('the line went dead');
    };
    const error: unknown = await house.files.receive(broken(), 'a.png').catch((reason: unknown) => reason);
    expect(String(error)).to.equal('Error: the line went dead');
    expect(await house.names()).to.deep.equal([]);
  });

  it('notices the same file within the message, later, and not in another conversation', async () => {
    const { files: first } = await house.send('m1', [png(1), pdf(), png(1)]);
    expect(first.map(({ duplicateOf }) => duplicateOf)).to.deep.equal([undefined, undefined, first[0]?.fileId]);
    const { files: second } = await house.send('m2', [png(2), png(1), pdf()]);
    expect(second.map(({ duplicateOf }) => duplicateOf)).to.deep.equal([undefined, first[0]?.fileId, first[1]?.fileId]);
    const { files: third } = await house.send('m3', [png(1)], 'another');
    expect(third[0]).to.not.have.property('duplicateOf');
  });

  it('keeps 20 in 24 hours, tells of the rest, and goes on the day after', async () => {
    const shades = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => png(from + index));
    await house.send('m1', shades(0, 18));
    const { files, refused } = await house.send('m2', shades(18, 23));
    expect([files.length, refused.length]).to.deep.equal([2, 3]);
    expect(refused[0]).to.deep.equal({ name: 'photo.png', why: 'tooMany' });
    expect((await house.send('m3', shades(30, 31))).files).to.deep.equal([]);
    expect(await house.names()).to.have.length(20);
    expect((await house.send('other', shades(0, 1), 'another')).files).to.have.length(1);
    house.now.aheadMs = 24 * HOUR_MS + 1_000;
    expect((await house.send('m4', shades(40, 42))).files).to.have.length(2);
  });

  it('keeps 20 and no more when 30 come at once', async () => {
    const sent = await Promise.all(Array.from({ length: 30 }, (_, index) => house.send(`m${index}`, [png(index)])));
    expect(sent.flatMap(({ files }) => files)).to.have.length(20);
    expect(sent.flatMap(({ refused }) => refused)).to.have.length(10);
    expect(await house.names()).to.have.length(20);
  });

  it('keeps the files of a message once, however often it comes, at the limit too', async () => {
    await house.send(
      'before',
      Array.from({ length: 16 }, (_, index) => png(index)),
    );
    const four = [png(100), png(101), png(102), png(103)];
    const sent = await Promise.all([1, 2, 3].map(() => house.send('same', four)));
    const accepted = sent.filter(({ kind }) => kind === 'accepted');
    expect(accepted.map(({ files, refused }) => [files.length, refused.length])).to.deep.equal([[4, 0]]);
    expect(await house.names()).to.have.length(20);
    expect(await house.inDoubt()).to.equal(0);
  });
});
