import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, open, type RootDatabase } from 'lmdb';
import { holdFolder } from './folderHold.js';

/** Parts of a tuple key sort as numbers, then strings. Strings go through `keyPart` first. */
export type TupleKey = (string | number)[];

type KeyRange<Key> = {
  /** Inclusive. */
  readonly from: Key;
  /** Exclusive. */
  readonly to: Key;
  readonly newestFirst?: boolean;
};

/** One B-tree of JSON values. What is read inside `write` includes what that write has already put. */
export interface Table<Key, Value> {
  get(key: Key): Value | undefined;
  /** Lazy: copy into an array before writing to the same table. */
  entries(range: KeyRange<Key>): Iterable<{ readonly key: Key; readonly value: Value }>;
  keys(range: KeyRange<Key>): Iterable<Key>;
  /** `put`, `putJson` and `remove` throw outside of `write`. */
  put(key: Key, value: Value): void;
  /** The same with the value already in JSON. */
  putJson(key: Key, json: string): void;
  remove(key: Key): void;
}

/** Read back from the open database, so that a test can see what is really in force. */
type Durability = { readonly overlappingSync: unknown; readonly noSync: boolean; readonly noMetaSync: boolean };

export interface EmbeddedDatabase {
  readonly durability: Durability;
  table<Value>(name: string): Table<TupleKey, Value>;
  /** A table whose keys are bytes, in byte order. Keys of up to 1,978 bytes. */
  byteTable<Value>(name: string): Table<Uint8Array, Value>;
  /**
   * One atomic step. `change` runs at once and to its end (it may not be async); if it throws, nothing of it is written.
   * The promise resolves when everything it wrote is on the disk. Steps of one moment share a commit.
   */
  write<Result>(change: () => Result): Promise<Result>;
  /** Commits a row of its own: what a full or vanished disk refuses. Throws with the reason. */
  check(): Promise<void>;
  /** Ends after the writes that were asked for; later ones, and reads, throw. */
  close(): Promise<void>;
}

/**
 * Opens the one embedded database of this process: LMDB in `dataDir`, which is made (mode 0700) when missing.
 * FolderInUseError: another live process holds the folder. LMDB itself would let both in, and the leases and the
 * in-memory limits of two processes know nothing of each other.
 */
export function openEmbeddedDatabase(dataDir: string): EmbeddedDatabase {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const hold = holdFolder(dataDir);
  try {
    return new LmdbDatabase(openDurable(dataDir), hold.release);
  } catch (error) {
    hold.release();
    throw error;
  }
}

/**
 * Opens the database of a folder to look into it, while the process that holds the folder goes on. Nothing can be written.
 * Throws when there is none.
 */
export function openEmbeddedDatabaseToRead(dataDir: string): EmbeddedDatabase {
  if (!existsSync(join(dataDir, 'data.mdb')))
    throw new Error(`storage: there is no database in ${dataDir} (DATA_DIR): start the desk once`);
  return new LmdbDatabase(open({ path: dataDir, readOnly: true, maxDbs: MAX_TABLES }), () => undefined);
}

/**
 * Opens the database of a folder to change records in it, also while another process holds the folder: LMDB lets one write at
 * a time, whatever process it is in, and a record is read from it each time. Only for what no process keeps in its memory.
 */
export function openEmbeddedDatabaseBeside(dataDir: string): EmbeddedDatabase {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return new LmdbDatabase(openDurable(dataDir), () => undefined);
}

/** 12 is lmdb's default and 17 are in use; an unused slot costs a few bytes. */
const MAX_TABLES = 32;

function openDurable(path: string): RootDatabase {
  // With lmdb's default (overlappingSync) a write's promise resolves before the flush: a power cut, which no kill -9
  // imitates, would then lose what was acknowledged.
  const durable = { overlappingSync: false, noSync: false, noMetaSync: false };
  // With event-turn batching lmdb makes one promise more for each commit and lets nobody see it: a full disk would
  // then end the process as an unhandled rejection. Writes of one moment share a commit without it, too.
  const root = open({ path, ...durable, eventTurnBatching: false, maxDbs: MAX_TABLES });
  if (Reflect.get(root, 'overlappingSync') !== false)
    throw new Error('storage: lmdb did not open with durable commits');
  return root;
}

class LmdbDatabase implements EmbeddedDatabase {
  readonly #root: RootDatabase;
  readonly #releaseFolder: () => void;
  readonly #checks: Table<TupleKey, number>;
  #writing = false;
  #closed: Promise<void> | undefined;

  constructor(root: RootDatabase, releaseFolder: () => void) {
    this.#root = root;
    this.#releaseFolder = releaseFolder;
    this.#checks = this.table('checks');
  }

  get durability(): Durability {
    const setting = (name: string): unknown => Reflect.get(this.#root, name);
    return {
      overlappingSync: setting('overlappingSync'),
      noSync: setting('noSync') === true,
      noMetaSync: setting('noMetaSync') === true,
    };
  }

  table<Value>(name: string): Table<TupleKey, Value> {
    return this.#open<TupleKey, Value>(name, 'ordered-binary');
  }

  byteTable<Value>(name: string): Table<Uint8Array, Value> {
    return this.#open<Uint8Array, Value>(name, 'binary');
  }

  #open<Key extends TupleKey | Uint8Array, Value>(name: string, keyEncoding: 'ordered-binary' | 'binary') {
    // The values are JSON text, made and read here: measured within 5 % of lmdb's msgpack, and it keeps every key
    // (`__proto__` too) and every lone surrogate as it came.
    const tree = this.#root.openDB<string, Key>({ name, keyEncoding, encoding: 'string' });
    return new JsonTable<Key, Value>(tree, () => this.#mustBeWriting());
  }

  async write<Result>(change: () => Result): Promise<Result> {
    if (this.#closed !== undefined) throw new Error('storage: the database is closed');
    let done: { readonly result: Result } | undefined;
    try {
      // A child transaction, because a plain one keeps what was written before a throw.
      await this.#root.childTransaction(() => {
        this.#writing = true;
        try {
          done = { result: change() };
        } finally {
          this.#writing = false;
        }
      });
    } catch (error) {
      throw await reasonOf(error);
    }
    if (done === undefined) throw new Error('storage: the write did not run');
    return done.result;
  }

  async check(): Promise<void> {
    await this.write(() => this.#checks.put(['lastCheck'], Date.now()));
  }

  close(): Promise<void> {
    this.#closed ??= this.#root.close().then(this.#releaseFolder);
    return this.#closed;
  }

  #mustBeWriting(): void {
    if (!this.#writing) throw new Error('storage: a table is changed inside write() only');
  }
}

class JsonTable<Key extends TupleKey | Uint8Array, Value> implements Table<Key, Value> {
  readonly #tree: Database<string, Key>;
  readonly #mustBeWriting: () => void;

  constructor(tree: Database<string, Key>, mustBeWriting: () => void) {
    this.#tree = tree;
    this.#mustBeWriting = mustBeWriting;
  }

  get(key: Key): Value | undefined {
    const json = this.#tree.get(key);
    return json === undefined ? undefined : parse<Value>(json);
  }

  entries(range: KeyRange<Key>): Iterable<{ readonly key: Key; readonly value: Value }> {
    return this.#tree.getRange(lmdbRange(range)).map(({ key, value }) => ({ key, value: parse<Value>(value) }));
  }

  keys(range: KeyRange<Key>): Iterable<Key> {
    return this.#tree.getKeys(lmdbRange(range));
  }

  put(key: Key, value: Value): void {
    this.putJson(key, JSON.stringify(value));
  }

  putJson(key: Key, json: string): void {
    this.#mustBeWriting();
    this.#tree.put(key, json);
  }

  remove(key: Key): void {
    this.#mustBeWriting();
    this.#tree.remove(key);
  }
}

function parse<Value>(json: string): Value {
  // The table wrote this text from a Value: nothing else writes to the folder.
  return JSON.parse(json) as Value;
}

function lmdbRange<Key extends TupleKey | Uint8Array>({ from, to, newestFirst = false }: KeyRange<Key>) {
  return newestFirst ? { start: to, end: from, reverse: true } : { start: from, end: to };
}

/** A failed commit carries its reason in a promise of its own, which would end the process if nobody looked at it. */
async function reasonOf(error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || !('commitError' in error)) return error;
  const cause = await Promise.resolve(error.commitError).catch((reason: unknown) => reason);
  return new Error('storage: the commit failed, nothing was written', { cause });
}
