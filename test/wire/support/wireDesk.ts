import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DirectLineChannel } from '../../../bots/channels/directLine/directLineChannel.js';
import { DirectLineSettings } from '../../../bots/channels/directLine/directLineSettings.js';
import { openHttpServer } from '../../../bots/http/httpServer.js';
import type { Intake, Receipt } from '../../../bots/turn/intake.js';
import { loadContent } from '../../../services/content/content.js';
import type {
  ConversationStore,
  InboundMessage,
  NewLogEntry,
  OnNews,
  Turn,
} from '../../../services/conversations/conversationStore.js';
import { openEvidenceFiles } from '../../../services/evidence/openEvidenceFiles.js';
import type { Json } from '../../../services/json.js';
import { RULES } from '../../../services/refunds/ruleNumbers.js';
import { openStorage } from '../../../services/storage/openStorage.js';
import { Transcripts } from '../../../services/transcript/transcripts.js';

export type WireDesk = Awaited<ReturnType<typeof openWireDesk>>;
export type Line = { readonly fields: object; readonly message: string };

/** The channel over real HTTP and the real embedded store, with an echo for a bot. The clock starts at real time. */
export async function openWireDesk(settings: Partial<DirectLineSettings> = { demoBuyerId: 'dl_demo-buyer' }) {
  const folder = await mkdtemp(join(tmpdir(), 'wire-'));
  const storage = await openStorage({ dataDir: folder });
  const lines: Line[] = [];
  const entered: InboundMessage[] = [];
  const keep = (fields: object, message: string) => void lines.push({ fields, message });
  const log = { info: keep, warn: keep, error: keep };
  const desk = {
    aheadMs: 0,
    away: false as boolean | Error,
    newsCome: 1,
    loseReceipts: false,
    refuse: undefined as Receipt | undefined,
  };
  const server = openHttpServer({ hosts: ['127.0.0.1'], port: 0, log });
  const store = cutOff(
    withNews(storage.conversations, () => desk.newsCome),
    () => desk.away,
  );
  const intake: Intake = {
    async receive(conversationId, message, entry) {
      if (desk.refuse) return desk.refuse;
      entered.push(message);
      const receipt = await echo(store, conversationId, message, entry);
      if (desk.loseReceipts) throw new Error('the receipt was lost on its way');
      return receipt;
    },
  };
  const clock = () => Date.now() + desk.aheadMs;
  const evidence = await openEvidenceFiles(
    { dataDir: folder },
    cutOff(storage.records, () => desk.away),
    clock,
  );
  const channel = new DirectLineChannel({
    settings: DirectLineSettings.parse(settings),
    intake,
    store,
    records: cutOff(storage.records, () => desk.away),
    counters: cutOff(storage.counters, () => desk.away),
    evidence,
    transcripts: new Transcripts(store, loadContent(RULES).words.transcript),
    clock,
    log,
  });
  channel.mount(server.edge);
  const { port } = await server.listen();
  const base = `http://127.0.0.1:${port}`;
  return Object.assign(desk, {
    base,
    port,
    lines,
    channel,
    storage,
    folder,
    evidence,
    /** The last messages that entered, newest last. */
    entered,
    /** Says something without having been asked. */
    say: (conversationId: string, texts: readonly string[]) => say(storage.conversations, conversationId, texts),
    call: (method: string, path: string, options: CallOptions = {}) => call(base, method, path, options),
    async close() {
      await channel.close();
      await server.close(500);
      await storage.close();
      await rm(folder, { recursive: true });
    },
  });
}

export type CallOptions = {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
};
export type Answer = { readonly status: number; readonly headers: Headers; readonly body: Body };
/** Every field that any of the answers has. */
export type Body = {
  readonly conversationId: string;
  readonly token: string;
  readonly expires_in: number;
  readonly streamUrl: string;
  readonly id: string;
  readonly watermark: string;
  readonly activities: readonly Sent[];
  readonly error: { readonly code: string; readonly message: string; readonly incident?: string };
};
export type Sent = {
  readonly id: string;
  readonly type: string;
  readonly text?: string;
  readonly value?: Json;
  readonly timestamp: string;
  readonly channelId: string;
  readonly replyToId?: string;
  readonly conversation: { readonly id: string };
  readonly from: { readonly id: string; readonly role: string; readonly name?: string };
  readonly channelData?: Record<string, Json>;
  readonly attachments?: readonly {
    readonly contentType: string;
    readonly name: string;
    readonly contentUrl: string;
    readonly thumbnailUrl?: string;
  }[];
};

async function call(
  base: string,
  method: string,
  path: string,
  { token, body, headers }: CallOptions,
): Promise<Answer> {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: bodyOf(body) }),
  });
  const text = await response.text();
  // What the body really is, is what the tests then look at.
  return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as Body };
}

function bodyOf(body: unknown): string | Uint8Array<ArrayBuffer> {
  if (Buffer.isBuffer(body)) return new Uint8Array(body);
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** Answers at once, in the order of the inbox: what a turn does, without dialogs. */
async function echo(
  store: ConversationStore,
  conversationId: string,
  message: InboundMessage,
  entry?: NewLogEntry,
): Promise<Receipt> {
  const accepted = await store.accept(conversationId, message, entry);
  if (accepted.kind === 'refused') return accepted;
  void drain(store, accepted.turn).catch(() => undefined);
  return { kind: accepted.kind, entryId: accepted.entryId };
}

async function drain(store: ConversationStore, first: Turn | undefined): Promise<void> {
  for (let turn = first; turn; ) {
    const { kind, at, body } = turn.message;
    const text =
      kind === 'joined' ? `welcome ${body.locale ?? ''}`.trim() : `echo: ${body.text ?? JSON.stringify(body.value)}`;
    const says = kind === 'effectResult' && Array.isArray(body.texts) ? body.texts : [text];
    const committed = await store.commit(turn, {
      state: {},
      entries: says.map((said) => ({
        at,
        activity: { type: 'message', text: String(said), from: BOT, replyToId: 'nobody-knows' },
      })),
      effects: [],
      timers: { set: [], cancel: [] },
    });
    turn = committed.kind === 'committed' ? committed.next : undefined;
  }
}

const BOT = { id: 'refund-desk', role: 'bot' };
let said = 0;

async function say(store: ConversationStore, conversationId: string, texts: readonly string[]): Promise<void> {
  const message = {
    id: `say:${said++}`,
    kind: 'effectResult',
    at: Date.now(),
    buyerId: 'dl_demo-buyer',
    channel: 'directline',
  } as const;
  const accepted = await store.accept(conversationId, { ...message, body: { texts } });
  if (accepted.kind !== 'refused') await drain(store, accepted.turn);
}

/** The same port, but news comes so many times instead of once. */
function withNews(store: ConversationStore, times: () => number): ConversationStore {
  return new Proxy(store, {
    get(target, name) {
      if (name === 'watch') {
        return (conversationId: string, onNews: OnNews) =>
          target.watch(conversationId, (lines) => {
            for (let time = 0; time < times(); time++) setTimeout(() => onNews(lines), 10 * time);
          });
      }
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

/** The same port, but every call fails while `isAway`. */
function cutOff<Port extends object>(port: Port, isAway: () => boolean | Error): Port {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => {
        const away = isAway();
        if (away instanceof Error) return Promise.reject(away);
        if (away) return Promise.reject(new Error('internal: disk /srv/data is gone'));
        return Reflect.apply(member, target, given);
      };
    },
  });
}
