/** What the demo's orders are in, as GET /demo/orders names it. */
export type SituationName =
  | 'deliveredInWindow'
  | 'deliveredOutOfWindow'
  | 'lateNotShipped'
  | 'deadTracking'
  | 'partlyReceived'
  | 'directPay'
  | 'offPlatform'
  | 'caseOpen'
  | 'easyReturn';

export type Situation = {
  readonly status: string;
  readonly tone: 'good' | 'warn' | 'bad' | 'calm';
  /** The `d` of a 24 x 24 line drawing. */
  readonly drawing: string;
  /** Something to try, said as a buyer would. */
  readonly examples: (orderId: string) => readonly string[];
};

const BOX = 'M12 3.5 19.5 7v9.5L12 20.5 4.5 16.5V7zM4.5 7l7.5 4 7.5-4M12 11v9.5';
const TRUCK =
  'M3 6h11v10H3zM14 9.5h4l3 3.5v3h-7M7 18.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4M17 18.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4';

const SITUATIONS: Readonly<Record<SituationName, Situation>> = {
  deliveredInWindow: {
    status: 'Delivered',
    tone: 'good',
    drawing: BOX,
    examples: (orderId) => [
      'My parcel arrived broken',
      `Order ${orderId}: everything came broken, I want a full refund, the seller has not answered for a week`,
      'What does a refund cost me?',
    ],
  },
  deliveredOutOfWindow: {
    status: 'Delivered long ago',
    tone: 'warn',
    drawing: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17M12 7v5.2l3.5 2',
    examples: (orderId) => [
      `The quality of order ${orderId} is poor, I want my money back`,
      'How long after delivery can I ask for a refund?',
    ],
  },
  lateNotShipped: {
    status: 'Late, not shipped',
    tone: 'bad',
    drawing: TRUCK,
    examples: (orderId) => [`Order ${orderId} was never shipped`, 'How long does a refund take?'],
  },
  deadTracking: {
    status: 'Tracking has stopped',
    tone: 'bad',
    drawing: 'M12 21s6.5-6 6.5-11a6.5 6.5 0 1 0-13 0c0 5 6.5 11 6.5 11M10 8l4 4M14 8l-4 4',
    examples: (orderId) => [
      `The tracking number of order ${orderId} shows nothing and no parcel came`,
      'What evidence do I need?',
    ],
  },
  partlyReceived: {
    status: 'Partly received',
    tone: 'warn',
    drawing: 'M4.5 12.5h6v7h-6zM13.5 12.5h6v7h-6zM9 4.5h6v7H9z',
    examples: (orderId) => [
      `Only half of order ${orderId} arrived, I want the missing part paid back`,
      'Can I get a part of my money back?',
    ],
  },
  directPay: {
    status: 'Paid by Direct Pay',
    tone: 'calm',
    drawing: 'M3.5 6.5h17v11h-17zM3.5 10h17M7 14.5h3.5',
    examples: (orderId) => [
      `Order ${orderId} is not what the seller described`,
      'What happens when the seller refuses?',
    ],
  },
  offPlatform: {
    status: 'Paid outside Quayside',
    tone: 'calm',
    drawing: 'M4 9.5 12 4l8 5.5M5.5 10v7.5M10 10v7.5M14 10v7.5M18.5 10v7.5M3.5 20h17',
    examples: (orderId) => [
      `I paid for order ${orderId} by bank transfer and nothing came`,
      'Is it safe to pay outside the platform?',
    ],
  },
  caseOpen: {
    status: 'Refund case open',
    tone: 'calm',
    drawing: 'M3.5 6.5h6l2 2.5h9v9.5h-17zM8 14h8',
    examples: (orderId) => ['Where is my refund?', `I want a refund for order ${orderId}`],
  },
  easyReturn: {
    status: 'Easy Return',
    tone: 'good',
    drawing: 'M8.5 8.5h8a4.5 4.5 0 0 1 0 9H9M12 4.5l-4 4 4 4',
    examples: (orderId) => [
      `I want to send back order ${orderId}, the material is not what was promised`,
      'I changed my mind, can I still return it?',
    ],
  },
};

/** A situation this page does not know yet is shown without a promise. */
export function situation(name: string): Situation {
  return isSituationName(name) ? SITUATIONS[name] : UNKNOWN;
}

const UNKNOWN: Situation = {
  status: 'Order',
  tone: 'calm',
  drawing: BOX,
  examples: (orderId) => [`I have a problem with order ${orderId}`],
};

function isSituationName(name: string): name is SituationName {
  return Object.hasOwn(SITUATIONS, name);
}
