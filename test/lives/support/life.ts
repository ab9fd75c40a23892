import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { CaseView } from '../../../bots/api/apiShapes.js';
import { type Desk, openDesk } from '../../../index.js';
import { readConfig } from '../../../services/config/config.js';
import type { CaseEvent } from '../../../services/refunds/caseEvent.js';
import type { Order } from '../../../services/refunds/order.js';
import { DirectLineClient, type SeenActivity } from '../../support/directLineClient.js';
import { openRedisServer, type RedisServer } from '../../support/redisServer.js';
import { until } from '../../support/until.js';

const SECRET = 'a-secret-of-more-than-thirty-two-characters';
const API_KEY = 'a-key-of-more-than-thirty-two-characters';
const DAY_MS = 86_400_000;
/** Monday noon in Beijing. */
const START = Date.parse('2026-11-23T04:00:00Z');

export type StoreKind = 'embedded' | 'redis';

/**
 * A case from the first word to the last, in virtual time: the buyer writes by Direct Line, the seller, the platform and the
 * bank act by the API, and the desk is the whole program on a real store.
 */
export class Life {
  buyer: DirectLineClient;
  /** How much of what the bot said has been told of by `hears`. */
  #heard = 0;
  /** What `hears` found last. */
  said: readonly SeenActivity[] = [];
  #posts = 0;
  #now: number;

  private constructor(
    private readonly folder: string,
    private readonly redis: RedisServer | undefined,
    now: number,
  ) {
    this.#now = now;
    this.buyer = new DirectLineClient('');
  }

  #desks: Desk[] = [];

  static async open(kind: StoreKind, orders: (now: number) => readonly Order[], now = START): Promise<Life> {
    const folder = await mkdtemp(join(tmpdir(), 'life-'));
    const life = new Life(folder, kind === 'redis' ? await openRedisServer() : undefined, now);
    await life.start();
    for (const order of orders(now)) await life.api('POST', '/api/orders', { buyerId: 'anna', order });
    await life.#open();
    return life;
  }

  get now(): number {
    return this.#now;
  }

  /** One more process on what is kept; on the embedded store the only one. */
  async start(): Promise<void> {
    const config = readConfig({
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: this.folder,
      LOG_LEVEL: 'silent',
      DIRECTLINE_SECRET: SECRET,
      API_KEY,
      ...(this.redis ? { STORE: 'redis', REDIS_URL: this.redis.url } : {}),
    });
    const desk = await openDesk(config, { clock: () => this.#now });
    this.#desks.push(desk);
    this.buyer.origin = `http://127.0.0.1:${desk.port}`;
  }

  /** Everything is stopped and started anew, over what is kept. */
  async restart(): Promise<void> {
    await Promise.all(this.#desks.map((desk) => desk.close()));
    this.#desks = [];
    await this.start();
  }

  async close(): Promise<void> {
    await Promise.all(this.#desks.map((desk) => desk.close()));
    await this.redis?.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  async says(text: string): Promise<void> {
    await this.#expectSilence(`before "${text}"`);
    await this.buyer.post(`m${this.#posts++}`, text);
  }

  /** What somebody else does, by the API; the answer's status. */
  async does(event: CaseEvent | { readonly kind: string }, id = `event-${crypto.randomUUID()}`): Promise<number> {
    await this.#expectSilence(`before ${event.kind}`);
    const { caseId } = (await this.case()).case;
    return (await this.api('POST', `/api/cases/${caseId}/events`, { id, event })).status;
  }

  /** The bot says exactly this next, whatever wakes it. */
  async hears(...keys: readonly string[]): Promise<string> {
    const news = async () => (await this.#bot()).slice(this.#heard);
    await until(async () => (await news()).length >= keys.length).catch(async () => {
      expect((await news()).map(keyOf)).to.deep.equal(keys);
    });
    this.said = await news();
    expect(this.said.map(keyOf)).to.deep.equal(keys);
    this.#heard += keys.length;
    return this.text;
  }

  get text(): string {
    return this.said.map(({ text }) => text).join(' ');
  }

  /** Time goes on, in one leap. */
  passes(days: number): void {
    this.#now += Math.round(days * DAY_MS);
  }

  /** Long enough for what is due to have been said, had there been anything; in real time. */
  async staysSilent(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    await this.#expectSilence('after a while');
  }

  /** The newest case, as the platform sees it. */
  async case(): Promise<CaseView> {
    const { body } = await this.api<{ cases: CaseView[] }>('GET', '/api/cases');
    const [newest] = body.cases.toSorted((one, other) => other.case.openedAt - one.case.openedAt);
    if (!newest) throw new Error('no case');
    return newest;
  }

  async state(): Promise<string> {
    return (await this.case()).case.state;
  }

  async api<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
    const response = await fetch(this.buyer.origin + path, {
      method,
      headers: { Authorization: `Bearer ${API_KEY}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    // What the API answers is tested in test/api.
    return { status: response.status, body: (await response.json()) as T };
  }

  async #open(): Promise<void> {
    const minted = await fetch(`${this.buyer.origin}/v3/directline/tokens/generate`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${SECRET}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ user: { id: 'anna' } }),
    });
    const { token } = (await minted.json()) as { token: string }; // as every client of Direct Line reads it
    this.buyer.token = token;
    await this.buyer.begin();
    await this.hears('root.welcome');
  }

  async #bot(): Promise<readonly SeenActivity[]> {
    return (await this.buyer.activities()).filter(({ from, channelData }) => from.role === 'bot' && channelData?.key);
  }

  async #expectSilence(when: string): Promise<void> {
    const keys = (await this.#bot()).slice(this.#heard).map(keyOf);
    expect(keys, `said, and not told of, ${when}`).to.deep.equal([]);
  }
}

function keyOf({ channelData }: SeenActivity): string {
  return channelData?.key ?? '';
}
