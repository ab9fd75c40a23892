import type { SellerConduct, SellerFinding, SellerReason } from '../refunds/sellerVerdict.js';

/** What is said of a seller's conduct: to the agent with where it is from, and to the buyer. */
export type SellerVerdictWords = {
  /** The verdict as a colleague would put it. */
  readonly conduct: Readonly<Record<SellerConduct, string>>;
  /** One fact, for the agent. */
  readonly reason: (reason: SellerReason, timeZone: string) => string;
  /** Who says so, and by which rule. */
  readonly source: (reason: SellerReason) => string;
  /** For the buyer: why the matter goes up, in a sentence; empty where the seller is not uncooperative. */
  readonly whyUp: (finding: SellerFinding, timeZone: string) => string;
  /** For the buyer: what not to do, where the seller leads them away; else empty. `answered`: the topic that says it anyway. */
  readonly beware: (finding: SellerFinding, answered: string | undefined) => string;
};
