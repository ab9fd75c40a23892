import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Sent } from './wireDesk.js';

export type Frame = { readonly activities: readonly Sent[]; readonly watermark: string };

/** A client of the stream that keeps what it is sent. `empty` counts keepalives. */
export class StreamClient {
  readonly frames: Frame[] = [];
  empty = 0;
  readonly socket: WebSocket;
  readonly closed: Promise<number>;

  constructor(url: string, headers: Record<string, string> = {}) {
    this.socket = new WebSocket(url, { headers });
    this.closed = new Promise((resolve) => this.socket.once('close', resolve));
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data) => {
      const text = String(data);
      if (text === '') this.empty++;
      else this.frames.push(JSON.parse(text) as Frame);
    });
  }

  get texts(): (string | undefined)[] {
    return this.frames.flatMap(({ activities }) => activities.map(({ text }) => text));
  }

  async open(): Promise<this> {
    await once(this.socket, 'open');
    return this;
  }

  async until(isEnough: () => boolean, withinMs = 3_000): Promise<void> {
    await until(isEnough, withinMs);
  }
}

export async function until(isEnough: () => boolean, withinMs = 3_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!isEnough()) {
    if (performance.now() > deadline) throw new Error(`waited ${withinMs} ms in vain`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The status with which an upgrade is refused, and the error's code. */
export async function refusal(
  url: string,
  headers: Record<string, string> = {},
): Promise<[number | undefined, string]> {
  const socket = new WebSocket(url, { headers });
  return new Promise((resolve, reject) => {
    socket.once('open', () => reject(new Error('the upgrade was let through')));
    socket.once('unexpected-response', (_request, response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve([response.statusCode, String(JSON.parse(text).error.code)]));
    });
    socket.on('error', reject);
  });
}
