import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Records } from '../storage/records.js';
import type { DeskNews } from './deskNews.js';
import type { AgentName } from './deskState.js';

const COLLECTION = 'deskHours';
const HOUR_MS = 3_600_000;
const KEPT_MS = 8 * 86_400_000;
/** Several rows an hour, so that those who write at once are rarely in each other's way. */
const PARTS = 4;
/** Effects that come again within so many others count once. */
const KEYS_KEPT = 200;
const TRIES = 20;

const Sum = z.object({ count: z.int().min(0), total: z.number().min(0) });
type Sum = z.infer<typeof Sum>;
const NONE: Sum = { count: 0, total: 0 };

const OfAgent = z.object({ name: z.string(), resolved: z.int(), firstResponse: Sum, resolution: Sum, rating: Sum });
export type FiguresOfAgent = z.infer<typeof OfAgent>;
/** What happened in an hour. Times in ms. */
export const Figures = z.object({
  asked: z.int(),
  answered: z.int(),
  resolved: z.int(),
  abandoned: z.int(),
  firstResponse: Sum,
  resolution: Sum,
  /** By id. */
  agents: z.record(z.string(), OfAgent),
});
export type Figures = z.infer<typeof Figures>;
const Kept = Figures.extend({ keys: z.array(z.string()) });

export const NO_FIGURES: Figures = {
  asked: 0,
  answered: 0,
  resolved: 0,
  abandoned: 0,
  firstResponse: NONE,
  resolution: NONE,
  agents: {},
};

/** What one turn adds to the figures; undefined: nothing that is counted. */
export function figuresOf({ row, lines, waitedMs, answeredMs, resolvedMs, abandoned }: DeskNews): Figures | undefined {
  const { owner } = row;
  const events = lines.flatMap((line) => (line.kind === 'system' ? [line] : []));
  const resolved = events.find(({ event }) => event === 'resolved');
  const rated = events.find(({ event }) => event === 'rated');
  // Who had an agent already has asked before.
  const asked = owner.kind === 'queued' && !owner.isFirst && events.some(({ event }) => event === 'queued');
  const answering = owner.kind === 'agent' ? owner.agent : undefined;
  let figures: Figures = {
    ...NO_FIGURES,
    asked: Number(asked),
    answered: Number(waitedMs !== undefined),
    resolved: Number(resolved !== undefined),
    abandoned: Number(abandoned === true),
    firstResponse: once(answeredMs),
    resolution: once(resolvedMs),
  };
  if (answeredMs !== undefined) figures = withAgent(figures, answering, { firstResponse: once(answeredMs) });
  if (resolved) figures = withAgent(figures, resolved.by, { resolved: 1, resolution: once(resolvedMs) });
  if (rated) figures = withAgent(figures, rated.by, { rating: once(Number(rated.facts['score'])) });
  const { agents, ...totals } = figures;
  const isNothing =
    Object.keys(agents).length === 0 && JSON.stringify({ ...totals, agents }) === JSON.stringify(NO_FIGURES);
  return isNothing ? undefined : figures;
}

export function addFigures(one: Figures, other: Figures): Figures {
  const agents = { ...one.agents };
  for (const [id, more] of Object.entries(other.agents)) agents[id] = addAgents(agents[id], more);
  return {
    asked: one.asked + other.asked,
    answered: one.answered + other.answered,
    resolved: one.resolved + other.resolved,
    abandoned: one.abandoned + other.abandoned,
    firstResponse: add(one.firstResponse, other.firstResponse),
    resolution: add(one.resolution, other.resolution),
    agents,
  };
}

/** undefined: of nothing. */
export function averageOf({ count, total }: Sum): number | undefined {
  return count === 0 ? undefined : total / count;
}

/** Adds to the hour of `at`. `key`: the effect's, so that a repeat counts once. Kept for 8 days. */
export async function noteFigures(records: Records, key: string, figures: Figures, at: number): Promise<void> {
  const from = Math.floor(at / HOUR_MS) * HOUR_MS;
  const part = (createHash('sha256').update(key).digest()[0] ?? 0) % PARTS;
  const rowKey = `${numbered(from)}/${part}`;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const found = await records.get(COLLECTION, rowKey);
    const { keys, ...before } = found ? Kept.parse(found.value) : { ...NO_FIGURES, keys: [] };
    if (keys.includes(key)) return;
    const value = { ...addFigures(before, figures), keys: [...keys, key].slice(-KEYS_KEPT) };
    const options = { expiresAt: from + KEPT_MS };
    const written = found
      ? await records.replace(COLLECTION, rowKey, found.version, value, options)
      : await records.create(COLLECTION, rowKey, value, options);
    if (written) return;
  }
  throw new Error('the figures of the desk were written by others every time');
}

/** The last `hours` hours up to now, oldest first, hours without anything among them. */
export async function readHours(
  records: Pick<Records, 'list'>,
  now: number,
  hours: number,
): Promise<readonly { readonly from: number; readonly figures: Figures }[]> {
  const last = Math.floor(now / HOUR_MS) * HOUR_MS;
  const first = last - (hours - 1) * HOUR_MS;
  const found = await records.list(COLLECTION, { after: numbered(first), limit: hours * PARTS });
  return Array.from({ length: hours }, (_, index) => {
    const from = first + index * HOUR_MS;
    const parts = found
      .filter(({ key }) => key.startsWith(`${numbered(from)}/`))
      .map(({ value }) => Figures.parse(value));
    return { from, figures: parts.reduce(addFigures, NO_FIGURES) };
  });
}

function withAgent(figures: Figures, agent: AgentName | undefined, more: Partial<FiguresOfAgent>): Figures {
  if (!agent) return figures;
  const of = { name: agent.name, resolved: 0, firstResponse: NONE, resolution: NONE, rating: NONE, ...more };
  return { ...figures, agents: { ...figures.agents, [agent.id]: addAgents(figures.agents[agent.id], of) } };
}

function addAgents(one: FiguresOfAgent | undefined, other: FiguresOfAgent): FiguresOfAgent {
  if (!one) return other;
  return {
    name: other.name,
    resolved: one.resolved + other.resolved,
    firstResponse: add(one.firstResponse, other.firstResponse),
    resolution: add(one.resolution, other.resolution),
    rating: add(one.rating, other.rating),
  };
}

function add(one: Sum, other: Sum): Sum {
  return { count: one.count + other.count, total: one.total + other.total };
}

function once(value: number | undefined): Sum {
  return value === undefined || !Number.isFinite(value) ? NONE : { count: 1, total: Math.max(0, value) };
}

/** In the order of time. */
function numbered(at: number): string {
  return String(at).padStart(15, '0');
}
