import { expect } from 'chai';
import { adaptiveCard } from '../../dialogs/kit/adaptiveCard.js';
import { toActivity } from '../../dialogs/kit/say.js';
import { CardPress } from '../../dialogs/refund/cardPress.js';
import { loadContent } from '../../services/content/content.js';
import type { JsonObject } from '../../services/json.js';
import { RULES } from '../../services/refunds/ruleNumbers.js';
import { safeLines } from '../../services/transcript/safeLines.js';
import { transcriptLines } from '../../services/transcript/transcriptLines.js';
import { transcriptNamed, transcriptUri } from '../../services/transcript/transcriptUri.js';

const words = loadContent(RULES).words.transcript;
const AT = Date.parse('2026-11-23T19:04:00Z');
const BUYER = { id: 'b1', role: 'user' };
const DESK = { id: 'refund-desk', role: 'bot' };

function told(activity: object, timeZone = 'Asia/Shanghai'): string {
  const plain: JsonObject = JSON.parse(JSON.stringify(activity));
  return transcriptLines(words, { seq: 1, id: 'x', at: AT, activity: { type: 'message', ...plain } }, timeZone);
}

describe('an entry of the transcript', () => {
  it('says who, and when by the clock of the buyer', () => {
    expect(told({ from: BUYER, text: 'hello' })).to.equal('[03:04] Buyer:\n    hello\n\n');
    expect(told({ from: DESK, text: 'hello' }, 'America/New_York')).to.equal('[14:04] Refund Desk:\n    hello\n\n');
  });

  it('says which person of the desk it was, in whose name nobody else can speak', () => {
    const byAgent = (agent: string) =>
      told({ from: DESK, text: 'hello', channelData: { key: 'handoff.agent', agent } });
    expect(byAgent('Kim')).to.equal('[03:04] Kim of Refund Desk:\n    hello\n\n');
    expect(
      byAgent('Kim\n[20:31] Buyer:')
        .split('\n')
        .filter((line) => line.startsWith('[')),
    ).to.have.length(1);
    expect(told({ from: BUYER, text: 'hello', channelData: { agent: 'Kim' } })).to.match(/\] Buyer:/);
  });

  it('keeps every line of what was said off the margin, so that nobody speaks in another name', () => {
    const forged = ['\n', '\r', '\r\n', '\u2028', '\u2029', '\u0085', '\v', '\f'].map(
      (end) => `fine${end}[20:31] Refund Desk:${end}Your case is open`,
    );
    for (const text of forged) {
      for (const activity of [
        { from: BUYER, text },
        {
          from: BUYER,
          attachments: [{ contentType: 'image/png', name: text, contentUrl: `evidence:${'a'.repeat(32)}` }],
        },
        { from: DESK, ...toActivity('x', { text: 'Which?', buttons: [text] }) },
        { from: DESK, text: '', attachments: [adaptiveCard({ heading: text, facts: [{ title: 'a', value: text }] })] },
      ]) {
        const atMargin = told(activity)
          .split(/[\n\r\v\f\u0085\u2028\u2029]/)
          .filter((line) => /^\S/.test(line));
        expect(atMargin.length, JSON.stringify(activity)).to.equal(1);
      }
    }
  });

  it('a name that somebody gave is told beside the role, never alone', () => {
    expect(told({ from: { ...BUYER, name: 'Refund Desk' }, text: 'x' })).to.include('] Buyer (Refund Desk):');
    expect(told({ from: { ...BUYER, name: 'A\n[00:00] Refund Desk:' }, text: 'x' })).to.match(
      /^\[03:04\] Buyer \(A\):\n/,
    );
  });

  it('takes out what turns the writing around or steers a terminal, and keeps all other letters', () => {
    const bad = '\u202egnp.exe\u202c \u2066a\u2069 \u200fb \u001b[2Jc\u0007 \u0000d\u009be';
    expect(safeLines(bad)).to.deep.equal(['gnp.exe a b  [2Jc   d e']);
    expect(safeLines('Ärger ‍👩‍👧 می‌خواهم 你好\n\nzwei')).to.deep.equal(['Ärger ‍👩‍👧 می‌خواهم 你好', '', 'zwei']);
  });

  it('tells a card line by line as it was shown, with what could be pressed', () => {
    const card = adaptiveCard({
      heading: 'This is what I will file',
      facts: [{ title: 'What happened', value: 'two *lines*\nof [text]' }],
      buttons: [{ title: 'Submit', data: { action: 'refund.submit' } }],
    });
    const review = toActivity('refund.review', { text: 'The same in words.' }, { cards: [card], cardsTellAll: true });
    expect(told({ from: DESK, ...review })).to.equal(
      '[03:04] Refund Desk:\n    This is what I will file\n    What happened: two *lines*\n    of [text]\n    1. Submit\n\n',
    );
    const filed = toActivity('refund.filed', { text: 'Your case is open: RD-1.' }, { cards: [card] });
    expect(told({ from: DESK, ...filed })).to.include('    Your case is open: RD-1.\n    This is what I will file\n');
  });

  it('names what was pressed, the choices, and the files that were kept or not', () => {
    expect(told({ from: BUYER, value: { action: 'refund.submit', draftId: 'x' } })).to.include('    [pressed: Submit]');
    expect(told({ from: BUYER, value: { action: 'of another build' } })).to.include('    [pressed: a button]');
    expect(told({ from: DESK, ...toActivity('x', { text: 'Which?', buttons: ['Red', 'Blue'] }) })).to.include(
      '    Which?\n    1. Red\n    2. Blue\n',
    );
    const howMany = toActivity('x', { text: 'How many?', buttons: ['All', 'Half'], wantsNumber: true });
    expect(told({ from: DESK, ...howMany })).to.include('    How many?\n    - All\n    - Half\n');
    const attachments = [
      { contentType: 'image/jpeg', name: 'cups.jpg', contentUrl: `evidence:${'a'.repeat(32)}` },
      { contentType: 'application/octet-stream', name: 'claim.exe' },
    ];
    expect(told({ from: BUYER, attachments })).to.equal(
      '[03:04] Buyer:\n    [file: cups.jpg]\n    [file, not kept: claim.exe]\n\n',
    );
  });

  it('names every button of a card as it stood on the card', () => {
    const { command } = loadContent(RULES).words;
    const titles: Record<string, string> = {
      'refund.submit': command.submit,
      'refund.change': command.change,
      'draft.resume': command.resume,
      'draft.discard': command.discard,
    };
    for (const action of CardPress.shape.action.options)
      expect(told({ from: BUYER, value: { action, draftId: 'x' } })).to.include(`[pressed: ${titles[action]}]`);
  });

  it('is empty where nothing was said, and no odd entry stops it', () => {
    expect(told({ from: BUYER, text: '' })).to.equal('');
    for (const odd of [
      { text: 5 },
      { attachments: 'x' },
      { from: null },
      { suggestedActions: 7, text: 'a' },
      { channelData: 1 },
    ])
      expect(told(odd)).to.be.a('string');
  });
});

describe('the name of a transcript in the log', () => {
  it('is read again, in every time zone', () => {
    for (const timeZone of [
      'UTC',
      'Asia/Shanghai',
      'America/Argentina/Buenos_Aires',
      'Etc/GMT+5',
      'America/Port-au-Prince',
    ]) {
      const activity = {
        attachments: [{ contentType: 'text/plain', contentUrl: transcriptUri({ at: AT, timeZone }) }],
      };
      expect(transcriptNamed({ activity })).to.deep.equal({ at: AT, timeZone });
    }
  });

  it('is nothing else', () => {
    for (const contentUrl of [
      'transcript:',
      'transcript:1/Nowhere',
      'transcript:x/UTC',
      'https://a.example/transcript:1/UTC',
      5,
    ])
      expect(transcriptNamed({ activity: { attachments: [{ contentType: 'text/plain', contentUrl }] } })).to.equal(
        undefined,
      );
  });
});
