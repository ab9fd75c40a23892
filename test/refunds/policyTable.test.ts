import { expect } from 'chai';
import { DEMO_BUYER_ID, demoOrders, seedDemo } from '../../services/cases/demoOrders.js';
import type { Situation } from '../../services/cases/demoShelf.js';
import { embeddedCaseBackend } from '../../services/cases/embeddedCaseBackend.js';
import { decide } from '../../services/refunds/policy.js';
import { ProblemType } from '../../services/refunds/refundTerms.js';
import { RULES } from '../../services/refunds/ruleNumbers.js';
import { RULE_SOURCES } from '../../services/refunds/ruleSources.js';
import { memoryRecords } from '../contracts/memoryRecords.js';

const NOW = Date.UTC(2026, 10, 20, 9, 30);
const situations = [
  'deliveredInWindow',
  'deliveredOutOfWindow',
  'lateNotShipped',
  'deadTracking',
  'partlyReceived',
  'directPay',
  'offPlatform',
  'caseOpen',
  'easyReturn',
] as const satisfies readonly Situation[];

type Cell = string;
type Row = readonly [Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell];

// yes, no or ? for unknown; the reason; > the way out; [the route where it is not plain Trade Assurance].
const yes = 'yes inWindow';
const unconfirmed = 'yes notYetConfirmed';
const missed = 'yes shipDateMissed';
const dead = 'yes noTrackingRecord';
const closed = 'no windowClosed > offlineDispute';
const notHere = '? notDeliveredByRecord';
const depends = '? dependsOnProblem';
const open = 'no caseOpen';
const noDirect = 'no directPay > askSeller [directPay]';
const directComplaint = 'no directPay > offlineDispute [directPay]';
const noOffline = 'no offPlatform > askSeller [offline]';
const complaint = 'no offPlatform > offlineDispute [offline]';
const money = '? notInTheRules > bank [paymentProvider]';
const fraud = 'no needsPerson > bank [paymentProvider]';
const customs = '? customsReasonUnknown > askSeller';
const inTime = 'no shippedInTime > askSeller';
const shipped = 'no alreadyShipped > askSeller';
const mind = 'no changeOfMind > askSeller';

const EXPECTED: Record<ProblemType | 'notToldYet', Row> = {
  // in window, out of it, late not shipped, dead tracking, partly received, direct pay, off platform, case open, easy return
  notToldYet: [yes, closed, depends, depends, unconfirmed, noDirect, complaint, open, yes],
  notShipped: [yes, closed, missed, dead, unconfirmed, directComplaint, complaint, open, yes],
  lateShipment: [inTime, closed, missed, dead, inTime, noDirect, complaint, open, inTime],
  notReceived: [yes, closed, missed, dead, unconfirmed, directComplaint, complaint, open, yes],
  falseTracking: [yes, closed, missed, dead, unconfirmed, directComplaint, complaint, open, yes],
  damaged: [yes, closed, notHere, notHere, unconfirmed, noDirect, noOffline, open, yes],
  defective: [yes, closed, notHere, notHere, unconfirmed, noDirect, noOffline, open, `${yes} [easyReturn]`],
  notAsDescribed: [yes, closed, notHere, notHere, unconfirmed, noDirect, noOffline, open, `${yes} [easyReturn]`],
  wrongItem: [yes, closed, notHere, notHere, unconfirmed, noDirect, noOffline, open, yes],
  shortQuantity: [yes, closed, notHere, notHere, unconfirmed, directComplaint, noOffline, open, yes],
  counterfeit: [
    `${yes} > person`,
    'no windowClosed > person',
    notHere,
    notHere,
    `${unconfirmed} > person`,
    noDirect,
    noOffline,
    open,
    `${yes} > person`,
  ],
  customsHeld: [customs, closed, customs, customs, customs, noDirect, noOffline, open, customs],
  cancelBeforeShipment: [shipped, shipped, missed, dead, shipped, noDirect, noOffline, open, shipped],
  refundNotArrived: [money, money, money, money, money, directComplaint, noOffline, open, money],
  unauthorisedCharge: [fraud, fraud, fraud, fraud, fraud, fraud, fraud, fraud, fraud],
  overchargedOrDuplicate: [
    money,
    money,
    money,
    money,
    money,
    'no directPay > bank [directPay]',
    'no offPlatform > bank [offline]',
    open,
    money,
  ],
  changeOfMind: [mind, mind, mind, mind, mind, `${mind} [directPay]`, `${mind} [offline]`, open, mind],
  offPlatformPayment: [noOffline, noOffline, complaint, complaint, noOffline, noOffline, complaint, open, noOffline],
  other: [yes, closed, missed, depends, unconfirmed, noDirect, noOffline, open, yes],
};

describe('policy: every problem on every order of the demo', () => {
  const records = memoryRecords();
  before(() => seedDemo(records, NOW));

  for (const problem of ['notToldYet' as const, ...ProblemType.options]) {
    for (const [n, situation] of situations.entries()) {
      it(`${problem} on ${situation}: ${EXPECTED[problem][n]}`, async () => {
        const backend = embeddedCaseBackend(records);
        const orderId = (await demoOrders(records)).find((each) => each.situation === situation)?.orderId;
        const order = orderId && (await backend.order(DEMO_BUYER_ID, orderId));
        if (!order) throw new Error(`no order for ${situation}`);
        const openCase = await backend.openCaseOn(DEMO_BUYER_ID, order.orderId);
        const facts = { order, openCase, ...(problem === 'notToldYet' ? {} : { problem }) };
        const { eligible, reason, wayOut, route, ruleSources } = decide(facts, NOW, RULES);
        const said = [
          eligible === 'unknown' ? '?' : eligible,
          reason.kind,
          ...(wayOut ? ['>', wayOut] : []),
          ...(route === 'tradeAssurance' ? [] : [`[${route}]`]),
        ];
        expect(said.join(' ')).to.equal(EXPECTED[problem][n]);
        expect(ruleSources).not.to.deep.equal([]);
        expect(Object.keys(RULE_SOURCES)).to.include.members([...ruleSources]);
      });
    }
  }
});
