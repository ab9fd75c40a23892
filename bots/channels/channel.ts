import type { Effect } from '../../services/conversations/conversationStore.js';
import type { HttpEdge } from '../http/httpEdge.js';

/** PORT. A way in and out for buyers. `name` is what every message that enters here is stamped with. */
export interface Channel {
  readonly name: string;
  /** Nobody vouches for who its buyers are. Absent where a shop's server does (or the demo, for its one buyer). */
  readonly unverified?: true;
  /** Puts its routes on the server, before it listens. */
  mount(edge: HttpEdge): void;
  /**
   * Sends one activity outward (the effect's body is a DeliverBody), at least once and in order within a conversation;
   * absent where the log itself is the delivery (Direct Line). Throws DeliveryRefused where trying again would not help;
   * after anything else it is tried again, and what follows in that conversation waits.
   */
  deliver?(effect: Effect): Promise<void>;
  /** Tells clients to come back, and stops. */
  close(): Promise<void>;
}

/** They said no. `message` is for the operator: which host or status, never what was said or a token. */
export class DeliveryRefused extends Error {
  override readonly name = 'DeliveryRefused';
}
