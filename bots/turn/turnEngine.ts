import { randomUUID } from 'node:crypto';
import type {
  Accepted,
  Committed,
  ConversationStore,
  InboundMessage,
  NewLogEntry,
  Turn,
  TurnOutcome,
} from '../../services/conversations/conversationStore.js';
import { StateTooLargeError } from '../../services/conversations/conversationStore.js';
import { isStoreAway } from '../../services/storage/storeAway.js';
import type { Log } from '../../services/telemetry/log.js';
import { type Metrics, NO_METRICS } from '../../services/telemetry/metrics.js';
import { deliveries } from './deliveries.js';
import type { Intake, Receipt } from './intake.js';
import type { Probe } from './probe.js';
import { settledWithin } from './settledWithin.js';
import { toLogEntry } from './toLogEntry.js';
import { type TurnCounts, turnCounts } from './turnCounts.js';
import { TurnTimeout, withinLimit } from './turnLimit.js';
import type { TurnOutput, TurnRunner } from './turnScope.js';

export type TurnEngineOptions = {
  readonly store: ConversationStore;
  readonly runner: TurnRunner;
  readonly log: Log;
  /** Whether what is said to buyers of this channel has to be sent out to them, by effects. */
  readonly delivers?: (channel: string) => boolean;
  /** Called after a commit that has effects, so that they need not wait for the sweeper. */
  readonly onEffects?: () => void;
  /** A turn that takes longer is abandoned and counted as a failed try. */
  readonly turnLimitMs: number;
  readonly leaseMs: number;
  /** ms since epoch: the same by which messages are stamped. */
  readonly clock: () => number;
  readonly metrics?: Metrics;
  readonly probe?: Probe;
};

/** A turn that threw or took too long this often ends in an apology (Slack gives up after as many). */
const MAX_ATTEMPTS = 3;
/**
 * A message that was under way in so many processes when they died is what they die of, and is set aside. More than for
 * turns that fail by themselves: whoever is killed from outside has a dozen messages in hand, of which none is to blame.
 */
const MAX_DEATHS = 8;
/** A commit that the store could not take is offered again this often before the lease is left to run out. */
const COMMIT_TRIES = 3;

/**
 * The turn: accept -> run -> commit. A channel's `receive` resolves once the message is durable; whoever got the lease
 * with it drains the conversation's inbox, everybody else's messages wait in it, and the sweeper takes what was left.
 */
export class TurnEngine implements Intake {
  readonly #options: TurnEngineOptions;
  readonly #counts: TurnCounts;
  readonly #running = new Set<Promise<void>>();
  #closing = false;

  constructor(options: TurnEngineOptions) {
    this.#options = options;
    this.#counts = turnCounts(options.metrics ?? NO_METRICS);
  }

  async receive(conversationId: string, message: InboundMessage, entry?: NewLogEntry): Promise<Receipt> {
    const { messages } = this.#counts;
    const accepted: Accepted = await this.#options.store
      .accept(conversationId, message, entry)
      .catch((error: unknown) => {
        messages.storeAway();
        throw error;
      });
    messages[accepted.kind === 'refused' ? accepted.reason : accepted.kind]();
    if (accepted.kind === 'refused') return accepted;
    await this.#options.probe?.('accepted', conversationId);
    if (accepted.turn) this.drain(accepted.turn);
    return { kind: accepted.kind, entryId: accepted.entryId };
  }

  /** Runs the claimed turn and all that the inbox holds behind it, in the background. */
  drain(first: Turn): void {
    const running = this.#drain(first).catch((error: unknown) => {
      this.#options.log.error(
        { conversationId: first.conversationId, err: error },
        'drain failed; the sweeper takes over',
      );
    });
    this.#running.add(running);
    void running.finally(() => this.#running.delete(running));
  }

  /** Takes over a conversation that nobody holds. */
  async resume(conversationId: string): Promise<void> {
    if (this.#closing) return;
    const turn = await this.#options.store.claim(conversationId);
    if (turn) this.drain(turn);
  }

  /**
   * Lets the turns under way finish, for `withinMs`; what waits in an inbox stays there, durable. A turn that is cut is let
   * go of with the store, and somebody else runs it.
   */
  async close(withinMs: number): Promise<void> {
    this.#closing = true;
    if (await settledWithin(withinMs, this.#running)) return;
    this.#options.log.warn({ turns: this.#running.size }, 'turns cut: they did not end in time');
  }

  async #drain(first: Turn): Promise<void> {
    let turn: Turn | undefined = first;
    while (turn) {
      if (this.#closing) return this.#release(turn);
      turn = await this.#turn(turn);
    }
  }

  async #turn(turn: Turn): Promise<Turn | undefined> {
    const { store, log, probe } = this.#options;
    const from = performance.now();
    const ran = await this.#run(turn);
    if (!ran) return undefined;
    await probe?.('beforeCommit', turn.conversationId);
    try {
      const { committed, outcome, of } = await this.#commit(turn, ran);
      if (committed.kind === 'stale') {
        this.#counts.turns.stale();
        this.#counts.lost.atCommit();
        log.warn({ conversationId: turn.conversationId }, 'turn thrown away: the lease was lost');
        return undefined;
      }
      this.#count(turn, of, from);
      await probe?.('committed', turn.conversationId);
      if (outcome.effects.length > 0) this.#options.onEffects?.();
      return committed.next;
    } catch (error) {
      log.error({ conversationId: turn.conversationId, messageId: turn.message.id, err: error }, 'commit failed');
      this.#counts.turns.storeAway();
      await store.release(turn, { uncounted: true }).catch(() => undefined);
      return undefined;
    }
  }

  /** The state and words of this turn; an apology where it threw or the message was set aside; nothing where it must wait. */
  async #run(turn: Turn): Promise<Ran | undefined> {
    const { log, store } = this.#options;
    if (turn.attempt > MAX_DEATHS) return this.#setAside(turn, undefined);
    const renewal = setInterval(() => this.#renew(turn, () => clearInterval(renewal)), this.#options.leaseMs / 3);
    try {
      return { how: 'committed', output: await this.#tryToRun(turn) };
    } catch (error) {
      if (error instanceof TurnTimeout) {
        this.#counts.turns.abandoned();
        if (turn.attempt >= MAX_ATTEMPTS) return this.#setAside(turn, error);
        log.error(
          { conversationId: turn.conversationId, messageId: turn.message.id },
          'turn abandoned: over its limit',
        );
        await store.release(turn, { uncounted: false });
        return undefined;
      }
      if (isStoreAway(error)) {
        // An apology would use the message up, though it may go through in a moment.
        log.warn({ conversationId: turn.conversationId, messageId: turn.message.id }, 'turn waits: the store is away');
        this.#counts.turns.storeAway();
        await store.release(turn, { uncounted: true }).catch(() => undefined);
        return undefined;
      }
      return { how: 'failed', output: this.#apologise(turn, 'turn failed', error) };
    } finally {
      clearInterval(renewal);
    }
  }

  /** A turn is a function of state and message, so one that threw (a read that failed) may simply be run again. */
  async #tryToRun(turn: Turn): Promise<TurnOutput> {
    const { runner, log, turnLimitMs, probe } = this.#options;
    for (let attempt = 1; ; attempt++) {
      try {
        await probe?.('midTurn', turn.conversationId);
        return await withinLimit(runner.run(turn), turnLimitMs);
      } catch (error) {
        if (error instanceof TurnTimeout || isStoreAway(error) || attempt === MAX_ATTEMPTS) throw error;
        log.warn(
          { conversationId: turn.conversationId, messageId: turn.message.id, attempt, err: error },
          'turn runs again',
        );
        await new Promise((resolve) => setTimeout(resolve, 25 * attempt));
      }
    }
  }

  /** `of`: what was committed in the end. */
  async #commit(
    turn: Turn,
    of: Ran,
  ): Promise<{ readonly committed: Committed; readonly outcome: TurnOutcome; readonly of: Ran }> {
    const { store } = this.#options;
    const outcome = this.#outcome(turn, of.output);
    for (let attempt = 1; ; attempt++) {
      try {
        return { committed: await store.commit(turn, outcome), outcome, of };
      } catch (error) {
        if (error instanceof StateTooLargeError) {
          return await this.#commit(turn, { how: 'failed', output: this.#apologise(turn, 'state too large', error) });
        }
        if (attempt === COMMIT_TRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, 20 * attempt));
      }
    }
  }

  /** A lease that is lost does not come back: its commit will be refused. */
  #renew(turn: Turn, onLost: () => void): void {
    const renewed = (isHeld: boolean): void => {
      if (isHeld) return;
      onLost();
      this.#counts.lost.atRenewal();
    };
    this.#options.store.renew(turn).then(renewed, () => undefined);
  }

  #count({ message }: Turn, { how, output }: Ran, from: number): void {
    this.#counts.turns[how]();
    this.#counts.turnSeconds((performance.now() - from) / 1_000);
    if (message.kind === 'buyer') this.#counts.answerSeconds(Math.max(0, this.#options.clock() - message.at) / 1_000);
    output.onCommitted?.();
  }

  #outcome(turn: Turn, output: TurnOutput): TurnOutcome {
    const entries = output.activities.map((activity) => toLogEntry(activity, turn.message.at));
    const sent = this.#options.delivers?.(turn.message.channel) ? deliveries(turn, entries) : [];
    return {
      state: output.state,
      entries,
      // First what was said: "I am filing it" is not to wait for a backend that is away.
      effects: [...sent, ...output.effects],
      timers: output.timers,
      ...(output.summary ? { summary: output.summary } : {}),
    };
  }

  #apologise(turn: Turn, what: string, error: unknown): TurnOutput {
    const incident = randomUUID().slice(0, 8);
    this.#options.log.error(
      { incident, conversationId: turn.conversationId, messageId: turn.message.id, attempt: turn.attempt, err: error },
      what,
    );
    return this.#options.runner.apologise(turn, incident, error);
  }

  /** The message itself is kept for the operator (collection `setAside`), and the conversation goes on without it. */
  #setAside(turn: Turn, error: unknown): Ran {
    const effect = { key: `setAside:${turn.message.id}`, kind: 'setAside', body: { message: turn.message } };
    const apology = this.#apologise(turn, 'message set aside', error);
    return { how: 'setAside', output: { ...apology, effects: [effect] } };
  }

  async #release(turn: Turn): Promise<void> {
    await this.#options.store.release(turn, { uncounted: true });
  }
}

type Ran = { readonly how: 'committed' | 'failed' | 'setAside'; readonly output: TurnOutput };
