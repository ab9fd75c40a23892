const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const GONE = 30_000;

type Agent = 'kim' | 'lee' | 'ada';
export const AGENTS: readonly Agent[] = ['kim', 'lee', 'ada'];

export type Step =
  | { readonly buyer: 'human' | 'fees' | 'Go on with the bot' | 'Leave the queue' | 'Leave it as a case' | 'Wait here' }
  | {
      readonly agent: Agent;
      readonly does: 'claim' | 'message' | 'note' | 'release' | 'transfer' | 'return' | 'resolve' | 'amend';
      /** Of the epoch before, where there was one. */
      readonly isOld: boolean;
      readonly to: Agent;
    }
  | { readonly result: true }
  | { readonly passesMs: number; readonly alive: boolean };

/** What is to be heard: exactly this key, something of the bot's own, or nothing. */
export type Heard = readonly (string | 'bot')[];

/** Who answers a buyer, as simply as it can be said. Nobody else waits, and people are always at the desk. */
export class DeskModel {
  owner: 'bot' | 'queue' | 'queueWithBot' | Agent = 'bot';
  epoch = 0;
  now = 0;
  lines = 0;
  outcome = '';
  /** A case is on its way; its result has not come. */
  isFiling = true;
  #isChoosing = false;
  #isResolved = false;
  #promise: { by: number; broken: number } | undefined;
  #comesBy = 0;
  #late = 0;
  #since = 0;
  #answerBy: number | undefined;
  readonly #seen: Record<Agent, number> = { kim: 0, lee: 0, ada: 0 };

  get isSilent(): boolean {
    return this.owner === 'queue' || this.#hasAgent;
  }

  take(step: Step): Heard {
    if ('buyer' in step) return this.#buyer(step.buyer);
    if ('agent' in step) return this.#agent(step);
    if ('result' in step) return this.#result();
    return this.#passes(step.passesMs, step.alive);
  }

  get #hasAgent(): boolean {
    return this.owner !== 'bot' && this.owner !== 'queue' && this.owner !== 'queueWithBot';
  }

  #pass(owner: DeskModel['owner']): void {
    this.owner = owner;
    this.epoch += 1;
    this.#isChoosing = false;
    this.#isResolved = false;
    this.#answerBy = undefined;
  }

  #queue(): void {
    this.#pass('queue');
    this.#promise = undefined;
    [this.#comesBy, this.#late] = [this.now + 10 * MINUTE, 0];
    this.lines += 1;
  }

  #buyer(says: Extract<Step, { buyer: unknown }>['buyer']): Heard {
    if (this.#hasAgent) this.#answerBy ??= this.now + 10 * MINUTE;
    if (says === 'fees') return this.isSilent ? [] : ['bot'];
    if (says === 'human') {
      if (this.#hasAgent) return [];
      if (this.owner === 'bot') this.#queue();
      else this.owner = 'queue';
      return ['handoff.queued'];
    }
    const isWaiting = this.owner === 'queue' || this.owner === 'queueWithBot';
    if (!isWaiting && !this.#isChoosing) return this.isSilent ? [] : ['bot'];
    return this.#chooses(says, isWaiting);
  }

  #chooses(choice: string, isWaiting: boolean): Heard {
    if (choice === 'Wait here') {
      this.#isChoosing = false;
      if (!isWaiting) return [];
      this.owner = 'queue';
      return ['handoff.queued'];
    }
    if (choice === 'Go on with the bot') {
      if (isWaiting) this.owner = 'queueWithBot';
      else this.#leave();
      return ['handoff.withBot'];
    }
    // An agent who did not answer is left with a line of its own.
    if (choice === 'Leave the queue' || !isWaiting) this.#leave();
    if (choice === 'Leave the queue') return ['handoff.outOfQueue'];
    this.#leaveAsCase();
    return ['handoff.request'];
  }

  #leave(): void {
    this.#pass('bot');
    this.lines += 1;
  }

  #leaveAsCase(): void {
    if (this.owner !== 'bot') this.#pass('bot');
    this.#promise = { by: this.now + DAY, broken: 0 };
    this.lines += 1;
  }

  #agent({ agent, does, isOld, to }: Extract<Step, { agent: unknown }>): Heard {
    this.#seen[agent] = this.now;
    this.outcome = this.#judge(agent, does, isOld && this.epoch > 0);
    if (this.outcome !== 'done') return [];
    if (does !== 'message') this.lines += 1;
    if (does === 'note') return [];
    if (does === 'message') {
      this.#answerBy = undefined;
      this.#isChoosing = false;
      return ['handoff.agent'];
    }
    if (does === 'claim') {
      const isAsked = this.owner !== 'bot' || this.#promise !== undefined;
      this.#pass(agent);
      this.#promise = undefined;
      this.#since = this.now;
      if (isAsked) this.#answerBy = this.now + 10 * MINUTE;
      return ['handoff.joined'];
    }
    if (does === 'transfer') {
      const isOwed = this.#answerBy !== undefined;
      this.#pass(to);
      this.#since = this.now;
      if (isOwed) this.#answerBy = this.now + 10 * MINUTE;
      // Its comment is a note.
      this.lines += 1;
      return ['handoff.joined'];
    }
    if (does === 'release') {
      this.#queue();
      return ['handoff.queued'];
    }
    this.#pass('bot');
    if (does === 'return') return ['handoff.left'];
    this.#isResolved = true;
    return ['handoff.left', 'handoff.feedback'];
  }

  #judge(agent: Agent, does: string, isOld: boolean): string {
    if (does === 'note') return 'done';
    if (does !== 'claim' && this.#isResolved && this.owner === 'bot') return 'closed';
    if (isOld) return 'stale';
    if (does === 'claim') return this.#hasAgent ? 'stale' : 'done';
    if (this.owner !== agent) return 'forbidden';
    return does === 'amend' ? 'badValue' : 'done';
  }

  #result(): Heard {
    if (!this.isFiling) return [];
    this.isFiling = false;
    if (!this.isSilent) return ['bot'];
    this.lines += 1;
    return [];
  }

  /** What falls due, in order. */
  #passes(ms: number, alive: boolean): Heard {
    const end = this.now + ms;
    const heard: string[] = [];
    for (let due = this.#nextDue(end, alive); due; due = this.#nextDue(end, alive)) {
      this.now = due.at;
      heard.push(...due.happens());
    }
    this.now = end;
    if (alive) for (const agent of AGENTS) this.#seen[agent] = end;
    return heard;
  }

  #nextDue(end: number, alive: boolean): { at: number; happens: () => Heard } | undefined {
    const due: { at: number; happens: () => Heard }[] = [];
    if (this.owner === 'queue' || this.owner === 'queueWithBot')
      due.push({ at: this.#comesBy, happens: () => this.#nobodyCame() });
    if (this.#hasAgent) {
      const owner = this.owner as Agent; // what hasAgent says
      const gone = Math.max(this.#since, this.#seen[owner]) + GONE;
      if (!alive) due.push({ at: gone, happens: () => this.#vanishes() });
      if (this.#answerBy !== undefined) due.push({ at: this.#answerBy, happens: () => this.#answerIsLate() });
    }
    if (this.owner === 'bot' && this.#promise && this.#promise.broken < 2)
      due.push({ at: this.#promise.by, happens: () => this.#promiseBreaks() });
    return due.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
  }

  #nobodyCame(): Heard {
    this.lines += 1;
    if (this.#late > 0) {
      this.#leaveAsCase();
      return ['handoff.request'];
    }
    this.#late = 1;
    this.#comesBy = this.now + 10 * MINUTE;
    return ['handoff.late'];
  }

  #vanishes(): Heard {
    this.lines += 1;
    this.#queue();
    return ['handoff.queued'];
  }

  #answerIsLate(): Heard {
    this.#isChoosing = true;
    this.#answerBy = this.now + 10 * MINUTE;
    return ['handoff.late'];
  }

  #promiseBreaks(): Heard {
    this.lines += 1;
    const broken = (this.#promise?.broken ?? 0) + 1;
    this.#promise = { by: this.now + DAY, broken };
    return ['handoff.requestLate'];
  }
}
