import type { Json } from '../../services/json.js';
import type { Records, Stored } from '../../services/storage/records.js';

/** Records in memory. Values go through JSON, as they do on disk. */
export function memoryRecords(now: () => number = Date.now): Records {
  const rows = new Map<
    string,
    { collection: string; key: string; json: string; version: number; expiresAt: number | undefined }
  >();
  const place = (collection: string, key: string) => JSON.stringify([collection, key]);
  const live = (collection: string, key: string) => {
    const row = rows.get(place(collection, key));
    return row !== undefined && (row.expiresAt === undefined || row.expiresAt > now()) ? row : undefined;
  };
  const stored = (row: { key: string; json: string; version: number }): Stored => {
    const value: Json = JSON.parse(row.json);
    return { key: row.key, value, version: row.version };
  };
  return {
    async get(collection, key) {
      const row = live(collection, key);
      return row && stored(row);
    },
    async create(collection, key, value, options) {
      if (live(collection, key)) return false;
      rows.set(place(collection, key), {
        collection,
        key,
        json: JSON.stringify(value),
        version: 1,
        expiresAt: options?.expiresAt,
      });
      return true;
    },
    async replace(collection, key, version, value, options) {
      const row = live(collection, key);
      if (row?.version !== version) return false;
      const expiresAt = options?.expiresAt ?? row.expiresAt;
      rows.set(place(collection, key), { ...row, json: JSON.stringify(value), version: version + 1, expiresAt });
      return true;
    },
    async remove(collection, key) {
      rows.delete(place(collection, key));
    },
    async list(collection, { prefix = '', after = '', limit = 100 } = {}) {
      return [...rows.values()]
        .filter((row) => row.collection === collection && live(collection, row.key))
        .filter(({ key }) => key.startsWith(prefix) && key > after)
        .sort((one, other) => (one.key < other.key ? -1 : 1))
        .slice(0, limit)
        .map(stored);
    },
    async sweepExpired(at) {
      for (const [where, row] of rows) if (row.expiresAt !== undefined && row.expiresAt <= at) rows.delete(where);
    },
  };
}
