import type { DetailField, ProblemType, Remedy } from './refundTerms.js';

/** What a buyer can show. The words (what, why, how to make it) live in the content. */
export type EvidenceItem =
  | 'allContentsInOneFrame'
  | 'bankStatement'
  | 'batchCount'
  | 'beneficiaryName'
  | 'brandOwnerStatement'
  | 'cardStatement'
  | 'carrierDamageNote'
  | 'carrierNoRecordPage'
  | 'carrierStatement'
  | 'carrierTrackingPage'
  | 'cartonCountAndWeight'
  | 'customsDocument'
  | 'differencesList'
  | 'faultVideo'
  | 'innerPacking'
  | 'inspectionReport'
  | 'itemBesideListing'
  | 'itemCloseUp'
  | 'listingScreenshot'
  | 'orderDates'
  | 'orderLine'
  | 'outerCarton'
  | 'packingList'
  | 'proformaInvoice'
  | 'refundStatusPage'
  | 'sellerChat'
  | 'sellerChatNoDelayAgreed'
  | 'serialNumbers'
  | 'shippingLabel'
  | 'sizeWithRuler'
  | 'transferCopy'
  | 'unboxingVideo'
  | 'unitWeight';

export type ProblemRow = {
  /** case: the desk may open one. person: only a person can help (fraud). noCase: the rules do not cover it. */
  readonly opens: 'case' | 'person' | 'noCase';
  /** A case may be opened, and a person is offered beside it. */
  readonly personOffered?: true;
  /** What the claim is about, and so which row of the policy's table judges it. */
  readonly about:
    | 'goods'
    | 'notShipped'
    | 'lateShipment'
    | 'notReceived'
    | 'falseTracking'
    | 'cancellation'
    | 'customs'
    | 'payment'
    | 'anything'
    | 'nothing';
  /** Asked in this order. */
  readonly asks: readonly DetailField[];
  /** The most telling first. */
  readonly evidence: readonly EvidenceItem[];
  /** The fittest first. */
  readonly remedies: readonly Remedy[];
  /** A reason that Easy Return accepts: quality, and not damage on arrival. Source: S-d6fqgb4fh, 2026-11. */
  readonly easyReturn?: true;
  /** Complaints that are taken outside Trade Assurance. Sources: H-20111775, H-20154315; B2BW for Direct Pay; 2026-11. */
  readonly takenAlsoFor?: readonly ('directPay' | 'offPlatform')[];
};

const ASKED_OF_GOODS = ['affected', 'description', 'noticedOn'] as const;
const ANY_COMPLAINT = ['directPay', 'offPlatform'] as const;

/**
 * What each problem needs: details, evidence, remedies. Adding a problem type is adding a row.
 * Evidence: H-20111776, R-3310, AFAQ, AliExpress-evidence, R-2061 (2026-11).
 */
export const PROBLEM_TYPES = {
  notShipped: {
    opens: 'case',
    about: 'notShipped',
    asks: ['description'],
    evidence: ['orderDates', 'sellerChatNoDelayAgreed'],
    remedies: ['fullRefund', 'cancelOrder'],
    takenAlsoFor: ANY_COMPLAINT,
  },
  lateShipment: {
    opens: 'case',
    about: 'lateShipment',
    asks: ['description'],
    evidence: ['orderDates', 'sellerChatNoDelayAgreed', 'carrierTrackingPage'],
    remedies: ['fullRefund', 'compensationForDelay', 'cancelOrder', 'partialRefund'],
    takenAlsoFor: ANY_COMPLAINT,
  },
  notReceived: {
    opens: 'case',
    about: 'notReceived',
    asks: ['description'],
    evidence: ['carrierTrackingPage', 'carrierStatement', 'orderDates', 'sellerChat'],
    remedies: ['fullRefund', 'replacement'],
    takenAlsoFor: ANY_COMPLAINT,
  },
  falseTracking: {
    opens: 'case',
    about: 'falseTracking',
    asks: ['description'],
    evidence: ['carrierNoRecordPage', 'carrierStatement', 'sellerChat'],
    remedies: ['fullRefund', 'replacement'],
    takenAlsoFor: ANY_COMPLAINT,
  },
  damaged: {
    opens: 'case',
    about: 'goods',
    asks: ASKED_OF_GOODS,
    evidence: ['itemCloseUp', 'outerCarton', 'innerPacking', 'shippingLabel', 'unboxingVideo', 'carrierDamageNote'],
    remedies: ['fullRefund', 'partialRefund', 'replacement', 'returnAndRefund'],
  },
  defective: {
    opens: 'case',
    about: 'goods',
    asks: ASKED_OF_GOODS,
    evidence: ['faultVideo', 'batchCount', 'serialNumbers', 'inspectionReport'],
    remedies: ['fullRefund', 'partialRefund', 'replacement', 'returnAndRefund'],
    easyReturn: true,
  },
  notAsDescribed: {
    opens: 'case',
    about: 'goods',
    asks: ASKED_OF_GOODS,
    evidence: ['itemBesideListing', 'differencesList', 'sizeWithRuler', 'listingScreenshot', 'inspectionReport'],
    remedies: ['returnAndRefund', 'partialRefund', 'fullRefund', 'replacement'],
    easyReturn: true,
  },
  wrongItem: {
    opens: 'case',
    about: 'goods',
    asks: ASKED_OF_GOODS,
    evidence: ['itemCloseUp', 'shippingLabel', 'orderLine'],
    remedies: ['returnAndRefund', 'replacement', 'fullRefund', 'partialRefund'],
  },
  shortQuantity: {
    opens: 'case',
    about: 'goods',
    asks: ASKED_OF_GOODS,
    evidence: ['packingList', 'cartonCountAndWeight', 'unitWeight', 'allContentsInOneFrame'],
    remedies: ['partialRefund', 'resendMissing', 'fullRefund'],
    takenAlsoFor: ['directPay'],
  },
  counterfeit: {
    opens: 'case',
    personOffered: true,
    about: 'goods',
    asks: ASKED_OF_GOODS,
    evidence: ['brandOwnerStatement', 'listingScreenshot', 'itemCloseUp'],
    remedies: ['fullRefund', 'returnAndRefund'],
  },
  customsHeld: {
    opens: 'case',
    about: 'customs',
    asks: ['description', 'noticedOn'],
    evidence: ['customsDocument', 'carrierTrackingPage', 'sellerChat'],
    remedies: ['fullRefund', 'partialRefund'],
  },
  cancelBeforeShipment: {
    opens: 'case',
    about: 'cancellation',
    asks: ['description'],
    evidence: ['sellerChat', 'orderDates', 'listingScreenshot'],
    remedies: ['cancelOrder', 'fullRefund'],
  },
  refundNotArrived: {
    opens: 'case',
    about: 'payment',
    asks: ['description', 'noticedOn'],
    evidence: ['refundStatusPage', 'bankStatement', 'sellerChat'],
    remedies: ['fullRefund', 'partialRefund'],
    takenAlsoFor: ['directPay'],
  },
  unauthorisedCharge: {
    opens: 'person',
    about: 'nothing',
    asks: ['description', 'noticedOn'],
    evidence: ['cardStatement'],
    remedies: [],
  },
  overchargedOrDuplicate: {
    opens: 'case',
    about: 'payment',
    asks: ['description', 'noticedOn'],
    evidence: ['cardStatement', 'orderLine', 'sellerChat'],
    remedies: ['partialRefund', 'fullRefund'],
  },
  changeOfMind: { opens: 'noCase', about: 'nothing', asks: [], evidence: [], remedies: [] },
  offPlatformPayment: {
    opens: 'noCase',
    about: 'nothing',
    asks: [],
    evidence: ['transferCopy', 'beneficiaryName', 'proformaInvoice', 'sellerChat'],
    remedies: [],
  },
  other: {
    opens: 'case',
    about: 'anything',
    asks: ASKED_OF_GOODS,
    evidence: ['sellerChat', 'itemCloseUp', 'orderLine'],
    remedies: ['fullRefund', 'partialRefund', 'returnAndRefund', 'replacement', 'resendMissing', 'cancelOrder'],
  },
} as const satisfies Record<ProblemType, ProblemRow>;

/** The row of a problem, in the form that all rows share. */
export function problemRow(problem: ProblemType): ProblemRow {
  return PROBLEM_TYPES[problem];
}
