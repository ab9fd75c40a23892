import { expect } from 'chai';
import type { EvidenceFile } from '../../../services/evidence/evidenceFile.js';
import type { CaseEvent } from '../../../services/refunds/caseEvent.js';
import { type Conversation, talk } from '../support/talk.js';
import { buttons, FILED, newest, text } from './filed.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FILE = 'https://photos.example.com/label.jpg';

function picture(letter: string, name: string): EvidenceFile {
  return {
    fileId: letter.repeat(32) as EvidenceFile['fileId'],
    name,
    type: 'image/jpeg',
    size: 5,
    sha256: letter.repeat(64),
  };
}

async function sends(talking: Conversation, files: readonly EvidenceFile[], bot: string): Promise<void> {
  await talking.sends(files);
  await talk(`bot: ${bot}`, talking);
}

async function happens(talking: Conversation, event: CaseEvent, bot: string): Promise<void> {
  await talking.happens(event);
  await talk(`bot: ${bot}`, talking);
}

/** The platform asks, with three days to answer. */
async function asked(): Promise<Conversation> {
  const talking = await talk(FILED);
  await talking.passes(8 * DAY);
  talking.heard = [];
  await talk('case: clockEscalates\nbot: case.escalated', talking);
  const by = talking.now + 3 * DAY;
  await happens(
    talking,
    { kind: 'mediatorAsksEvidence', words: 'A photo of the label on the box.', by },
    'case.evidenceAsked',
  );
  return talking;
}

async function decided(): Promise<Conversation> {
  return talk(
    'buyer: hand it in\nbot: case.acting\nbot: case.acted\ncase: mediatorDecides\nbot: case.decided',
    await taken(),
  );
}

async function taken(): Promise<Conversation> {
  return talk(`buyer: ${FILE}\nbot: case.evidenceTaken`, await asked());
}

describe('a buyer hands in the evidence that is asked for', () => {
  it('hears what is wanted and how long there is, sends it in pieces, asks in between, and hands it in', async () => {
    const talking = await asked();
    expect(text(talking)).to.include('"A photo of the label on the box."').and.to.include(': 3 days left');
    expect(buttons(talking)).to.include('Add evidence');
    await talk('press: Add evidence\nbot: case.askEvidence', talking);
    await sends(talking, [picture('a', 'label.jpg')], 'case.evidenceTaken');
    await talking.passes(DAY);
    await talk('buyer: the cartons were crushed\nbot: case.evidenceTaken', talking);
    expect(text(talking)).to.include('label.jpg and your words').and.to.include('the platform has it only then');
    expect(text(talking)).to.include(': 48 hours left'.replace('48 hours', '2 days'));
    await talk('buyer: are there any fees?\nbot: faq.answer (fees)\nbot: case.evidenceTaken', talking);
    expect((await newest(talking))?.state).to.equal('awaitingEvidence');
    await talk('press: Hand it in\nbot: case.acting\nbot: case.acted', talking);
    const handed = await newest(talking);
    expect(handed?.state).to.equal('mediation');
    expect(handed?.evidenceAdded).to.deep.equal([
      {
        links: [],
        files: [{ fileId: 'a'.repeat(32), name: 'label.jpg', type: 'image/jpeg' }],
        words: 'the cartons were crushed',
        at: talking.now,
      },
    ]);
  });

  it('sends it without a word: it is for the case that waits for it, and starts no other filing', async () => {
    const talking = await asked();
    await sends(talking, [picture('b', 'box.jpg')], 'case.evidenceTaken');
    const linked = await asked();
    await talk(`buyer: here it is ${FILE}\nbot: case.evidenceTaken`, linked);
    expect(text(linked)).to.include('1 link');
  });

  it('cannot hand in nothing, nor what is in the case already, nor the same file twice', async () => {
    const talking = await asked();
    await talk('press: Add evidence\nbot: case.askEvidence\nbuyer: hand it in\nbot: case.askEvidence', talking);
    expect(text(talking)).to.include('There is nothing to hand in yet.');
    await talk('buyer: https://photos.example.com/1.jpg\nbot: case.askEvidence', talking);
    expect(text(talking)).to.include('That is in the case already.');
    await sends(talking, [picture('c', 'one.jpg')], 'case.evidenceTaken');
    await sends(talking, [{ ...picture('d', 'two.jpg'), sha256: 'c'.repeat(64) }], 'case.askEvidence');
    await talk('buyer: no\nbot: case.notActed', talking);
    expect((await newest(talking))?.history.at(-1)?.event).to.equal('mediatorAsksEvidence');
  });

  it('keeps what is gathered when it is reminded meanwhile', async () => {
    const talking = await taken();
    await talking.passes(2 * DAY);
    await talk('bot: case.reminder\nbuyer: hand it in\nbot: case.acting\nbot: case.acted', talking);
    expect((await newest(talking))?.evidenceAdded?.[0]?.links).to.deep.equal([FILE]);
  });

  it('does not hand it in to a case that has moved on since', async () => {
    const talking = await taken();
    talking.now += HOUR;
    await talk('case: caseLapses\nbot: case.closed', talking);
    await talk('buyer: hand it in\nbot: track.cases', talking);
    expect(text(talking)).to.include('Expired');
    expect((await newest(talking))?.state).to.equal('expired');
  });
});

describe('a buyer objects to a decision', () => {
  it('only with evidence that was not there before, and hears what would count', async () => {
    const talking = await decided();
    expect(buttons(talking)).to.include('Object to the decision').and.to.include('Go to arbitration');
    await talk('buyer: I do not accept the decision\nbot: case.askEvidence', talking);
    expect(text(talking)).to.include('a report of an inspector').and.to.include('it may also decide worse');
    await talk('buyer: it is simply wrong\nbot: case.evidenceTaken', talking);
    expect(buttons(talking)).to.deep.equal(['No, leave it']);
    await talk('buyer: hand it in\nbot: case.askEvidence', talking);
    // It was handed in before the decision.
    await talk(`buyer: ${FILE}\nbot: case.askEvidence`, talking);
    expect(text(talking)).to.include('That is in the case already.');
    await talk('buyer: https://photos.example.com/report.pdf\nbot: case.evidenceTaken', talking);
    await talk('buyer: that is all\nbot: case.acting\nbot: case.acted', talking);
    const objected = await newest(talking);
    expect(objected?.state).to.equal('mediation');
    expect(objected?.decision).to.equal(undefined);
    expect(objected?.evidenceAdded).to.have.length(2);
  });

  it('or goes to arbitration, which is something else than mediation', async () => {
    const talking = await talk('press: Go to arbitration\nbot: case.actAsk', await decided());
    expect(text(talking)).to.include('something else than the mediation of the platform').and.to.include('costs money');
    await talk('press: Yes, do it\nbot: case.acting\nbot: case.acted', talking);
    expect((await newest(talking))?.state).to.equal('arbitration');
  });
});

describe('a buyer whose seller refused asks where the money is', () => {
  it('and hears of the money, and not once more of the no', async () => {
    const talking = await talk(FILED);
    await talk('case: sellerRefuses\nbot: case.refused', talking);
    await talking.passes(8 * DAY);
    talking.heard = [];
    await talk('case: clockEscalates\nbot: case.escalated\ncase: mediatorDecides\nbot: case.decided', talking);
    await talk('case: refundOrdered\ncase: refundStarts\nbot: case.refundStarted', talking);
    await talk('buyer: where is my money?\nbot: track.cases\nbot: case.money', talking);
  });
});

describe('a buyer sends the goods back', () => {
  async function ordered(): Promise<Conversation> {
    const talking = await talk(FILED);
    await happens(talking, { kind: 'sellerProposes', proposal: { remedy: 'returnAndRefund' } }, 'case.proposal');
    await talk(
      'press: Accept the proposal\nbot: case.actAsk\npress: Yes, do it\nbot: case.acting\nbot: case.acted',
      talking,
    );
    expect(text(talking)).to.include('send nothing before it is in the case');
    const address = { lines: ['Chaozhou Brightkiln', 'Fengxi 12', 'Chaozhou, China'] };
    await happens(talking, { kind: 'returnOrdered', address, by: talking.now + 12 * DAY }, 'case.returnOrdered');
    return talking;
  }

  it('to the address of the case only, with carrier and number, asked for what is missing', async () => {
    const talking = await ordered();
    expect(text(talking)).to.include('only to the address in the case').and.to.include('12 days left');
    await talk('buyer: where do I send it?\nbot: case.askParcel', talking);
    expect(text(talking)).to.include('Fengxi 12').and.to.include('to no other, whoever writes you another one');
    await talk('buyer: I sent it with DHL\nbot: case.askParcel', talking);
    expect(text(talking)).to.include('the tracking number of DHL');
    await talk('buyer: JD0146000032\nbot: case.actAsk', talking);
    expect(text(talking)).to.include('DHL, JD0146000032').and.to.include('Fengxi 12');
    await talk('press: Yes, do it\nbot: case.acting\nbot: case.acted', talking);
    expect(await newest(talking)).to.deep.include({
      state: 'returnInTransit',
      parcel: { carrier: 'DHL', number: 'JD0146000032' },
    });
  });

  it('in one message, as labels print it, without a word about it', async () => {
    const talking = await talk('buyer: UPS 1Z 999 AA1 01 2345 6784\nbot: case.actAsk', await ordered());
    await talk('buyer: yes\nbot: case.acting\nbot: case.acted', talking);
    expect((await newest(talking))?.parcel).to.deep.equal({ carrier: 'UPS', number: '1Z999AA10123456784' });
  });

  it('asks for the money afterwards: how long the way takes, a closed card, a trace; and may review the order', async () => {
    const talking = await talk(
      'buyer: UPS 1Z999AA10123456784\nbot: case.actAsk\nbuyer: yes\nbot: case.acting\nbot: case.acted',
      await ordered(),
    );
    await talk(
      'case: sellerConfirmsReturn\nbot: case.agreed\nbuyer: where is my money?\nbot: track.cases\nbot: case.money',
      talking,
    );
    expect(text(talking)).to.include('within 7 business days').and.to.include('10 to 12 business days');
    await talk('case: refundStarts\nbot: case.refundStarted', talking);
    expect(text(talking)).to.include('To a card that usually takes 10 to 12 business days.');
    await talk('buyer: where is my refund?\nbot: track.cases\nbot: case.money', talking);
    expect(text(talking))
      .to.include('ask your bank to trace it')
      .and.to.include('10 working days')
      .and.to.include('If that card or account is closed');
    await talk(
      'case: refundFails\nbot: case.refundFailed\nbuyer: where is my refund?\nbot: track.cases\nbot: case.money',
      talking,
    );
    expect(text(talking)).to.include('You have not lost it').and.to.include('an account in the same name');
    await talk('case: refundRetried\ncase: refundArrives\nbot: case.refunded', talking);
    expect(text(talking)).to.include('within 30 days of its completion');
  });
});
