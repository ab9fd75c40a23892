import { expect } from 'chai';
import { DAY_MS } from '../../services/refunds/calendarDay.js';
import type { CaseEventKind } from '../../services/refunds/caseEvent.js';
import { moveCase } from '../../services/refunds/caseMoves.js';
import { CaseId } from '../../services/refunds/ids.js';
import { newCase } from '../../services/refunds/newCase.js';
import type { RefundCase } from '../../services/refunds/refundCase.js';
import { RefundRequest } from '../../services/refunds/refundRequest.js';
import type { SellerAct, SellerOutcome } from '../../services/refunds/refundTerms.js';
import { RULES } from '../../services/refunds/ruleNumbers.js';
import { type SellerFacts, sellerVerdict } from '../../services/refunds/sellerVerdict.js';
import { SAMPLE_EVENTS } from '../contracts/sampleEvents.js';

/** Monday noon in Beijing. */
const NOW = Date.parse('2026-11-23T04:00:00Z');
const DAYS = (count: number) => NOW - count * DAY_MS;

const told = (outcome: SellerOutcome, silentDays?: number, toldAt = NOW): SellerFacts => ({
  told: { outcome, silentDays, toldAt },
  acts: [],
});
const did = (...acts: SellerAct[]): SellerFacts => ({ acts: acts.map((act) => ({ act, at: NOW })) });

/** A case that was opened so many days ago, with what the seller did since. */
function aCase(openedDaysAgo: number, ...events: readonly (readonly [string, number])[]): RefundCase {
  const request = RefundRequest.parse({
    orderId: '234193410001028893',
    problem: 'damaged',
    description: 'All cracked.',
    seller: { outcome: 'silent' },
    remedy: 'fullRefund',
    evidenceLinks: [],
  });
  const opened = newCase({
    caseId: CaseId.parse('RD-0000-0000'),
    reference: 'a-reference-of-a-case',
    buyerId: 'b',
    request,
    now: DAYS(openedDaysAgo),
  });
  return events.reduce((refundCase, [kind, daysAgo]) => {
    // The table below names events.
    const moved = moveCase(refundCase, SAMPLE_EVENTS[kind as CaseEventKind], { at: DAYS(daysAgo) });
    if (moved.kind !== 'moved') throw new Error(`${kind} in ${refundCase.state}: ${moved.kind}`);
    return moved.case;
  }, opened);
}

const STARTED = { amount: { minor: 60_000, currency: 'USD' }, startedAt: 1 };

describe('the seller’s verdict', () => {
  const rows: readonly (readonly [string, SellerFacts, string, readonly string[]])[] = [
    ['not asked yet', told('notContacted'), 'notAsked', ['notAsked']],
    ['no answer for two days, of three', told('silent', 2), 'inTime', ['silence']],
    ['no answer for three days: the third is not over', told('silent', 3), 'inTime', ['silence']],
    ['no answer for four days', told('silent', 4), 'silent', ['silence']],
    ['no answer, and since when is not told', told('silent'), 'inTime', ['silence']],
    ['the same, told four days ago', told('silent', undefined, DAYS(4)), 'silent', ['silence']],
    ['two days that were told three days ago', told('silent', 2, DAYS(3)), 'silent', ['silence']],
    [
      'outside of Trade Assurance sellers have five days',
      { ...told('silent', 5), route: 'offPlatform' },
      'inTime',
      ['silence'],
    ],
    ['and no longer', { ...told('silent', 6), route: 'offPlatform' }, 'silent', ['silence']],
    ['a no', told('refused'), 'refuses', ['refused']],
    ['an offer', told('offered'), 'cooperates', ['offered']],
    [
      'a part offered is an answer, too',
      { ...told('offered'), ...did('offeredPart'), told: told('offered').told },
      'cooperates',
      ['offeredPart', 'offered'],
    ],
    ['still talking', told('talking'), 'cooperates', ['talking']],
    ['agreed', told('agreed'), 'cooperates', ['agreed']],
    [
      'agreed, and did not keep it',
      { ...told('agreed'), acts: did('brokePromise').acts },
      'stalls',
      ['brokePromise', 'agreed'],
    ],
    [
      'wants the case closed',
      { ...told('talking'), acts: did('askedToClose').acts },
      'leadsAway',
      ['askedToClose', 'talking'],
    ],
    ['wants receipt confirmed', did('askedToConfirm'), 'leadsAway', ['askedToConfirm']],
    ['wants money outside', did('askedToPayOutside'), 'leadsAway', ['askedToPayOutside']],
    ['offers a private deal', did('offeredOutside'), 'leadsAway', ['offeredOutside']],
    [
      'a no, and more: the gravest comes first',
      { ...told('refused'), acts: did('askedToClose').acts },
      'leadsAway',
      ['askedToClose', 'refused'],
    ],
    ['in a case, in time', { acts: [], case: aCase(2) }, 'inTime', ['caseClock']],
    ['in a case, three days and a moment', { acts: [], case: aCase(3.001) }, 'silent', ['caseClock']],
    [
      'in a case, refused twice',
      { acts: [], case: aCase(3, ['sellerRefuses', 2], ['buyerCounters', 1.5], ['sellerRefuses', 1]) },
      'refuses',
      ['caseRefused'],
    ],
    [
      'an offer after a no is an answer',
      { ...told('refused'), case: aCase(2, ['sellerProposes', 1]) },
      'cooperates',
      ['caseProposed'],
    ],
    [
      'after a counter-proposal no date is known',
      { acts: [], case: aCase(9, ['sellerProposes', 8], ['buyerCounters', 7]) },
      'cooperates',
      ['caseProposed'],
    ],
    ['agreed six working days ago', { acts: [], case: aCase(9, ['sellerAgrees', 7]) }, 'cooperates', ['caseAgreed']],
    [
      'agreed, and nothing begun for eight working days',
      { acts: [], case: aCase(20, ['sellerAgrees', 12]) },
      'stalls',
      ['refundNotStarted', 'caseAgreed'],
    ],
    [
      'agreed, and the refund is on its way',
      { acts: [], case: { ...aCase(20, ['sellerAgrees', 12]), state: 'refundPending', refund: STARTED } },
      'cooperates',
      ['caseAgreed'],
    ],
    [
      'agreed on a return, and the goods come first',
      { acts: [], case: { ...aCase(20, ['sellerAgrees', 12]), settlement: { remedy: 'returnAndRefund' } } },
      'cooperates',
      ['caseAgreed'],
    ],
    [
      'the return is disputed',
      {
        acts: [],
        case: aCase(
          30,
          ['sellerAgrees', 29],
          ['returnOrdered', 28],
          ['buyerShipsBack', 20],
          ['sellerDisputesReturn', 2],
        ),
      },
      'refuses',
      ['returnDisputed'],
    ],
    [
      'refunded: nothing is held against them any more',
      {
        ...told('refused'),
        acts: did('askedToClose').acts,
        case: aCase(20, ['sellerAgrees', 19], ['refundOrdered', 19], ['refundArrives', 1]),
      },
      'cooperates',
      ['askedToClose', 'refunded'],
    ],
  ];
  for (const [what, facts, conduct, reasons] of rows)
    it(what, () => {
      const finding = sellerVerdict(facts, NOW, RULES);
      expect(finding?.conduct).to.equal(conduct);
      expect(finding?.reasons.map(({ kind }) => kind)).to.deep.equal(reasons);
      expect(finding?.isUncooperative).to.equal(['silent', 'stalls', 'refuses', 'leadsAway'].includes(conduct));
    });

  it('nothing is known', () => expect(sellerVerdict({ acts: [] }, NOW, RULES)).to.equal(undefined));

  it('counts days on, names the rule and its number', () => {
    const [reason] = sellerVerdict(told('silent', 7, DAYS(2)), NOW, RULES)?.reasons ?? [];
    expect(reason).to.deep.equal({
      kind: 'silence',
      at: DAYS(2),
      days: 9,
      allowedDays: RULES.sellerResponseDays.value,
      isOver: true,
      rule: RULES.sellerResponseDays.source,
    });
  });

  it('follows the numbers in force', () => {
    const rules = { ...RULES, sellerResponseDays: { ...RULES.sellerResponseDays, value: 10 } };
    expect(sellerVerdict(told('silent', 7), NOW, rules)?.isUncooperative).to.equal(false);
  });
});
