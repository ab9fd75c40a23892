import type { Json } from '../json.js';

/** A stored value with the version that a later `replace` must name. Versions start at 1 and grow by 1. */
export type Stored<T extends Json = Json> = { readonly key: string; readonly value: T; readonly version: number };

/**
 * PORT. Small keyed JSON documents with optimistic concurrency, for whatever is not a conversation:
 * cases, orders, keys, one-time tickets. Every promise resolves only after the write is durable.
 * Collections and keys are any string of 1 to 512 characters; a value serialises to at most 256 KB.
 */
export interface Records {
  get(collection: string, key: string): Promise<Stored | undefined>;
  /** Writes only if the key is free (or its record has expired). False: somebody was first, nothing was written. */
  create(collection: string, key: string, value: Json, options?: { readonly expiresAt?: number }): Promise<boolean>;
  /**
   * Writes only if the stored version is the one named. False: it moved (or is gone), read again.
   * Without a new `expiresAt` the record keeps the one that it has.
   */
  replace(
    collection: string,
    key: string,
    version: number,
    value: Json,
    options?: { readonly expiresAt?: number },
  ): Promise<boolean>;
  remove(collection: string, key: string): Promise<void>;
  /** Records whose key starts with `prefix`, in key order, expired ones left out; at most `limit` (100 unless told). */
  list(
    collection: string,
    query?: { readonly prefix?: string; readonly after?: string; readonly limit?: number },
  ): Promise<readonly Stored[]>;
  /** Drops records whose `expiresAt` (ms since epoch) has passed; at most 1,000 a call. */
  sweepExpired(now: number): Promise<void>;
}
