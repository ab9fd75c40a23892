import type { EvidenceItem } from './problemTypes.js';

/** In what form a piece of evidence comes. */
export type EvidenceMedium = 'photo' | 'video' | 'document' | 'screenshot';

/** The usual form of each item: a photo that is sent ticks the first photo still wanted, and so on. */
export const EVIDENCE_MEDIA = {
  allContentsInOneFrame: 'photo',
  bankStatement: 'document',
  batchCount: 'photo',
  beneficiaryName: 'document',
  brandOwnerStatement: 'document',
  cardStatement: 'document',
  carrierDamageNote: 'document',
  carrierNoRecordPage: 'screenshot',
  carrierStatement: 'document',
  carrierTrackingPage: 'screenshot',
  cartonCountAndWeight: 'photo',
  customsDocument: 'document',
  differencesList: 'document',
  faultVideo: 'video',
  innerPacking: 'photo',
  inspectionReport: 'document',
  itemBesideListing: 'photo',
  itemCloseUp: 'photo',
  listingScreenshot: 'screenshot',
  orderDates: 'screenshot',
  orderLine: 'screenshot',
  outerCarton: 'photo',
  packingList: 'document',
  proformaInvoice: 'document',
  refundStatusPage: 'screenshot',
  sellerChat: 'screenshot',
  sellerChatNoDelayAgreed: 'screenshot',
  serialNumbers: 'photo',
  shippingLabel: 'photo',
  sizeWithRuler: 'photo',
  transferCopy: 'document',
  unboxingVideo: 'video',
  unitWeight: 'photo',
} as const satisfies Record<EvidenceItem, EvidenceMedium>;
