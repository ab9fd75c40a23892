import { z } from 'zod';

/**
 * A marketplace order number: 9 to 20 digits, kept as text (18 digits do not fit a JS number).
 * Alibaba.com and 1688 show 18 or 19; other lengths are only unusual, never called false. Source: observed samples, 2026-11.
 */
export const OrderId = z
  .string()
  .regex(/^\d{9,20}$/)
  .brand<'OrderId'>();
export type OrderId = z.infer<typeof OrderId>;

/** What the buyer quotes: `RD-` and two groups of four of Crockford's base 32. */
export const CaseId = z
  .string()
  .regex(/^RD-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  .brand<'CaseId'>();
export type CaseId = z.infer<typeof CaseId>;
