import type { Json } from '../json.js';
import type { EmbeddedDatabase, Table, TupleKey } from './embeddedDatabase.js';
import { keyPart } from './keyPart.js';
import { checkName, checkSize, SWEEP_LIMIT } from './recordLimits.js';
import type { Records, Stored } from './records.js';

/** Records on the embedded database. `now` is the clock that records expire by, ms since epoch. */
export function openEmbeddedRecords(database: EmbeddedDatabase, now: () => number = Date.now): Records {
  return new EmbeddedRecords(database, now);
}

type Row = {
  readonly key: string;
  readonly value: Json;
  readonly version: number;
  readonly expiresAt?: number | undefined;
};
/** Where an expiring record lives. */
type Place = { readonly collection: string; readonly key: string };

class EmbeddedRecords implements Records {
  readonly #database: EmbeddedDatabase;
  readonly #now: () => number;
  readonly #rows: Table<Uint8Array, Row>;
  readonly #expiries: Table<TupleKey, Place>;

  constructor(database: EmbeddedDatabase, now: () => number) {
    this.#database = database;
    this.#now = now;
    this.#rows = database.byteTable<Row>('records');
    this.#expiries = database.table<Place>('recordExpiries');
  }

  async get(collection: string, key: string): Promise<Stored | undefined> {
    const row = this.#live(rowKey(collection, key));
    return row && stored(row);
  }

  async create(collection: string, key: string, value: Json, options?: { readonly expiresAt?: number }) {
    const at = rowKey(collection, key);
    const row: Row = { key, value, version: 1, expiresAt: options?.expiresAt };
    const json = rowJson(row);
    return this.#database.write(() => {
      if (this.#live(at) !== undefined) return false;
      this.#drop(at, { collection, key });
      this.#rows.putJson(at, json);
      if (row.expiresAt !== undefined)
        this.#expiries.put(expiryKey(row.expiresAt, { collection, key }), { collection, key });
      return true;
    });
  }

  async replace(
    collection: string,
    key: string,
    version: number,
    value: Json,
    options?: { readonly expiresAt?: number },
  ): Promise<boolean> {
    const at = rowKey(collection, key);
    checkSize(JSON.stringify(value));
    return this.#database.write(() => {
      const row = this.#live(at);
      if (row?.version !== version) return false;
      const expiresAt = options?.expiresAt ?? row.expiresAt;
      if (expiresAt !== row.expiresAt) this.#moveExpiry({ collection, key }, row.expiresAt, expiresAt);
      this.#rows.put(at, { ...row, value, version: version + 1, expiresAt });
      return true;
    });
  }

  async remove(collection: string, key: string): Promise<void> {
    const at = rowKey(collection, key);
    await this.#database.write(() => this.#drop(at, { collection, key }));
  }

  async list(
    collection: string,
    {
      prefix = '',
      after,
      limit = 100,
    }: { readonly prefix?: string; readonly after?: string; readonly limit?: number } = {},
  ): Promise<readonly Stored[]> {
    const found: Stored[] = [];
    const first = prefixKey(collection, prefix);
    // The key right behind `after` is `after` and the smallest character.
    const next = after === undefined ? first : prefixKey(collection, `${after}\u0000`);
    const range = { from: Buffer.compare(next, first) > 0 ? next : first, to: afterAll(first) };
    if (limit < 1 || Buffer.compare(range.from, range.to) >= 0) return found;
    for (const { value: row } of this.#rows.entries(range)) {
      if (this.#hasExpired(row)) continue;
      found.push(stored(row));
      if (found.length >= limit) break;
    }
    return found;
  }

  async sweepExpired(now: number): Promise<void> {
    const due = (): { readonly key: TupleKey; readonly value: Place }[] => {
      const places = [];
      for (const entry of this.#expiries.entries({ from: [0], to: [now + 1] })) {
        if (places.push(entry) >= SWEEP_LIMIT) break;
      }
      return places;
    };
    if (due().length === 0) return;
    await this.#database.write(() => {
      for (const { key, value: place } of due()) {
        this.#expiries.remove(key);
        this.#drop(rowKey(place.collection, place.key), place);
      }
    });
  }

  #live(at: Uint8Array): Row | undefined {
    const row = this.#rows.get(at);
    return row && !this.#hasExpired(row) ? row : undefined;
  }

  #hasExpired(row: Row): boolean {
    return row.expiresAt !== undefined && row.expiresAt <= this.#now();
  }

  #moveExpiry(place: Place, from: number | undefined, to: number | undefined): void {
    if (from !== undefined) this.#expiries.remove(expiryKey(from, place));
    if (to !== undefined) this.#expiries.put(expiryKey(to, place), place);
  }

  #drop(at: Uint8Array, place: Place): void {
    const row = this.#rows.get(at);
    if (row === undefined) return;
    if (row.expiresAt !== undefined) this.#expiries.remove(expiryKey(row.expiresAt, place));
    this.#rows.remove(at);
  }
}

function stored({ key, value, version }: Row): Stored {
  return { key, value, version };
}

function rowJson(row: Row): string {
  checkSize(JSON.stringify(row.value));
  return JSON.stringify(row);
}

function rowKey(collection: string, key: string): Buffer {
  checkName(key);
  return prefixKey(collection, key);
}

/** UTF-16 in big-endian order: bytes then sort and share prefixes exactly as JavaScript's strings do, whatever is in them. */
function prefixKey(collection: string, prefix: string): Buffer {
  checkName(collection);
  const name = Buffer.from(`${keyPart(collection)}\u0000`, 'latin1');
  return Buffer.concat([name, Buffer.from(prefix, 'utf16le').swap16()]);
}

/** The first key behind every key that starts with `prefix`: its last byte that can grow, grown. */
function afterAll(prefix: Buffer): Buffer {
  const last = prefix.findLastIndex((byte) => byte < 0xff);
  const end = Buffer.from(prefix.subarray(0, last + 1));
  end.writeUInt8(end.readUInt8(last) + 1, last);
  return end;
}

function expiryKey(expiresAt: number, { collection, key }: Place): TupleKey {
  return [expiresAt, keyPart(`${collection.length}:${collection}:${key}`)];
}
