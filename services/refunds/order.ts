import { z } from 'zod';
import { OrderId } from './ids.js';
import { Money } from './money.js';

/** Ms since epoch, up to the year 9000: days can still be counted from it. */
const Instant = z.int().min(0).max(221_845_392_000_000);

/** What the buyer of an order is to the platform; the claim window depends on it. */
export const BuyerTier = z.enum(['standard', 'enterprise', 'enterprisePro']);
export type BuyerTier = z.infer<typeof BuyerTier>;

/** The facts of one order, as the backend tells them. Times are ms since epoch; absent means it has not happened. */
export const Order = z.object({
  orderId: OrderId,
  title: z.string().min(1).max(200),
  sellerName: z.string().min(1).max(120),
  /** What was paid for the goods and the shipping. */
  paid: Money,
  units: z.object({ count: z.int().min(1), noun: z.string().min(1).max(40) }),
  paidAt: Instant,
  paidBy: z.enum(['card', 'bankTransfer', 'onlineBank', 'wallet', 'payLater']),
  /** tradeAssurance: protected. directPay: the platform does not judge. offPlatform: paid outside the platform. */
  route: z.enum(['tradeAssurance', 'directPay', 'offPlatform']),
  /** The buyer's when it was bought; absent: standard. */
  buyerTier: BuyerTier.optional(),
  /** easyReturn: the product page carries the mark. guaranteedDelivery: so does the order. */
  programmes: z
    .array(z.enum(['easyReturn', 'guaranteedDelivery']))
    .max(4)
    .default([]),
  /** The ship-by date of the contract. */
  shipBy: Instant,
  /** The delivery date that was promised, where one was. */
  deliverBy: Instant.optional(),
  /** Where it goes: ISO 3166 country, two letters. */
  shipTo: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  shippedAt: Instant.optional(),
  deliveredAt: Instant.optional(),
  /** Receipt confirmed by the buyer or by the platform: the claim window starts here. */
  confirmedAt: Instant.optional(),
  tracking: z
    .object({
      number: z.string().max(60),
      carrier: z.string().max(60),
      status: z.enum(['moving', 'noRecord', 'delivered']),
    })
    .optional(),
});
export type Order = z.infer<typeof Order>;
