import type { z } from 'zod';
import type { Order } from '../refunds/order.js';

/** What an order of the demo is there to show. */
export type Situation =
  | 'deliveredInWindow'
  | 'deliveredOutOfWindow'
  | 'lateNotShipped'
  | 'deadTracking'
  | 'partlyReceived'
  | 'directPay'
  | 'offPlatform'
  | 'caseOpen'
  | 'easyReturn';

type Dates = 'paidAt' | 'shipBy' | 'deliverBy' | 'shippedAt' | 'deliveredAt' | 'confirmedAt';

/** An order without its dates: `daysAgo` counts them back from the first start. */
export type DemoOrder = Omit<z.input<typeof Order>, Dates> & {
  readonly situation: Situation;
  readonly daysAgo: { readonly [date in Dates]?: number } & { readonly paidAt: number; readonly shipBy: number };
};

/** The first is the one that the README talks about. */
export const DEMO_ORDERS: readonly DemoOrder[] = [
  {
    situation: 'deliveredInWindow',
    orderId: '234193410001028893',
    title: '500 ceramic cups, 350 ml, with printed logo',
    sellerName: 'Chaozhou Brightkiln Ceramics Co., Ltd.',
    paid: { minor: 120_000, currency: 'USD' },
    units: { count: 500, noun: 'cups' },
    paidBy: 'card',
    route: 'tradeAssurance',
    daysAgo: { paidAt: 52, shipBy: 38, shippedAt: 39, deliveredAt: 16, confirmedAt: 15 },
    tracking: { number: 'YT2618840072913', carrier: 'Yanwen', status: 'delivered' },
    shipTo: 'DE',
  },
  {
    situation: 'deliveredOutOfWindow',
    orderId: '219847205501031276',
    title: '80 bamboo cutting boards, 38 x 26 cm',
    sellerName: 'Fujian Greenjoint Bamboo Products Co., Ltd.',
    paid: { minor: 43_600, currency: 'USD' },
    units: { count: 80, noun: 'boards' },
    paidBy: 'card',
    route: 'tradeAssurance',
    daysAgo: { paidAt: 98, shipBy: 84, shippedAt: 86, deliveredAt: 55, confirmedAt: 52 },
    tracking: { number: 'LX620417735CN', carrier: 'China Post', status: 'delivered' },
    shipTo: 'DE',
  },
  {
    situation: 'lateNotShipped',
    orderId: '248615930201017452',
    title: '1,000 kraft mailer boxes, 25 x 18 x 6 cm',
    sellerName: 'Dongguan Foldwell Packaging Co., Ltd.',
    paid: { minor: 69_000, currency: 'USD' },
    units: { count: 1_000, noun: 'boxes' },
    paidBy: 'onlineBank',
    route: 'tradeAssurance',
    daysAgo: { paidAt: 27, shipBy: 8 },
    shipTo: 'DE',
  },
  {
    situation: 'deadTracking',
    orderId: '245072618801024039',
    title: '120 yoga mats, 6 mm, natural rubber',
    sellerName: 'Ningbo Calmway Sports Goods Co., Ltd.',
    paid: { minor: 104_400, currency: 'USD' },
    units: { count: 120, noun: 'mats' },
    paidBy: 'card',
    route: 'tradeAssurance',
    daysAgo: { paidAt: 41, shipBy: 26, shippedAt: 27 },
    tracking: { number: 'LP00571923846612', carrier: 'Cainiao', status: 'noRecord' },
    shipTo: 'DE',
  },
  {
    situation: 'partlyReceived',
    orderId: '251390874401012685',
    title: '300 canvas tote bags in 5 cartons (3 cartons came)',
    sellerName: 'Yiwu Evenstitch Bags Co., Ltd.',
    paid: { minor: 57_000, currency: 'USD' },
    units: { count: 300, noun: 'bags' },
    paidBy: 'wallet',
    route: 'tradeAssurance',
    daysAgo: { paidAt: 33, shipBy: 20, shippedAt: 21, deliveredAt: 5 },
    tracking: { number: '1Z84E6A10497236518', carrier: 'UPS', status: 'delivered' },
    shipTo: 'DE',
  },
  {
    situation: 'directPay',
    orderId: '243781056601029914',
    title: '40 oak bar stools, unfinished',
    sellerName: 'Anji Uprise Furniture Co., Ltd.',
    paid: { minor: 148_000, currency: 'USD' },
    units: { count: 40, noun: 'stools' },
    paidBy: 'bankTransfer',
    route: 'directPay',
    daysAgo: { paidAt: 49, shipBy: 35, shippedAt: 34, deliveredAt: 11, confirmedAt: 10 },
    tracking: { number: 'MAEU917340265', carrier: 'Maersk', status: 'delivered' },
    shipTo: 'DE',
  },
  {
    situation: 'offPlatform',
    orderId: '246950317701015308',
    title: '25 e-bike battery packs, 48 V (paid by bank transfer to the seller)',
    sellerName: 'Shenzhen Voltpath Energy Co., Ltd.',
    paid: { minor: 487_500, currency: 'USD' },
    units: { count: 25, noun: 'packs' },
    paidBy: 'bankTransfer',
    route: 'offPlatform',
    daysAgo: { paidAt: 36, shipBy: 14 },
    shipTo: 'DE',
  },
  {
    situation: 'caseOpen',
    orderId: '252806449301026170',
    title: '200 clip-on reading lamps, LED',
    sellerName: 'Zhongshan Softglow Lighting Co., Ltd.',
    paid: { minor: 90_000, currency: 'USD' },
    units: { count: 200, noun: 'lamps' },
    paidBy: 'card',
    route: 'tradeAssurance',
    daysAgo: { paidAt: 44, shipBy: 31, shippedAt: 31, deliveredAt: 13, confirmedAt: 12 },
    tracking: { number: 'JD014600098231745', carrier: 'DHL eCommerce', status: 'delivered' },
    shipTo: 'DE',
  },
  {
    situation: 'easyReturn',
    orderId: '253417729901018543',
    title: '60 wireless phone chargers, 15 W (Easy Return)',
    sellerName: 'Shenzhen Padlight Electronics Co., Ltd.',
    paid: { minor: 64_200, currency: 'USD' },
    units: { count: 60, noun: 'chargers' },
    paidBy: 'card',
    route: 'tradeAssurance',
    programmes: ['easyReturn'],
    daysAgo: { paidAt: 24, shipBy: 16, shippedAt: 18, deliveredAt: 7, confirmedAt: 6 },
    tracking: { number: 'UPAAL000091837462', carrier: 'UPS', status: 'delivered' },
    shipTo: 'DE',
  },
];

/** It belongs to somebody else. */
export const OTHER_BUYERS_ORDER: DemoOrder = {
  situation: 'deliveredInWindow',
  orderId: '247338260501021967',
  title: '150 stainless steel lunch boxes',
  sellerName: 'Jieyang Firmlid Steelware Co., Ltd.',
  paid: { minor: 88_500, currency: 'USD' },
  units: { count: 150, noun: 'lunch boxes' },
  paidBy: 'card',
  route: 'tradeAssurance',
  daysAgo: { paidAt: 40, shipBy: 27, shippedAt: 28, deliveredAt: 9, confirmedAt: 8 },
  tracking: { number: 'YT2619027741806', carrier: 'Yanwen', status: 'delivered' },
  shipTo: 'FR',
};
