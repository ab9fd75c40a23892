import { keyPart } from '../../storage/keyPart.js';
import type { RedisConnection } from '../../storage/redisConnection.js';
import { list, whole } from '../../storage/redisScript.js';
import type { ConversationSettings } from '../conversationSettings.js';
import {
  type Accepted,
  type Committed,
  type InboundMessage,
  type LogEntry,
  type NewLogEntry,
  StateTooLargeError,
  type Turn,
  type TurnOutcome,
} from '../conversationStore.js';
import { COMMIT } from './commitScript.js';
import { keysOf } from './conversationKeys.js';
import { ACCEPT, CLAIM, LET_GO, RELEASE, RENEW } from './inboxScripts.js';
import { Leases } from './leases.js';
import { type SeenIds, seenId } from './seenIds.js';
import { keptTimer } from './timers.js';
import { numbered, readLine, readTurn } from './turnReply.js';

export type TurnsOptions = {
  readonly connection: RedisConnection;
  readonly settings: ConversationSettings;
  readonly seen: SeenIds;
  /** Names this run of the store. */
  readonly run: string;
  /** These are new in the conversation's log. */
  readonly onLines: (conversationId: string, lines: readonly LogEntry[]) => void;
  /** There are new effects in the shard's outbox. */
  readonly onEffects: (shard: number) => void;
};

/** When to come again with a message that found the inbox full: some turns later. */
const INBOX_FULL_RETRY_MS = 1_000;
const DAY_MS = 86_400_000;

/** The turn's two steps, one script each, and the lease between them. */
export class Turns {
  readonly #options: TurnsOptions;
  readonly #leases: Leases;
  /** Commits whose answer was lost, by the name under which to ask again. */
  readonly #unsure = new WeakMap<Turn, string>();

  constructor(options: TurnsOptions) {
    this.#options = options;
    this.#leases = new Leases(options.run);
  }

  async accept(conversationId: string, message: InboundMessage, entry?: NewLogEntry): Promise<Accepted> {
    const { connection, settings, seen, run } = this.#options;
    const keys = keysOf(conversationId);
    const owner = this.#leases.next();
    const args = {
      me: keys.me,
      owner,
      leaseMs: settings.leaseMs,
      message: JSON.stringify(message),
      id: seenId(conversationId, message),
      livesMs: seen.livesMs,
      buyer: JSON.stringify(message.buyerId),
      buyerPart: keyPart(message.buyerId),
      channel: JSON.stringify(message.channel),
      line: entry === undefined ? '' : JSON.stringify(entry),
      run,
      inboxLimit: settings.inboxLimit,
      burstLimit: message.kind === 'buyer' ? settings.burstLimit : '',
      refillPerSecond: settings.refillPerSecond,
    };
    const more = { keys: seen.keys(keys.shard, Date.now()) };
    const reply = await this.#orUnheard(conversationId, owner, connection.run(ACCEPT, keys, args, more));
    const [kind, first, second, third] = list(reply);
    if (kind === 'refused') {
      return first === 'inboxFull'
        ? { kind, reason: first, retryAfterMs: INBOX_FULL_RETRY_MS }
        : { kind, reason: 'tooFast', retryAfterMs: whole(second) };
    }
    if (kind === 'duplicate') {
      const line = second === null ? undefined : readLine(conversationId, whole(first), second);
      return { kind, entryId: line?.id, turn: this.#given(conversationId, owner, third) };
    }
    const seq = whole(first);
    const line = entry && numbered(conversationId, seq, entry);
    if (line) this.#options.onLines(conversationId, [line]);
    return { kind: 'accepted', entryId: line?.id, turn: this.#given(conversationId, owner, second) };
  }

  async claim(conversationId: string): Promise<Turn | undefined> {
    const { connection, settings } = this.#options;
    const keys = keysOf(conversationId);
    const owner = this.#leases.next();
    const args = { me: keys.me, owner, leaseMs: settings.leaseMs };
    const reply = await this.#orUnheard(conversationId, owner, connection.run(CLAIM, keys, args));
    return this.#given(conversationId, owner, reply);
  }

  async commit(turn: Turn, outcome: TurnOutcome): Promise<Committed> {
    const { connection, settings, run } = this.#options;
    const state = JSON.stringify(outcome.state);
    const bytes = Buffer.byteLength(state);
    if (bytes > settings.maxStateBytes) {
      throw new StateTooLargeError(`the state has ${bytes} bytes, at most ${settings.maxStateBytes}`);
    }
    const { conversationId } = turn;
    const keys = keysOf(conversationId);
    const token = this.#unsure.get(turn) ?? this.#leases.next();
    const args = {
      ...this.#holder(turn),
      token,
      state,
      run,
      logKeptMs: settings.keepDays * DAY_MS,
      summary: outcome.summary === undefined ? '' : JSON.stringify(outcome.summary),
      summaryAt: turn.message.at,
    };
    const committed = connection.run(COMMIT, keys, args, { args: listsOf(conversationId, outcome) });
    const reply = await committed.catch((error: unknown) => {
      this.#unsure.set(turn, token);
      throw error;
    });
    this.#unsure.delete(turn);
    if (reply === null) {
      this.#leases.ended(turn);
      return { kind: 'stale' };
    }
    const [before, following] = list(reply);
    const entries = outcome.entries.map((entry, index) => numbered(conversationId, whole(before) + 1 + index, entry));
    if (entries.length > 0) this.#options.onLines(conversationId, entries);
    if (outcome.effects.length > 0) this.#options.onEffects(keys.shard);
    return { kind: 'committed', entries, next: this.#next(turn, following) };
  }

  async renew(turn: Turn): Promise<boolean> {
    const { connection } = this.#options;
    return (await connection.run(RENEW, keysOf(turn.conversationId), this.#holder(turn))) === 1;
  }

  async release(turn: Turn, uncounted: boolean): Promise<void> {
    const { connection } = this.#options;
    const owner = this.#leases.ownerOf(turn);
    this.#leases.ended(turn);
    const args = { ...this.#holder(turn), takesBack: uncounted ? 1 : 0 };
    const released = connection.run(RELEASE, keysOf(turn.conversationId), args);
    if (owner === undefined) {
      await released;
      return;
    }
    const reply = await this.#orUnheard(turn.conversationId, owner, released);
    // Its commit went through unheard: the lease has gone on to a next turn that nobody was given.
    if (reply !== 1 && this.#unsure.has(turn)) this.#leases.unheard(turn.conversationId, owner);
  }

  /** Lets go of what may be held without anybody here knowing. What fails is tried again the next time. */
  async letGoUnheard(): Promise<void> {
    const claims = this.#leases.takeUnheard();
    await Promise.allSettled(
      claims.map(({ conversationId, owner }) =>
        this.#orUnheard(conversationId, owner, this.#letGo(conversationId, owner, 1)),
      ),
    );
  }

  /** Lets go of everything, so that others go on at once. */
  async letGoAll(): Promise<void> {
    const held = this.#leases.held().map(({ conversationId, owner }) => this.#letGo(conversationId, owner, 0));
    await Promise.allSettled([...held, this.letGoUnheard()]);
  }

  async #letGo(conversationId: string, owner: string, takesBack: 0 | 1): Promise<void> {
    const keys = keysOf(conversationId);
    await this.#options.connection.run(LET_GO, keys, { me: keys.me, owner, takesBack });
  }

  async #orUnheard<T>(conversationId: string, owner: string, claimed: Promise<T>): Promise<T> {
    try {
      return await claimed;
    } catch (error) {
      this.#leases.unheard(conversationId, owner);
      throw error;
    }
  }

  #given(conversationId: string, owner: string, reply: unknown): Turn | undefined {
    const turn = readTurn(conversationId, reply);
    return turn && this.#leases.given(turn, owner);
  }

  /** The lease goes on for the next turn, under its name. */
  #next(turn: Turn, reply: unknown): Turn | undefined {
    const owner = this.#leases.ownerOf(turn);
    this.#leases.ended(turn);
    const next = readTurn(turn.conversationId, reply);
    return next && owner !== undefined ? this.#leases.given(next, owner) : next;
  }

  #holder({ conversationId, fence, version }: Turn) {
    return { me: keysOf(conversationId).me, fence, version, leaseMs: this.#options.settings.leaseMs };
  }
}

/** As the commit reads them: each list behind its count. */
function listsOf(conversationId: string, { entries, effects, timers }: TurnOutcome): readonly string[] {
  const lines = entries.map((entry) => JSON.stringify(entry));
  const posted = effects.map(({ key, kind, body }) => `${JSON.stringify(key)}\n${JSON.stringify({ kind, body })}`);
  const cancelled = timers.cancel.map((id) => keyPart(id));
  const set = timers.set.flatMap((timer) => [keyPart(timer.id), String(timer.at), keptTimer(conversationId, timer)]);
  return [
    ...[String(lines.length), ...lines],
    ...[String(posted.length), ...posted],
    ...[String(cancelled.length), ...cancelled],
    ...[String(timers.set.length), ...set],
  ];
}
