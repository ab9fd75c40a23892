import { randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import { expect } from 'chai';
import { effectHandlers } from '../../../bots/effectHandlers.js';
import { RefundBot } from '../../../bots/refundBot.js';
import { newsId } from '../../../services/cases/caseNews.js';
import { DEMO_BUYER_ID, seedDemo } from '../../../services/cases/demoOrders.js';
import { moveStored } from '../../../services/cases/moveStored.js';
import { openCaseBackend } from '../../../services/cases/openCaseBackend.js';
import { readOpenedCase } from '../../../services/cases/storedCases.js';
import { loadContent } from '../../../services/content/content.js';
import type { InboundMessage, NewEffect, NewTimer } from '../../../services/conversations/conversationStore.js';
import { ALWAYS, type BusinessHours } from '../../../services/desk/businessHours.js';
import { createDesk, type Desk } from '../../../services/desk/desk.js';
import { AmendableField, type DeskCommand } from '../../../services/desk/deskCommand.js';
import { DeskShelf } from '../../../services/desk/deskShelf.js';
import { type AgentName, type DeskState, type Outcome, readDeskState } from '../../../services/desk/deskState.js';
import { HandoffState, type HubMessage } from '../../../services/desk/handoffEvents.js';
import type { EvidenceFile, RefusedFile } from '../../../services/evidence/evidenceFile.js';
import type { Json, JsonObject } from '../../../services/json.js';
import { createLearning } from '../../../services/learning/learning.js';
import type { CaseEvent } from '../../../services/refunds/caseEvent.js';
import { OrderId } from '../../../services/refunds/ids.js';
import { RULES } from '../../../services/refunds/ruleNumbers.js';
import { createTrainedUnderstanding } from '../../../services/understanding/trainedUnderstanding.js';
import { Verification } from '../../../services/verification/verification.js';
import { memoryRecords } from '../../contracts/memoryRecords.js';
import { SAMPLE_EVENTS } from '../../contracts/sampleEvents.js';
import { listedRecords } from '../../contracts/watchedRecords.js';
import { testModel } from '../../support/testModel.js';
import { KeptCodes } from './keptCodes.js';

/** Monday noon in Beijing. */
const NOW = Date.parse('2026-11-23T04:00:00Z');

const published = loadContent(RULES);

/** An agent at the desk, where a test names no other. */
const KIM: AgentName = { id: 'kim', name: 'Kim' };

type Change = Partial<Pick<ConstructorParameters<typeof RefundBot>[0], 'cases' | 'understanding' | 'rules'>> & {
  /** Nobody vouches for the buyer. */
  readonly unverified?: boolean;
  readonly cannotSendCodes?: boolean;
  readonly hours?: BusinessHours;
  /** People answer at another desk. */
  readonly atHub?: boolean;
};

/** The fields of every kind of command, the epoch left out where the present one is meant. */
type Loose<C> = C extends { readonly epoch: number } ? Omit<C, 'epoch'> & { readonly epoch?: number } : C;

/** The bot without the turn's store: state goes through JSON between turns, effects run at once, time stands still. */
export class Conversation {
  state: Json | undefined;
  now = NOW;
  /** Every call to the records, in order, without what it was about. */
  readonly calls: string[] = [];
  readonly records = listedRecords(
    memoryRecords(() => this.now),
    this.calls,
  );
  readonly cases = openCaseBackend({ kind: 'embedded' }, this.records);
  readonly id = randomUUID();
  /** Everything the bot has said and no line of a script has claimed yet. */
  heard: Partial<Activity>[] = [];
  last: Partial<Activity>[] = [];
  /** Everything the bot has ever said. */
  readonly all: Partial<Activity>[] = [];
  /** What would stand in the log. */
  readonly logged: object[] = [];
  readonly log = { info: (fields: object) => void this.logged.push(fields), warn: () => {}, error: () => {} };
  /** Every effect that the turns have asked for. */
  readonly effects: NewEffect[] = [];
  /** What was sent to buyers of orders. */
  readonly codes = new KeptCodes();
  /** Who writes. */
  buyerId: string;
  /** Effects wait, as they do while the backend is slow, until `release`. */
  held: NewEffect[] | undefined;
  /** Set by the turns, and not fired yet. */
  timers: NewTimer[] = [];
  /** When each agent was last heard of. */
  readonly seen = new Map<string, number>();
  readonly desk: Desk;
  readonly shelf: DeskShelf;
  readonly #firstBuyer: string;
  readonly #bot: RefundBot;
  readonly #verification: Verification;

  constructor(change: Change = {}) {
    const understanding = change.understanding ?? createTrainedUnderstanding({ model: testModel() });
    const { rules = RULES, cannotSendCodes = false, unverified = false, hours = ALWAYS, atHub = false } = change;
    const content = rules === RULES ? published : loadContent(rules);
    const cases = change.cases ?? this.cases;
    const hub = async () => this.all.map((said) => JSON.parse(JSON.stringify(said)));
    this.desk = createDesk({ records: this.records, hours, hub: atHub ? hub : undefined });
    this.shelf = new DeskShelf(this.records);
    const desk = { ...this.desk, lastSeen: async (agentId: string) => this.seen.get(agentId) ?? 0 };
    this.#bot = new RefundBot(
      { cases, understanding, content, rules, desk, canSendCodes: !cannotSendCodes },
      () => !unverified,
    );
    this.buyerId = unverified ? 'a-stranger' : DEMO_BUYER_ID;
    this.#firstBuyer = this.buyerId;
    this.#verification = new Verification({
      records: this.records,
      cases: this.cases,
      sender: cannotSendCodes ? undefined : this.codes,
      log: { info: () => {}, warn: () => {}, error: () => {} },
      clock: () => this.now,
    });
  }

  async open(): Promise<this> {
    await seedDemo(this.records, NOW);
    return this;
  }

  async join(): Promise<void> {
    await this.#turn('joined', {}, 'joined');
  }

  /** `more`: what else the channel has read of the message (locale, localTimezone). */
  async says(text: string, more: JsonObject = {}): Promise<void> {
    await this.#turn('buyer', { text, ...more }, randomUUID());
  }

  /** Sends files with a message, as a channel has kept or refused them. */
  async sends(files: readonly EvidenceFile[], refusedFiles: readonly RefusedFile[] = [], text = ''): Promise<void> {
    const body = JSON.parse(JSON.stringify({ text, files, refusedFiles }));
    await this.#turn('buyer', body, randomUUID());
  }

  /** Sends a message as it came from outside. */
  async posts(body: JsonObject): Promise<void> {
    await this.#turn('buyer', body, randomUUID());
  }

  /** Presses a button of the last card, or a suggested action, by its title. */
  async presses(title: string): Promise<void> {
    const value = findButton(this.last, title);
    if (value === undefined) throw new Error(`no button "${title}" in what the bot said last`);
    await this.#turn('buyer', value, randomUUID());
  }

  get deskState(): DeskState {
    return readDeskState((this.state as { desk?: Json } | undefined)?.desk); // a state of the bot's
  }

  /** An agent's command as of the present epoch, or of another; what became of it. */
  async agent(command: Loose<DeskCommand>, agent: AgentName = KIM, role = 'agent'): Promise<Outcome> {
    const id = randomUUID();
    this.seen.set(agent.id, this.now);
    await this.#turn('agent', { agent, role, command: { epoch: this.deskState.epoch, ...command } }, id);
    const found = this.deskState.outcomes.find((one) => one.id === id);
    if (!found) throw new Error('the command has no outcome');
    return found.outcome;
  }

  /** Another desk says what became of the conversation, or one of its people writes. */
  async hub(message: HubMessage): Promise<void> {
    await this.#turn('agent', JSON.parse(JSON.stringify(message)), randomUUID());
  }

  /** Time goes on; the timers that fall due on the way do so in order. `alive`: agents who are heard of all the time. */
  async passes(ms: number, alive: readonly string[] = []): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      const [next] = this.timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
      if (!next) break;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.now = Math.max(this.now, next.at);
      for (const agentId of alive) this.seen.set(agentId, this.now);
      await this.#turn('timer', next.body, `timer:${next.id}:${next.at}`);
    }
    this.now = end;
    for (const agentId of alive) this.seen.set(agentId, end);
  }

  /** A timer that was in the inbox already. */
  async fires({ id, at, body }: NewTimer): Promise<void> {
    await this.#turn('timer', body, `timer:${id}:${at}`);
  }

  /** Somebody else asks for the code of an order, in a conversation of theirs. */
  async asksForCode(who: { readonly by: string; readonly conversationId: string }, orderId: string): Promise<void> {
    await this.#verification.request({ ...who, key: randomUUID(), orderId: OrderId.parse(orderId) });
  }

  async #turn(kind: InboundMessage['kind'], body: JsonObject, id: string): Promise<void> {
    // As in the store: effects and results carry whose conversation it is, whoever else writes in it.
    const buyerId = kind === 'joined' || kind === 'buyer' ? this.buyerId : this.#firstBuyer;
    const message = { id, kind, at: this.now, buyerId, channel: 'test', body } as const;
    const output = await this.#bot.run({ conversationId: this.id, message, state: this.state });
    this.state = JSON.parse(JSON.stringify(output.state));
    this.heard.push(...output.activities);
    this.all.push(...output.activities);
    this.last = [...output.activities];
    const { set, cancel } = output.timers;
    const isReplaced = ({ id }: NewTimer) => cancel.includes(id) || set.some((timer) => timer.id === id);
    this.timers = [...this.timers.filter((timer) => !isReplaced(timer)), ...set];
    for (const effect of output.effects) {
      if (this.held && effect.kind !== 'desk') this.held.push(effect);
      else await this.#effect(effect);
    }
  }

  /** The seller, the platform or the payer does something to the newest case, and the buyer hears of it. */
  async happens(event: CaseEvent): Promise<void> {
    const [newest] = await this.cases.cases(this.#firstBuyer);
    const filed = newest && (await readOpenedCase(this.records, newest.caseId));
    if (!filed) throw new Error('no case was filed');
    const moved = await moveStored(this.records, filed.caseId, event, { at: this.now });
    if (moved?.kind !== 'moved') throw new Error(`${event.kind}: ${JSON.stringify(moved)}`);
    const body = JSON.parse(JSON.stringify({ event: event.kind, case: moved.case }));
    await this.#turn('case', body, newsId(moved.case));
  }

  /** What waited comes back now. */
  async release(): Promise<void> {
    const held = this.held ?? [];
    this.held = undefined;
    for (const effect of held) await this.#effect(effect);
  }

  /** An effect that an earlier turn, or an earlier build, has left. */
  async runs(effect: NewEffect): Promise<void> {
    await this.#effect(effect);
  }

  async #effect(effect: NewEffect): Promise<void> {
    this.effects.push(effect);
    if (effect.kind === 'rememberConversation') return;
    const handlers = effectHandlers({
      cases: this.cases,
      records: this.records,
      verification: this.#verification,
      desk: this.desk,
      clock: () => this.now,
      learning: createLearning({
        records: this.records,
        knows: (word) => Object.hasOwn(testModel().header.words, word),
        log: this.log,
        clock: () => this.now,
        logsText: false,
      }),
      get conversations(): never {
        throw new Error('no conversation store in this test');
      },
    });
    const result = await handlers[effect.kind]?.({
      ...effect,
      conversationId: this.id,
      buyerId: this.#firstBuyer,
      channel: 'test',
      attempt: 1,
    });
    if (result) await this.#turn('effectResult', result, effect.key);
  }
}

/**
 * Plays a script. `buyer:` says a line, `press:` presses a button, `bot:` is the next thing the bot must have said, by
 * its key (with the field or topic in brackets). `agent:` is what an agent does, `case:` what happens to
 * the case, `passes:` minutes that go by. Whatever the bot says must be in the script. `{code}` in a line is the
 * code that was sent last, `{wrong}` is another one.
 */
export async function talk(script: string, conversation?: Conversation): Promise<Conversation> {
  const talking = conversation ?? (await new Conversation().open());
  const lines = script
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  for (const [index, line] of lines.entries()) {
    const colon = line.indexOf(':');
    const who = line.slice(0, colon);
    const what = line.slice(colon + 1).trim();
    if (who === 'bot') {
      const said = talking.heard.shift();
      expect(said && describeKey(said), `line ${index + 1} of the script: ${line}`).to.equal(what);
      continue;
    }
    expect(
      talking.heard.map(describeKey),
      `said, and not in the script, before line ${index + 1}: ${line}`,
    ).to.deep.equal([]);
    if (who === 'buyer') await talking.says(talking.codes.fillIn(what));
    else if (who === 'press') await talking.presses(what);
    else if (who === 'joins') await talking.join();
    else if (who === 'agent') await talking.agent(agentLine(what));
    else if (who === 'hub') await talking.hub(hubLine(what));
    else if (who === 'case') await talking.happens(caseLine(what));
    else if (who === 'passes') await talking.passes(Number.parseFloat(what) * 60_000, ['kim']);
    else throw new Error(`line ${index + 1}: who is "${who}"?`);
  }
  expect(talking.heard.map(describeKey), 'said after the end of the script').to.deep.equal([]);
  return talking;
}

function describeKey(activity: Partial<Activity>): string {
  const data: { key?: string; field?: string; topic?: string } = activity.channelData ?? {};
  const more = data.field ?? data.topic;
  return more === undefined ? `${data.key}` : `${data.key} (${more})`;
}

/** `accepted`, `failed`, `completed`, or `says: words`. */
function hubLine(line: string): HubMessage {
  if (line.startsWith('says: ')) return { hub: { says: line.slice('says: '.length) } };
  return { hub: HandoffState.parse({ state: line }), name: 'Robin' };
}

/** `claim`, `return`, `release`, `resolve: why`, `note: words`, `says: words`, `amend: field: value`. */
function agentLine(line: string): Loose<DeskCommand> {
  const [what = '', ...rest] = line.split(': ');
  const text = rest.join(': ');
  if (what === 'claim' || what === 'return' || what === 'release') return { command: what };
  if (what === 'resolve') return { command: 'resolve', reason: text };
  if (what === 'note') return { command: 'note', text };
  if (what === 'says') return { command: 'message', text };
  if (what === 'amend') {
    const [field, ...value] = rest;
    return { command: 'amend', field: AmendableField.parse(field), value: value.join(': ') };
  }
  throw new Error(`what is "agent: ${line}"?`);
}

/** A kind of event, with what stands in test/contracts/sampleEvents.ts. */
function caseLine(kind: string): CaseEvent {
  const event: CaseEvent | undefined = Object.values(SAMPLE_EVENTS).find((each) => each.kind === kind);
  if (!event) throw new Error(`what is "case: ${kind}"?`);
  return event;
}

/** What pressing it sends. */
function findButton(activities: readonly Partial<Activity>[], title: string): JsonObject | undefined {
  const newestFirst = activities.toReversed();
  for (const { content: card } of newestFirst.flatMap(({ attachments }) => attachments ?? [])) {
    const button = (card?.actions ?? []).find((each: { title?: string }) => each.title === title);
    if (button) return typeof button.data === 'string' ? { text: button.data } : { value: button.data };
  }
  const actions = newestFirst.flatMap(({ suggestedActions }) => suggestedActions?.actions ?? []);
  const action = actions.find((each) => each.title === title);
  if (!action) return undefined;
  return action.type === 'messageBack'
    ? { text: String(action.text), value: action.value }
    : { text: String(action.value) };
}
