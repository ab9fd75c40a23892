import type { Effect } from '../../services/conversations/conversationStore.js';
import type { HttpEdge } from '../http/httpEdge.js';

/** PORT. A way in and out for buyers. `name` is what every message that enters here is stamped with. */
export interface Channel {
  readonly name: string;
  /** Puts its routes on the server, before it listens. */
  mount(edge: HttpEdge): void;
  /** Sends one activity outward; absent where the log itself is the delivery (Direct Line). Throws: it will be tried again. */
  deliver?(effect: Effect): Promise<void>;
  /** Tells clients to come back, and stops. */
  close(): Promise<void>;
}
