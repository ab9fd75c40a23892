import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BotServiceChannel, type BotServiceOptions } from '../../../bots/channels/botService/botServiceChannel.js';
import type { Channel } from '../../../bots/channels/channel.js';
import { openHttpServer } from '../../../bots/http/httpServer.js';
import { openTurns } from '../../../bots/openTurns.js';
import { seedDemo } from '../../../services/cases/demoOrders.js';
import { openCaseBackend } from '../../../services/cases/openCaseBackend.js';
import { keepOrder, readOrders } from '../../../services/cases/storedOrders.js';
import { loadContent } from '../../../services/content/content.js';
import { ALWAYS } from '../../../services/desk/businessHours.js';
import { createDesk } from '../../../services/desk/desk.js';
import { hubTranscript } from '../../../services/desk/hubTranscript.js';
import { RULES } from '../../../services/refunds/ruleNumbers.js';
import { openStorage } from '../../../services/storage/openStorage.js';
import { Transcripts } from '../../../services/transcript/transcripts.js';
import { createTrainedUnderstanding } from '../../../services/understanding/trainedUnderstanding.js';
import type { CodeSender } from '../../../services/verification/codeSender.js';
import { testModel } from '../../support/testModel.js';

const content = loadContent(RULES);
const understanding = createTrainedUnderstanding({ model: testModel() });

export type BotServiceDesk = Awaited<ReturnType<typeof openBotServiceDesk>>;
export type DeskOptions = Partial<Pick<BotServiceOptions, 'signer' | 'serviceHosts' | 'sendTimeoutMs' | 'clock'>> & {
  /** A folder that an earlier desk has left; else a new one. */
  readonly folder?: string;
  /** How codes are sent; absent: not at all. */
  readonly codeSender?: CodeSender;
  /** People answer at another desk. */
  readonly atHub?: boolean;
};

/** The channel over real HTTP, with the real store, turn, dialogs and demo orders: the whole desk but its pages. */
export async function openBotServiceDesk(options: DeskOptions = {}) {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'bot-service-')));
  const storage = await openStorage({ dataDir: folder });
  await seedDemo(storage.records, Date.now());
  const logged: { readonly fields: object; readonly message: string }[] = [];
  const keep = (fields: object, message: string) => void logged.push({ fields, message });
  const log = { info: keep, warn: keep, error: keep };
  const cases = openCaseBackend({ kind: 'embedded' }, storage.records);
  let isVouchedFor = false;
  const turns = openTurns({
    store: storage.conversations,
    records: storage.records,
    cases,
    desk: createDesk({
      records: storage.records,
      hours: ALWAYS,
      hub: options.atHub ? hubTranscript(storage.conversations) : undefined,
    }),
    dialogs: { understanding, content, rules: RULES },
    log,
    clock: options.clock ?? Date.now,
    leaseMs: 2_000,
    turnLimitMs: 5_000,
    sweepEveryMs: 20,
    channels: () => [isVouchedFor ? vouchedFor(channel) : channel],
    codeSender: options.codeSender,
  });
  const channel = new BotServiceChannel({
    signer: options.signer,
    serviceHosts: options.serviceHosts ?? ['*.botframework.com', 'smba.trafficmanager.net'],
    intake: turns.intake,
    records: storage.records,
    transcripts: new Transcripts(storage.conversations, content.words.transcript),
    clock: options.clock ?? Date.now,
    log,
    sendTimeoutMs: options.sendTimeoutMs ?? 500,
    takesHandoffStatus: options.atHub === true,
  });
  const server = openHttpServer({ hosts: ['127.0.0.1'], port: 0, log });
  channel.mount(server.edge);
  const { port } = await server.listen();
  turns.start();
  const stop = async () => {
    await Promise.all([server.close(500), channel.close()]);
    await turns.close(5_000);
    await storage.close();
  };
  return {
    folder,
    storage,
    cases,
    logged,
    /** Answers with the status and the error's code and text. */
    async post(activity: unknown, headers: Record<string, string> = {}) {
      const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof activity === 'string' ? activity : JSON.stringify(activity),
      });
      const text = await response.text();
      // Our own form of an error, which the tests then look at.
      const body = (text === '' ? {} : JSON.parse(text)) as { error?: { code: string; message: string } };
      return { status: response.status, text, code: body.error?.code, message: body.error?.message };
    },
    /** Gives a buyer of this channel the demo buyer's orders, as if a shop knew them. */
    async giveOrders(from: string, to: string) {
      isVouchedFor = true;
      for (const order of await readOrders(storage.records, from)) await keepOrder(storage.records, to, order);
    },
    stop,
    async close() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The same channel, whose buyers a shop vouches for. */
function vouchedFor(channel: BotServiceChannel): Channel {
  return {
    name: channel.name,
    mount: (edge) => channel.mount(edge),
    deliver: (effect) => channel.deliver(effect),
    close: () => channel.close(),
  };
}
