import type { Words } from '../words.js';

/** How buyers say in their own words what they want done to a case, and what a parcel's line may hold. */
export const ACT_WORDS: Pick<Words, 'actWords' | 'actOrder' | 'carriers' | 'carrierFillers'> = {
  // Turned down, or answered with another amount, before accepted: "I would accept 700" is no yes.
  actOrder: [
    'buyerRejects',
    'buyerCounters',
    'buyerAccepts',
    'buyerObjects',
    'buyerAddsEvidence',
    'buyerShipsBack',
    'buyerGoesToArbitration',
    'buyerEscalates',
    'buyerWithdraws',
  ],
  actWords: {
    buyerAccepts: phrases(
      'accept, i accept, accept it, accept that, accept the offer, accept their offer, accept his offer, accept her offer',
      'accept their proposal, i take the offer, i ll take the offer, i will take the offer, i agree to the proposal',
      'i agree to the offer, i agree to their proposal, i agree to their offer',
    ),
    buyerRejects: phrases(
      'reject, i reject, reject it, reject that, reject the offer, reject their offer, reject their proposal, decline the offer',
      'decline the proposal, decline it, i decline, i refuse the offer, i refuse the proposal, i refuse it, refuse their offer',
      'don t accept, do not accept, dont accept, won t accept, will not accept, wont accept, can t accept, cannot accept',
      'cant accept, not acceptable, that is not enough, that s not enough, thats not enough, it is not enough, too little',
      'don t agree to the proposal, do not agree to the proposal, no deal',
    ),
    buyerCounters: phrases(
      'counter, counterproposal, counteroffer, counter proposal, counter offer, make an offer, make a proposal, my own proposal',
      'proposal of my own, i propose, i want to propose, propose something else, i would accept, i d accept, i could accept',
      'ask for more, i want more, negotiate, i want to negotiate, another amount, a different amount',
    ),
    buyerAddsEvidence: phrases(
      'add evidence, more evidence, new evidence, send evidence, send the evidence, hand in evidence, hand in the evidence',
      'upload evidence, upload the evidence, add photos, more photos, add a photo, additional evidence, further evidence',
      'i have evidence, i have the evidence, add a file, add files, add pictures, add proof, more proof, send more proof',
    ),
    buyerObjects: phrases(
      'object, i object, objection, object to it, object to that, to object, file an objection, appeal, i appeal, to appeal',
      'appeal the decision, appeal it, appeal against, contest the decision, challenge the decision, disagree with the decision',
      'decision is wrong, decision is unfair, decision was wrong, do not accept the decision, don t accept the decision',
    ),
    buyerShipsBack: phrases(
      'sent it back, sent them back, sent the goods back, sent the parcel back, send it back to, shipped it back, shipped them back',
      'shipped the goods back, shipped the goods, posted it back, posted them back, returned the goods, on its way back',
      'on their way back, return tracking, enter the tracking, enter tracking, enter a tracking number, return address',
      'where do i send, where to send, where should i send, where must i send, which address, what address',
    ),
    buyerGoesToArbitration: phrases(
      'go to arbitration, want arbitration, start arbitration, begin arbitration, take it to arbitration, to an arbitrator',
    ),
    buyerEscalates: phrases(
      'escalate, i escalate, escalate it, escalate this, escalate my, escalate the, to escalate, i escalate, can i escalate',
      'may i escalate, when can i escalate, let the platform decide, get the platform involved, bring in the platform',
      'ask the platform to decide',
    ),
    buyerWithdraws: [],
  },
  carriers: phrases(
    'dhl express, dhl, ups, fedex, usps, tnt, ems, epacket, china post, sf express, sf, royal mail, parcelforce, evri, hermes',
    'yodel, deutsche post, dpd, gls, la poste, colissimo, chronopost, mondial relay, correos, poste italiane, postnl, bpost',
    'postnord, swiss post, austrian post, australia post, canada post, purolator, nz post, aramex, yunexpress, 4px, yanwen',
    'cainiao, yto, zto, sto, best express, j t express, ninja van, dpex, sagawa, yamato, japan post, korea post, india post',
    'an post, posti, bring, inpost, packeta, omniva, toll, startrack, lasership, ontrac, amazon logistics',
  ),
  carrierFillers: phrases(
    'tracking, number, no, nr, code, id, is, was, the, a, an, and, with, via, by, from, to, of, on, in, at, it, its, my, i, ve',
    'have, has, sent, send, shipped, ship, posted, returned, return, back, goods, parcel, package, cups, items, them, they, this',
    'that, here, carrier, company, courier, shipping, service, today, yesterday, now, just, already, please, hi, hello, ok, yes',
    'used, using, we, our, case, order, for, went, out, way, their, are',
  ),
};

function phrases(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(', '));
}
