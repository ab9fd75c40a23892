import type { Records } from '../storage/records.js';
import { type Agent, everyAgent } from './agents.js';
import type { Colleague, Stats } from './deskApi.js';
import { addFigures, averageOf, type FiguresOfAgent, NO_FIGURES, readHours } from './deskFigures.js';
import type { DeskRow } from './deskRow.js';
import { GONE_AFTER_MS, type Presence } from './presence.js';

export type ColleaguesOptions = {
  readonly records: Pick<Records, 'list'>;
  readonly presence: Pick<Presence, 'lastSeen'>;
  /** The conversations that wait for an agent or have one. */
  readonly open: () => Promise<readonly DeskRow[]>;
};

const HOURS = 24;

/** Who works at the desk, by name: whether they are here, and how much they have. */
export async function colleagues(options: ColleaguesOptions, now: number): Promise<readonly Colleague[]> {
  const [agents, open] = await Promise.all([everyAgent(options.records), options.open()]);
  const all = await Promise.all(
    agents.map(async ({ id, name, role, capacity }) => ({
      id,
      name,
      role,
      capacity,
      isHere: now - (await options.presence.lastSeen(id)) < GONE_AFTER_MS,
      open: openOf(open, id),
    })),
  );
  return all.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The desk now, and by hour of the last 24. */
export async function deskStats(options: ColleaguesOptions, now: number): Promise<Stats> {
  const [everybody, open, hours] = await Promise.all([
    colleagues(options, now),
    options.open(),
    readHours(options.records, now, HOURS),
  ]);
  const waiting = open.flatMap(({ owner }) => (owner.kind === 'queued' ? [owner.since] : []));
  const { agents } = hours.reduce((sum, { figures }) => addFigures(sum, figures), NO_FIGURES);
  const names = new Map(everybody.map(({ id, name }) => [id, name]));
  for (const [id, { name }] of Object.entries(agents)) if (!names.has(id)) names.set(id, name);
  return {
    now,
    waiting: waiting.length,
    ...(waiting.length > 0 ? { longestWaitMs: Math.max(0, now - Math.min(...waiting)) } : {}),
    open: open.filter(({ owner }) => owner.kind === 'agent').length,
    agents: [...names].map(([id, name]) => ({
      agent: { id, name },
      isHere: everybody.find((each) => each.id === id)?.isHere ?? false,
      open: openOf(open, id),
      ...ofAgent(agents[id]),
    })),
    hours: hours.map(({ from, figures: { asked, answered, resolved, abandoned, firstResponse, resolution } }) => ({
      from,
      asked,
      answered,
      resolved,
      abandoned,
      ...known({ firstResponseMs: averageOf(firstResponse), resolutionMs: averageOf(resolution) }),
    })),
  };
}

function openOf(open: readonly DeskRow[], agentId: Agent['id']): number {
  return open.filter(({ owner }) => owner.kind === 'agent' && owner.agent.id === agentId).length;
}

function ofAgent(figures: FiguresOfAgent | undefined) {
  if (!figures) return { resolved: 0 };
  const { resolved, firstResponse, resolution, rating } = figures;
  return {
    resolved,
    ...known({
      firstResponseMs: averageOf(firstResponse),
      resolutionMs: averageOf(resolution),
      rating: averageOf(rating),
    }),
  };
}

function known<Names extends string>(
  values: Readonly<Record<Names, number | undefined>>,
): Partial<Record<Names, number>> {
  const entries = Object.entries<number | undefined>(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Record<Names, number>>; // the same names, without those that are not known
}
