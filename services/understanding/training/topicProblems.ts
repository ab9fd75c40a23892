import type { ProblemLabel } from '../model/labels.js';

/** The questions that are about one problem: how they put it is how it is told as well. */
export const TOPIC_PROBLEMS: Readonly<Partial<Record<string, ProblemLabel>>> = {
  damaged_on_arrival: 'damaged',
  quantity_short: 'short_quantity',
  counterfeit: 'counterfeit',
  customs_held: 'customs_held',
  invalid_tracking: 'false_tracking',
  parcel_lost: 'not_received',
  unauthorised_charge: 'unauthorised_charge',
  cancel_order: 'cancel_before_shipment',
  cancel_before_shipment: 'cancel_before_shipment',
  change_of_mind: 'change_of_mind',
  refund_not_started: 'refund_not_arrived',
  refund_successful_no_money: 'refund_not_arrived',
  shipped_late: 'late',
  late_compensation: 'late',
  warranty_after_months: 'defective',
  paid_personal_account: 'off_platform_payment',
};
