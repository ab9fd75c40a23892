import type { People } from './deskApi.js';
import type { AgentName } from './deskState.js';
import type { DeskWhisper } from './deskWhispers.js';

/** Who types says so again every three seconds or so; who looks, every ten (LOOKS_AGAIN_MS). */
const TYPES_FOR_MS = 6_000;
const LOOKS_FOR_MS = 25_000;

type Till = { readonly agent: AgentName; readonly until: number };
type Around = {
  /** By process and agent. */
  readonly looking: Map<string, Till>;
  readonly typing: Map<string, Till>;
  buyerUntil: number;
};

/** Who looks at which conversation and who types in it, as far as one has heard of them lately. `now`: ms, of any steady clock. */
export class PeopleBoard {
  readonly #around = new Map<string, Around>();
  readonly #versions = new Map<string, number>();

  of(conversationId: string): People {
    const around = this.#around.get(conversationId);
    if (!around) return { looking: [], typing: [], buyerTyping: false };
    const looking = new Map([...around.looking.values()].map(({ agent }) => [agent.id, agent]));
    const typing = [...around.typing.values()].map(({ agent }) => agent);
    return {
      looking: [...looking.values()].sort(byName),
      typing: typing.sort(byName),
      buyerTyping: around.buyerUntil > 0,
    };
  }

  /** Grows whenever `of` may say something else. */
  versionOf(conversationId: string): number {
    return this.#versions.get(conversationId) ?? 0;
  }

  /** True: something has changed. */
  hear(whisper: DeskWhisper, now: number): boolean {
    switch (whisper.about) {
      case 'looks': {
        const { conversationId, agent, place, isHere } = whisper;
        return this.#change(conversationId, ({ looking }) =>
          mark(looking, `${place} ${agent.id}`, isHere && { agent, until: now + LOOKS_FOR_MS }),
        );
      }
      case 'agentTypes': {
        const { conversationId, agent, isTyping } = whisper;
        return this.#change(conversationId, ({ typing }) =>
          mark(typing, agent.id, isTyping && { agent, until: now + TYPES_FOR_MS }),
        );
      }
      case 'buyerTypes':
        return this.#buyer(whisper.conversationId, whisper.isTyping ? now + TYPES_FOR_MS : 0);
      default:
        return false;
    }
  }

  /** What was being typed has been sent. */
  buyerWrote(conversationId: string): boolean {
    return this.#around.has(conversationId) && this.#buyer(conversationId, 0);
  }

  /** Those of whom nothing was heard for too long are gone; tells in which conversations. */
  forget(now: number): readonly string[] {
    return [...this.#around.keys()].filter((conversationId) =>
      this.#change(conversationId, (around) => {
        const gone = [...late(around.looking, now), ...late(around.typing, now)];
        const wasTyping = around.buyerUntil > 0;
        if (wasTyping && around.buyerUntil <= now) around.buyerUntil = 0;
        return gone.length > 0 || (wasTyping && around.buyerUntil === 0);
      }),
    );
  }

  #buyer(conversationId: string, until: number): boolean {
    return this.#change(conversationId, (around) => {
      const was = around.buyerUntil;
      around.buyerUntil = until;
      return was > 0 !== until > 0;
    });
  }

  #change(conversationId: string, change: (around: Around) => boolean): boolean {
    const around = this.#around.get(conversationId) ?? { looking: new Map(), typing: new Map(), buyerUntil: 0 };
    const isChanged = change(around);
    const isEmpty = around.looking.size === 0 && around.typing.size === 0 && around.buyerUntil === 0;
    if (isEmpty) this.#around.delete(conversationId);
    else this.#around.set(conversationId, around);
    if (isChanged) this.#versions.set(conversationId, this.versionOf(conversationId) + 1);
    return isChanged;
  }
}

/** True: somebody has come or gone. */
function mark(people: Map<string, Till>, key: string, till: Till | false): boolean {
  const was = people.has(key);
  if (till) people.set(key, till);
  else people.delete(key);
  return was !== (till !== false);
}

function late(people: Map<string, Till>, now: number): readonly string[] {
  const gone = [...people].flatMap(([key, { until }]) => (until <= now ? [key] : []));
  for (const key of gone) people.delete(key);
  return gone;
}

function byName(one: AgentName, other: AgentName): number {
  return one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
}
