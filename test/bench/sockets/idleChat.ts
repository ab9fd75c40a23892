import type { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { comeBack, type Started, start } from '../directLine.js';
import type { Saying } from './sayToAll.js';

type Activity = { readonly channelData?: Partial<Saying> };
type ActivitySet = { readonly activities: readonly Activity[]; readonly watermark: string };

/** One open page that only listens. When its stream ends it comes back as directlinejs does, with what it has read last. */
export class IdleChat {
  /** How late each saying was read, ms from before it was written, and when; by its number. */
  readonly heard = new Map<number, { readonly lateMs: number; readonly at: number }>();
  /** Lines that were read twice, or not at all though later ones were. */
  faults = 0;
  /** Times that it tried to come back and could not. */
  misses = 0;
  isOpen = false;
  openedAt = 0;
  #position = 0;
  #isLeaving = false;
  readonly #origin: string;
  readonly #agent: Agent;
  #known: Started;

  private constructor(origin: string, agent: Agent, known: Started) {
    this.#origin = origin;
    this.#agent = agent;
    this.#known = known;
  }

  /** Mints and begins the conversation; there is no stream yet. */
  static async begin(origin: string, agent: Agent, secret: string, buyerId: string): Promise<IdleChat> {
    return new IdleChat(origin, agent, await start(origin, agent, secret, buyerId));
  }

  /** Resolves when the stream is open. */
  async connect(): Promise<void> {
    this.#known = await comeBack(this.#origin, this.#agent, this.#known, this.#position);
    const socket = new WebSocket(this.#known.streamUrl, { perMessageDeflate: false });
    socket.on('message', (frame) => this.#read(String(frame)));
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    this.isOpen = true;
    this.openedAt = Date.now();
    socket.on('error', () => undefined);
    socket.once('close', () => {
      this.isOpen = false;
      if (!this.#isLeaving) void this.#comeBack();
    });
  }

  /** From now on it does not come back. */
  leave(): void {
    this.#isLeaving = true;
  }

  async #comeBack(): Promise<void> {
    for (;;) {
      await sleep(FIRST_MS + Math.random() * JITTER_MS);
      if (this.#isLeaving) return;
      // The desk may not be there yet.
      if (await this.connect().then(itIs, itIsNot)) return;
      this.misses += 1;
    }
  }

  #read(frame: string): void {
    if (frame === '') return;
    // The desk's frames are Direct Line's activity sets.
    const { activities, watermark } = JSON.parse(frame) as ActivitySet;
    const position = Number(watermark);
    if (position !== this.#position + activities.length) this.faults += 1;
    this.#position = position;
    for (const { channelData } of activities) {
      const { saying, at } = channelData ?? {};
      if (saying === undefined || at === undefined) continue;
      if (this.heard.has(saying)) this.faults += 1;
      const now = Date.now();
      this.heard.set(saying, { lateMs: now - at, at: now });
    }
  }
}

/** As botframework-directlinejs: 3 to 15 s, so that not all come at once. */
const FIRST_MS = 3_000;
const JITTER_MS = 12_000;

const itIs = () => true;
const itIsNot = () => false;
