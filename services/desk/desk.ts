import type { JsonObject } from '../json.js';
import type { Records } from '../storage/records.js';
import { createAuditLog } from './auditLog.js';
import { answerBy, type BusinessHours, isOpenAt, opensAt } from './businessHours.js';
import { figuresOf, noteFigures } from './deskFigures.js';
import type { DeskNews } from './deskNews.js';
import { comesBefore, type Place } from './deskRow.js';
import { DeskShelf } from './deskShelf.js';
import type { DeskWhispers } from './deskWhispers.js';
import { expectedWait, noteWait } from './expectedWait.js';
import { Presence } from './presence.js';

/** PORT. What a turn may ask of the desk: timed reads, and nothing that changes anything. `at`: ms since epoch. */
export type DeskReads = {
  /** Do people work at this time? */
  isOpen(at: number): boolean;
  opensAt(at: number): number;
  /** By when an answer can be promised to who does not wait. */
  answerBy(at: number): number;
  /** How many wait before this one, and how many in all. */
  line(place: Place): Promise<{ readonly ahead: number; readonly waiting: number }>;
  /** How long who comes now will wait, in ms; undefined: not known, or too short to tell. */
  expectedWaitMs(at: number): Promise<number | undefined>;
  /** When the agent was last heard of; 0: not within a day. */
  lastSeen(agentId: string): Promise<number>;
  /**
   * People answer at another desk, which learns of a conversation by the Bot Framework's handoff events. Absent: at ours.
   * Gives what was said so far, as activities.
   */
  readonly hub?: (conversationId: string) => Promise<readonly JsonObject[]>;
};

export type Desk = DeskReads & { note(key: string, news: DeskNews, now: number): Promise<void> };

/** The desk's memory on the records. `note` is safe to repeat under its key. */
export function createDesk({
  records,
  hours,
  hub,
  whispers,
}: {
  readonly records: Records;
  readonly hours: BusinessHours;
  readonly hub?: DeskReads['hub'] | undefined;
  /** Who looks at the desk hears of news at once. */
  readonly whispers?: DeskWhispers;
}): Desk {
  const shelf = new DeskShelf(records);
  const presence = new Presence(records);
  const auditLog = createAuditLog(records);
  return {
    ...(hub ? { hub } : {}),
    isOpen: (at) => isOpenAt(hours, at),
    opensAt: (at) => opensAt(hours, at),
    answerBy: (at) => answerBy(hours, at),
    async line(place) {
      const waiting = (await shelf.open()).flatMap(({ conversationId, owner }) =>
        owner.kind === 'queued' ? [{ ...owner, conversationId }] : [],
      );
      const others = waiting.filter(({ conversationId }) => conversationId !== place.conversationId);
      return { ahead: others.filter((other) => comesBefore(other, place)).length, waiting: others.length + 1 };
    },
    expectedWaitMs: (at) => expectedWait(records, at),
    lastSeen: (agentId) => presence.lastSeen(agentId),
    async note(key, news, now) {
      const { row, lines, waitedMs, audit } = news;
      // At once, so that they share a commit.
      await Promise.all([shelf.list(row, now), audit && auditLog.write(audit, key)]);
      for (const line of lines) await shelf.keepLine(row.conversationId, line);
      whispers?.tell({ about: 'row', row });
      if (waitedMs !== undefined) await noteWait(records, key, waitedMs, now);
      const figures = figuresOf(news);
      if (figures) await noteFigures(records, key, figures, news.at ?? now);
    },
  };
}
