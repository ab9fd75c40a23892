import type { DialogPorts } from '../dialogs/kit/dialogTurn.js';
import type { CaseBackend } from '../services/cases/caseBackend.js';
import type { ConversationStore } from '../services/conversations/conversationStore.js';
import type { Delivered } from '../services/desk/delivered.js';
import type { Desk } from '../services/desk/desk.js';
import { createLearning } from '../services/learning/learning.js';
import type { Records } from '../services/storage/records.js';
import type { Log } from '../services/telemetry/log.js';
import { type Metrics, NO_METRICS } from '../services/telemetry/metrics.js';
import type { CodeSender } from '../services/verification/codeSender.js';
import { Verification } from '../services/verification/verification.js';
import type { Channel } from './channels/channel.js';
import { deliverEffect } from './deliverEffect.js';
import { effectHandlers } from './effectHandlers.js';
import { RefundBot } from './refundBot.js';
import { EffectWorker } from './turn/effectWorker.js';
import type { Intake } from './turn/intake.js';
import type { Probe } from './turn/probe.js';
import { settledWithin } from './turn/settledWithin.js';
import { Sweeper } from './turn/sweeper.js';
import { TurnEngine } from './turn/turnEngine.js';
import type { TurnRunner } from './turn/turnScope.js';

export type TurnsOptions = {
  readonly store: ConversationStore;
  readonly records: Records;
  readonly cases: CaseBackend;
  readonly desk: Desk;
  readonly dialogs: Omit<DialogPorts, 'cases' | 'canSendCodes' | 'desk'>;
  /** How unverified buyers get their one-time codes; absent: they can only ask and draft. */
  readonly codeSender?: CodeSender | undefined;
  /** Ordinary words, which are no names; absent: none are, and every capitalised word is masked in what is kept. */
  readonly knows?: (word: string) => boolean;
  /** The operator allows what buyers wrote in the log. */
  readonly logsText?: boolean;
  readonly log: Log;
  /** ms since epoch. */
  readonly clock: () => number;
  /** By which things are forgotten: nobody moves it. Absent: `clock`. */
  readonly wallClock?: () => number;
  readonly leaseMs: number;
  /** A turn that takes longer is abandoned. */
  readonly turnLimitMs: number;
  readonly sweepEveryMs: number;
  /** The open channels. Asked when a turn runs, because channels are opened with the intake that this opens. */
  readonly channels?: () => readonly Channel[];
  /** Is told what has been sent out to buyers of what agents wait for. */
  readonly delivered?: Delivered;
  /** Stands in for the bot, or between it and the turn. */
  readonly wrapRunner?: (runner: TurnRunner) => TurnRunner;
  readonly metrics?: Metrics;
  readonly probe?: Probe;
};

export type Turns = {
  readonly intake: Intake;
  /** Takes up what an earlier process left, and goes on doing so. */
  start(): void;
  /** What has stopped working, though the store may be there. */
  stuck(): 'sweeperStuck' | 'effectsStuck' | undefined;
  /** Finishes what is under way, for `withinMs`; the rest stays in the inboxes and the outbox. */
  close(withinMs: number): Promise<void>;
};

/** Either goes round several times a second; a store that was away for a while has to be let back in first. */
const STUCK_AFTER_MS = 10_000;
/** To write down that something is left for others, after the deadline. */
const LET_GO_WITHIN_MS = 1_000;

/** The turn with everything that belongs to it: the bot, the effects that turns ask for, the sweeper. */
export function openTurns(options: TurnsOptions): Turns {
  const { store, records, cases, desk, dialogs, log, clock, wrapRunner = (runner) => runner } = options;
  const { metrics = NO_METRICS } = options;
  const probe = options.probe ? { probe: options.probe } : {};
  const channels = options.channels ?? (() => []);
  const channel = (named: string) => channels().find(({ name }) => name === named);
  const canSendCodes = options.codeSender !== undefined;
  const isVerified = (name: string) => channel(name)?.unverified !== true;
  const bot = new RefundBot({ ...dialogs, cases, desk, canSendCodes }, isVerified, metrics);
  const runner = wrapRunner(bot);
  const verification = new Verification({ records, cases, sender: options.codeSender, log, clock });
  const { knows = () => false, logsText = false } = options;
  const learning = createLearning({ records, knows, log, clock, logsText });
  const effects = new EffectWorker({
    store,
    handlers: {
      ...effectHandlers({ cases, conversations: store, records, verification, learning, desk, clock }),
      deliver: deliverEffect({ channels, records, store, delivered: options.delivered, log, metrics }),
    },
    log,
    clock,
    onResult: (conversationId) => engine.resume(conversationId),
    metrics,
    ...probe,
  });
  const { turnLimitMs, leaseMs } = options;
  const engine: TurnEngine = new TurnEngine({
    store,
    runner,
    log,
    delivers: (name) => channel(name)?.deliver !== undefined,
    onEffects: () => effects.wake(),
    turnLimitMs,
    leaseMs,
    clock,
    metrics,
    ...probe,
  });
  const sweeper = new Sweeper({
    ...{ store, records, engine, effects, log, clock },
    wallClock: options.wallClock,
    everyMs: options.sweepEveryMs,
  });
  return {
    intake: engine,
    start() {
      sweeper.start();
      verification.start().catch((err: unknown) => log.error({ err }, 'codes that were left are not sent'));
    },
    stuck() {
      if (sweeper.idleMs > STUCK_AFTER_MS) return 'sweeperStuck';
      return effects.idleMs > STUCK_AFTER_MS ? 'effectsStuck' : undefined;
    },
    async close(withinMs) {
      const deadline = performance.now() + withinMs;
      // The turns that are finished now still have their effects done here.
      await Promise.all([settledWithin(withinMs, [sweeper.close()]), engine.close(withinMs)]);
      const closing = [effects.close(deadline - performance.now()), verification.close()];
      await settledWithin(Math.max(LET_GO_WITHIN_MS, deadline - performance.now()), closing);
    },
  };
}
