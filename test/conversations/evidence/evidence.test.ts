import { expect } from 'chai';
import { loadContent } from '../../../services/content/content.js';
import type { EvidenceFile } from '../../../services/evidence/evidenceFile.js';
import { problemRow } from '../../../services/refunds/problemTypes.js';
import { ProblemType } from '../../../services/refunds/refundTerms.js';
import { RULES } from '../../../services/refunds/ruleNumbers.js';
import { type Conversation, talk } from '../support/talk.js';

const TO_EVIDENCE = `
  buyer: order 234193410001028893 came broken, all 500, noticed yesterday, I want a full refund, they refused
  bot: refund.askEvidence
`;

function file(letter: string, name: string, type: EvidenceFile['type'] = 'image/jpeg'): EvidenceFile {
  return { fileId: letter.repeat(32), name, type, size: 1_000, sha256: letter.repeat(64) };
}

async function filed(talking: Conversation) {
  const cases = await talking.cases.cases('demo-buyer');
  return cases.find(({ request }) => request.orderId === '234193410001028893')?.request;
}

describe('evidence', () => {
  it('is asked for with who will see it and what counts most, whatever the problem', () => {
    const { copy } = loadContent(RULES);
    for (const problem of ProblemType.options) {
      const { text } = copy['refund.askEvidence']({ items: problemRow(problem).evidence, because: undefined });
      expect(text, problem)
        .to.include('The seller will see it')
        .and.to.match(/chat.* counts most/);
    }
  });

  it('files answer the question, and are filed by their ids', async () => {
    const talking = await talk(TO_EVIDENCE);
    await talking.sends([file('a', 'cups.jpg'), file('b', 'label.jpg')]);
    await talk(
      `
        bot: refund.review
        press: Submit
        bot: refund.filing
        bot: refund.filed
      `,
      talking,
    );
    expect(await filed(talking)).to.deep.include({
      evidenceFiles: [
        { fileId: 'a'.repeat(32), name: 'cups.jpg', type: 'image/jpeg' },
        { fileId: 'b'.repeat(32), name: 'label.jpg', type: 'image/jpeg' },
      ],
    });
  });

  it('links and files add up, also later, and the same file counts once', async () => {
    const talking = await talk(TO_EVIDENCE);
    await talking.sends([file('a', 'cups.jpg')]);
    await talk('bot: refund.review', talking);
    await talking.sends([file('a', 'cups again.jpg'), file('c', 'packing.pdf', 'application/pdf')]);
    await talk(
      `
        bot: evidence.duplicate
        bot: repair.corrected
        bot: refund.review
        buyer: https://photos.example.com/unboxing.mp4
        bot: repair.corrected
        bot: refund.review
        press: Submit
        bot: refund.filing
        bot: refund.filed
      `,
      talking,
    );
    const request = await filed(talking);
    expect(request?.evidenceFiles?.map(({ name }) => name)).to.deep.equal(['cups.jpg', 'packing.pdf']);
    expect(request?.evidenceLinks).to.deep.equal(['https://photos.example.com/unboxing.mp4']);
  });

  describe('that is there already', () => {
    const LINK = 'https://photos.example.com/1.jpg';
    const WITH_LINK = `
      ${TO_EVIDENCE}
      buyer: ${LINK}
      bot: refund.review
    `;

    it('is said, and nothing is noted that did not change', async () => {
      const talking = await talk(`
        ${WITH_LINK}
        buyer: here it is: ${LINK}
        bot: evidence.duplicate
        bot: refund.review
        buyer: ${LINK}
        bot: evidence.duplicate
        bot: refund.review
      `);
      expect(talking.state).to.have.nested.property('draft.evidenceLinks').that.deep.equals([LINK]);
    });

    it('is said as often as it is a file, by its name', async () => {
      const talking = await talk(WITH_LINK);
      await talking.sends([file('a', 'cups.jpg'), file('a', 'copy of cups.jpg')]);
      expect(talking.last[0]?.text).to.include('copy of cups.jpg').and.not.include('I have cups.jpg');
      await talk('bot: evidence.duplicate\nbot: repair.corrected\nbot: refund.review', talking);
      await talking.sends([file('a', 'once more.jpg')]);
      expect(talking.last[0]?.text).to.include('once more.jpg');
      await talk('bot: evidence.duplicate\nbot: refund.review', talking);
      expect(talking.state).to.have.nested.property('draft.evidenceFiles').with.length(1);
    });

    it('does not hide what is new beside it', async () => {
      const talking = await talk(`
        ${WITH_LINK}
        buyer: ${LINK} https://photos.example.com/2.jpg
        bot: evidence.duplicate
        bot: repair.corrected
        bot: refund.review
      `);
      expect(talking.state).to.have.nested.property('draft.evidenceLinks').with.length(2);
    });
  });

  it('the review ticks the checklist off and says how strong it stands', async () => {
    const talking = await talk(TO_EVIDENCE);
    await talking.sends([file('a', 'cups.jpg'), file('b', 'label.jpg')]);
    const card = JSON.stringify(talking.last.at(-1)?.attachments);
    expect(card).to.include('✓ close-up photos').and.include('✓ a photo of the shipping label').and.include('○ ');
    expect(card).to.include('Your evidence: good').and.include('data:image/svg+xml');
  });

  it('what could not be kept is said with its reason, and the question stays open', async () => {
    const talking = await talk(TO_EVIDENCE);
    await talking.sends([], [{ name: 'claim.exe', why: 'wrongKind' }]);
    expect(String(talking.heard[0]?.text)).to.include('claim.exe').and.include('PDF');
    await talk(
      `
        bot: evidence.refused
        bot: refund.askEvidence
      `,
      talking,
    );
  });

  it('files at another question are kept, and the question is asked again', async () => {
    const talking = await talk(`
      buyer: order 234193410001028893 came broken, all 500, noticed yesterday, they refused
      bot: refund.askRemedy
    `);
    await talking.sends([file('a', 'cups.jpg')]);
    await talk(
      `
        bot: repair.corrected
        bot: refund.askRemedy
        buyer: full refund
        bot: refund.review
      `,
      talking,
    );
  });

  it('files before anything was said begin a filing', async () => {
    const talking = await talk('');
    await talking.sends([file('a', 'cups.jpg')]);
    await talk('bot: refund.askOrder', talking);
  });
});
