import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import { createTrainedUnderstanding } from '../../../services/understanding/trainedUnderstanding.js';
import { Conversation } from '../../conversations/support/talk.js';
import { testModel } from '../../support/testModel.js';
import { ChatOver } from './chatOver.js';
import { LEADS } from './chatRows.js';
import type { Input } from './fuzzInputs.js';
import { missingHeaders, openRealDesk } from './realDesk.js';

type Of<K extends Input['kind']> = Extract<Input, { kind: K }>;

/** A conversation takes so many inputs; then another is begun. */
const INPUTS_A_CONVERSATION = 50;
/** What may hold the event loop. Source: the promise of the port Understanding. */
export const LIMIT_MS = 50;
/** From here on it is measured again: the desk in this process, or another process, may have had the core. */
const LOOK_AGAIN_MS = 10;

export type FuzzTargets = Awaited<ReturnType<typeof openFuzzTargets>>;

/** The boundaries: the dialogs in this process, and a whole desk by its port. Each takes an input and throws what is wrong. */
export async function openFuzzTargets() {
  const sink = createServer((request, response) => request.resume().once('end', () => response.end('{}')));
  await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never a string.
  const serviceUrl = `http://127.0.0.1:${(sink.address() as AddressInfo).port}/`;
  const desk = await openRealDesk({ INBOX_LIMIT: '10000' });
  const understanding = createTrainedUnderstanding({ model: testModel() });
  const led = new Map<string, string>();
  const slowest = { ms: 0, text: '', at: '' };
  const statuses: Record<string, number> = {};
  let chat = await new ChatOver(desk).start();
  const chats = [chat];
  let taken = 0;

  async function currentChat(): Promise<ChatOver> {
    if (++taken % INPUTS_A_CONVERSATION === 0) {
      if ((await chat.log()).some(({ channelData }) => channelData?.key === 'root.failed'))
        throw new Error('a turn failed');
      chat = await new ChatOver(desk).start();
      chats.push(chat);
    }
    return chat;
  }

  function note(kind: string, { status, headers, text }: Awaited<ReturnType<typeof desk.send>>): void {
    const what = `${kind} ${status} ${/"code":"(\w+)"/.exec(text)?.[1] ?? ''}`.trim();
    statuses[what] = (statuses[what] ?? 0) + 1;
    const isNoInvoke = status === 501 && text.includes('"noInvoke"');
    if (status >= 500 && !isNoInvoke) throw new Error(`${status}: ${text}`);
    const missing = missingHeaders({ headers });
    if (missing.length > 0) throw new Error(`without ${missing.join(', ')}`);
  }

  /** In the state to which the words before lead, which is worked out once. */
  async function talkingAt(at: keyof typeof LEADS): Promise<Conversation> {
    const talking = await new Conversation({ understanding }).open();
    const known = led.get(at);
    if (known === undefined) {
      for (const line of LEADS[at]) await talking.says(line);
      led.set(at, JSON.stringify(talking.state ?? null));
    } else if (known !== 'null') talking.state = JSON.parse(known);
    talking.heard = [];
    return talking;
  }

  const targets = {
    async chat({ at, text }: Of<'chat'>): Promise<void> {
      let blocked = Number.POSITIVE_INFINITY;
      for (let tries = 0; tries < 6 && blocked >= LOOK_AGAIN_MS; tries++) {
        const talking = await talkingAt(at);
        blocked = Math.min(blocked, await longestBlock(() => talking.says(text)));
        if (talking.heard.length === 0) throw new Error('the bot said nothing');
        const size = JSON.stringify(talking.state).length;
        if (size > 64 * 1024) throw new Error(`the state has ${size} characters`);
        for (const { textFormat } of talking.heard) if (textFormat !== 'plain') throw new Error('not plain');
      }
      if (blocked > slowest.ms) Object.assign(slowest, { ms: blocked, text: text.slice(0, 80), at });
      if (blocked >= LIMIT_MS) throw new Error(`the event loop was held for ${blocked.toFixed(1)} ms`);
    },

    async directLine({ route, headers, body }: Of<'directLine'>): Promise<void> {
      const { token, id } = await currentChat();
      const base = `/v3/directline/conversations/${id}`;
      const query = encoded(body.slice(0, 20));
      const [method, path] = {
        activities: ['POST', `${base}/activities`],
        upload: ['POST', `${base}/upload`],
        start: ['POST', '/v3/directline/conversations'],
        generate: ['POST', '/v3/directline/tokens/generate'],
        refresh: ['POST', '/v3/directline/tokens/refresh'],
        read: ['GET', `${base}/activities?watermark=${query}`],
        reconnect: ['GET', `${base}?watermark=${query}`],
        stray: ['DELETE', `/${query}`],
      }[route] as [string, string]; // two texts each
      const upload = route === 'upload' ? { 'Content-Type': 'multipart/form-data; boundary=x' } : {};
      const multipart = `--x\r\nContent-Disposition: form-data; name="activity"\r\n\r\n${body}\r\n--x--\r\n`;
      const sent = method === 'POST' ? { body: route === 'upload' ? multipart : body } : {};
      note('directLine', await desk.send(method, path, { token, headers: { ...upload, ...headers }, ...sent }));
    },

    async botService({ body }: Of<'botService'>): Promise<void> {
      // Every second one with somewhere to answer to.
      const addressed = body.startsWith('{') ? `{"serviceUrl":"${serviceUrl}",${body.slice(1)}` : body;
      note('botService', await desk.send('POST', '/api/messages', { body: addressed }));
    },

    async bytes({ bytes }: Of<'bytes'>): Promise<void> {
      const answer = await desk.bytes(bytes, 25);
      if (/^HTTP\/1\.1 5/.test(answer)) throw new Error(answer);
      if (answer !== '' && !answer.includes('X-Content-Type-Options: nosniff')) throw new Error('without headers');
      statuses[`bytes ${answer.slice(9, 12)}`] = (statuses[`bytes ${answer.slice(9, 12)}`] ?? 0) + 1;
    },

    async frames({ frames }: Of<'frames'>): Promise<void> {
      const { token, id } = await currentChat();
      const reconnect = await desk.send('GET', `/v3/directline/conversations/${id}`, { token });
      const socket = new WebSocket(JSON.parse(reconnect.text).streamUrl);
      const closed = new Promise<number>((resolve) => socket.once('close', resolve));
      socket.on('error', () => undefined);
      await new Promise((resolve) => socket.once('open', resolve));
      for (const frame of frames) socket.send(frame);
      socket.close();
      const code = await closed;
      if (code === 1006 || code === 1011) throw new Error(`closed with ${code}`);
      statuses[`frames ${code}`] = (statuses[`frames ${code}`] ?? 0) + 1;
    },
  };

  return {
    slowest,
    statuses,
    take: (input: Input): Promise<void> => targets[input.kind](input as never), // the kind picks its own target
    /** A conversation of a buyer who does nothing wrong. Throws where it does not go on as ever. */
    async stillWorks(): Promise<readonly string[]> {
      const fresh = await new ChatOver(desk).start();
      await fresh.post({ type: 'message', text: 'my parcel arrived broken' });
      return fresh.said(2);
    },
    async failedTurns(): Promise<number> {
      const logs = await Promise.all(chats.slice(-20).map((each) => each.log()));
      return logs.flat().filter(({ channelData }) => channelData?.key === 'root.failed').length;
    },
    async close(): Promise<void> {
      await desk.close();
      sink.closeAllConnections();
      await new Promise((resolve) => sink.close(resolve));
    },
  };
}

/** As encodeURIComponent, which throws on half a character. */
function encoded(text: string): string {
  return new URLSearchParams({ q: text }).toString().slice('q='.length);
}

/** The longest stretch of the event loop in one piece, in ms: the synchronous start, or a gap between ticks. */
async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const tick = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    beat = setImmediate(tick);
  };
  let beat = setImmediate(tick);
  await work();
  clearImmediate(beat);
  return Math.max(longest, performance.now() - last);
}
