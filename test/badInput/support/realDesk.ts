import { createHmac, hkdfSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDesk } from '../../../index.js';
import { readConfig } from '../../../services/config/config.js';

export type RealDesk = Awaited<ReturnType<typeof openRealDesk>>;

export type Sending = {
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string | undefined;
  /** Text and bytes go as they are, anything else as JSON. */
  readonly body?: unknown;
  /** In chunks, so that its length is not known before. */
  readonly chunked?: boolean;
};

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
};

/** What every answer has to carry, of whatever status. A built page says its own Cache-Control and policy. */
const SECURITY: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** The whole desk as its command opens it, with a folder of its own. `environment`: nothing but PORT and the like is the demo. */
export async function openRealDesk(environment: Readonly<Record<string, string>> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'bad-input-'));
  const config = readConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    BURST_LIMIT: '10000',
    ...environment,
  });
  const desk = await openDesk(config);
  return {
    folder,
    port: desk.port,
    signInLink: desk.signInLink,
    send: (method: string, path: string, sending: Sending = {}) => send(desk.port, method, path, sending),
    /** Writes bytes as they are; what comes back until the other side closes, or has been silent for a while. */
    bytes: (bytes: string | Uint8Array, silenceMs?: number) => sendBytes(desk.port, bytes, silenceMs),
    async close() {
      await desk.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What is wrong with the headers that every answer has to carry; nothing when all is well. */
export function missingHeaders({ headers }: Pick<Answer, 'headers'>): readonly string[] {
  const wrong = Object.entries(SECURITY).filter(([name, value]) => headers[name] !== value);
  const telling = ['server', 'x-powered-by'].filter((name) => headers[name] !== undefined);
  return [...wrong.map(([name]) => name), ...telling];
}

/** A token in the form that the desk makes, with anything about it changed. The default key is no desk's. */
export function sign(
  claims: object,
  secret: string | undefined = undefined,
  header: object = { alg: 'HS256' },
): string {
  const now = Math.floor(Date.now() / 1000);
  const whole = { iss: 'refund-desk', aud: 'directline', iat: now, exp: now + 600, ...claims };
  const text = `${part(header)}.${part(whole)}`;
  const key = hkdfSync('sha256', secret ?? 'somebody else', '', 'refund-desk/direct-line/hs256', 32);
  return `${text}.${createHmac('sha256', Buffer.from(key)).update(text).digest('base64url')}`;
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function send(port: number, method: string, path: string, sending: Sending): Promise<Answer> {
  const { token, chunked = false } = sending;
  const body = bytesOf(sending.body);
  const headers = {
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(body === undefined || chunked ? {} : { 'Content-Length': String(body.length) }),
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    ...sending.headers,
  };
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      response.once('error', reject);
    });
    sent.once('error', reject);
    if (body !== undefined) sent.write(body);
    sent.end();
  });
}

function bytesOf(body: unknown): Buffer | undefined {
  if (body === undefined) return undefined;
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

function sendBytes(port: number, bytes: string | Uint8Array, silenceMs = 200): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    const end = () => {
      clearTimeout(silence);
      socket.destroy();
      resolve(answer);
    };
    const silence = setTimeout(end, silenceMs);
    socket.on('data', (chunk) => {
      answer += chunk;
      silence.refresh();
    });
    socket.on('error', () => undefined);
    socket.once('close', end);
    socket.write(bytes);
  });
}
