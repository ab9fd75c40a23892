import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Records } from '../../../services/storage/records.js';
import type { Log } from '../../../services/telemetry/log.js';
import { HttpError } from '../../http/httpEdge.js';
import { orAway } from '../receiving.js';
import type { DirectLineJwt } from './directLineJwt.js';
import type { TokenClaims } from './directLineTokens.js';

export type StreamTicket = {
  readonly id: string;
  readonly conv: string;
  readonly origins: readonly string[] | undefined;
  readonly expiresAt: number;
};

/**
 * A browser cannot put a header on a WebSocket, so the way in is in its address, where proxies may write it down:
 * good for 60 s (Azure's figure) and for one use.
 */
export class StreamTickets {
  readonly #jwt: DirectLineJwt;
  readonly #records: Records;
  readonly #log: Log;

  constructor(jwt: DirectLineJwt, records: Records, log: Log) {
    this.#jwt = jwt;
    this.#records = records;
    this.#log = log;
  }

  issue({ conv, origins }: TokenClaims): Promise<string> {
    const id = randomBytes(16).toString('base64url');
    return this.#jwt.sign('directline.stream', { jti: id, conv, ...(origins ? { origins } : {}) }, LIFETIME_MS);
  }

  /** Looks without using it up. Throws HttpError 401. */
  async read(text: string | null): Promise<StreamTicket> {
    const verified = text === null ? undefined : await this.#jwt.verify('directline.stream', text);
    const claims = verified?.kind === 'valid' ? TicketClaims.safeParse(verified.claims).data : undefined;
    if (verified?.kind !== 'valid' || !claims) throw refused();
    return { id: claims.jti, conv: claims.conv, origins: claims.origins, expiresAt: verified.expiresAt };
  }

  /** Throws HttpError 401 when it was used before, in whatever process. */
  async use({ id, expiresAt }: StreamTicket): Promise<void> {
    // Kept a minute past its end, in case the clocks of two processes differ.
    const forgetAt = expiresAt + LIFETIME_MS;
    const isFirst = await orAway(
      this.#log,
      this.#records.create('directLineTicket', id, true, { expiresAt: forgetAt }),
    );
    if (!isFirst) throw refused();
  }
}

const LIFETIME_MS = 60_000;
const TicketClaims = z.object({ jti: z.string(), conv: z.string(), origins: z.array(z.string()).optional() });

function refused(): HttpError {
  return new HttpError(401, 'ticketInvalid', 'This stream address is used up or too old: ask for a new one.');
}
